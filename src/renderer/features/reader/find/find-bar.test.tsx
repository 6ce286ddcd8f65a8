import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { ReadingVersion } from '../../../../shared/reading.ts'
import { fakeBridge } from '../../../testing/fake-bridge.ts'
import { renderPart } from '../../../testing/render-part.tsx'
import { FindBar } from './FindBar.tsx'

const text = 'The sea comes and goes.'
const version = { id: 'v', textLength: text.length } as ReadingVersion

it('finds the words where they stand, also when the page says its title only later', async () => {
  fakeBridge({ 'reading.text': { text } })
  let found: TextSpan[] = []
  const onQuery = (_: string, spans: TextSpan[]) => {
    found = spans
  }
  let say = (_title: string) => {}
  const Page = () => {
    const [title, setTitle] = useState('')
    say = setTitle
    const rest = {
      query: 'sea',
      request: { query: 'sea' },
      count: 0,
      current: 0,
      onQuery,
      onStep: () => {},
      onClose: () => {}
    }
    return <FindBar version={version} title={title} {...rest} />
  }
  renderPart(<Page />)
  await waitFor(() => expect(found).toEqual([{ start: 4, end: 7 }]))
  found = []
  act(() => say('Tides of the sea'))
  await waitFor(() =>
    expect(found).toEqual([
      { start: -4, end: -1 },
      { start: 4, end: 7 }
    ])
  )
})

it('takes Enter pressed before the words are found for a step among these, and not among those before', async () => {
  let answer = (_text: string) => {}
  const stored = new Promise<string>((resolve) => {
    answer = resolve
  })
  fakeBridge({ 'reading.text': async () => ({ text: await stored }) })
  const onStep = vi.fn()
  const onQuery = vi.fn()
  const rest = { query: '', request: { query: '' }, count: 3, current: 0, onQuery, onStep, onClose: () => {} }
  renderPart(<FindBar version={version} title="" {...rest} />)
  const user = userEvent.setup()
  await user.keyboard('e{Enter}{Enter}{Shift>}{Enter}{/Shift}')
  // Nor is the count of the words before said of these.
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe(''))
  // Nor again with the next letter.
  await user.keyboard('a')
  expect(screen.getByRole('status').textContent).toBe('')
  await user.keyboard('{Backspace}{Enter}{Enter}{Shift>}{Enter}{/Shift}')
  answer(text)
  await waitFor(() => expect(onQuery).toHaveBeenLastCalledWith('e', expect.arrayContaining([]), 1))
  expect(onStep).not.toHaveBeenCalled()
  await user.keyboard('{Enter}')
  expect(onStep).toHaveBeenCalledWith(1)
  expect(screen.getByRole('status').textContent).toBe('1 of 3')
})

it('is where to write again each time one wants to find, with what was selected', async () => {
  fakeBridge({ 'reading.text': { text } })
  let wish = (_request: { query: string }) => {}
  const Page = () => {
    const [request, setRequest] = useState({ query: '' })
    wish = setRequest
    const rest = { query: '', count: 0, current: 0, onQuery: () => {}, onStep: () => {}, onClose: () => {} }
    return (
      <>
        <FindBar version={version} title="" request={request} {...rest} />
        <button type="button">Elsewhere</button>
      </>
    )
  }
  renderPart(<Page />)
  const field = screen.getByRole<HTMLInputElement>('textbox')
  const user = userEvent.setup()
  await user.keyboard('sea')
  act(() => screen.getByRole('button', { name: 'Elsewhere' }).focus())
  act(() => wish({ query: '' }))
  expect(document.activeElement).toBe(field)
  expect(field.value.slice(field.selectionStart!, field.selectionEnd!)).toBe('sea')
  act(() => wish({ query: 'comes and' }))
  expect(field.value).toBe('comes and')
})
