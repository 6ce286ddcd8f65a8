import type { Virtualizer } from '@tanstack/react-virtual'
import { act, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useRef, useState } from 'react'
import { expect, it } from 'vitest'
import { useRowFocus } from './use-row-focus.ts'

const virtualizer = { scrollToIndex: () => {} } as unknown as Virtualizer<HTMLElement, Element>

/** A list with a field above it that leaves so many of its rows. */
function List({ total }: { total: number }) {
  const scroller = useRef<HTMLDivElement>(null)
  const walk = useRowFocus({ scroller, virtualizer, total, selector: 'button', row: useState(0) })
  return (
    <>
      <input aria-label="Filter" />
      <button type="button" onClick={() => walk.moveTo(walk.at + 1)}>
        Next
      </button>
      <div ref={scroller}>
        {Array.from({ length: total }, (_, index) => `Row ${index + 1}`).map((name, index) => (
          <div key={name} data-index={index}>
            <button type="button" tabIndex={walk.tabIndex(index)}>
              {name}
            </button>
          </div>
        ))}
      </div>
    </>
  )
}

const frame = () => act(() => new Promise<void>((done) => requestAnimationFrame(() => done())))
const focused = () =>
  document.activeElement?.textContent || document.activeElement?.getAttribute('aria-label')

it('brings the focus to the row asked for, and leaves it in the field that narrows the list then', async () => {
  const user = userEvent.setup()
  const { rerender } = render(<List total={4} />)
  for (const row of ['Row 1', 'Row 2', 'Row 3']) {
    await user.click(screen.getByRole('button', { name: 'Next' }))
    await frame()
    expect(focused()).toBe(row)
  }
  await user.click(screen.getByRole('textbox', { name: 'Filter' }))
  rerender(<List total={1} />)
  await frame()
  expect(focused()).toBe('Filter')
  await user.click(screen.getByRole('button', { name: 'Next' }))
  await frame()
  expect(focused()).toBe('Row 1')
})

it('is one stop for Tab', async () => {
  const user = userEvent.setup()
  render(<List total={4} />)
  await user.click(screen.getByRole('button', { name: 'Next' }))
  await user.click(screen.getByRole('button', { name: 'Next' }))
  await frame()
  expect(focused()).toBe('Row 2')
  await user.tab()
  expect(document.activeElement).toBe(document.body)
  await user.tab({ shift: true })
  expect(focused()).toBe('Row 2')
  await user.tab({ shift: true })
  expect(focused()).toBe('Next')
})
