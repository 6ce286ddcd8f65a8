import { act, render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { type RowWalk, useRowWalk } from './use-row-walk.ts'

let walk: RowWalk<string>

function Rows({ items }: { items: string[] }) {
  walk = useRowWalk(items, (one) => one)
  return (
    <>
      <input aria-label="Filter" />
      <ul {...walk.listProps}>
        {items.map((one, index) => (
          <li key={one} data-index={index}>
            <button type="button" {...walk.rowProps(index)}>
              {one}
            </button>
            <button type="button" tabIndex={walk.tabIndex(index)}>
              {`Delete ${one}`}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

const button = (name: string) => screen.getByRole('button', { name })
const step = (by: number) => act(() => walk.step(by))

describe('useRowWalk', () => {
  it('shows where one is first, then goes on, and stays in the list', () => {
    render(<Rows items={['a', 'b']} />)
    step(1)
    expect(document.activeElement).toBe(button('a'))
    step(1)
    step(1)
    expect(document.activeElement).toBe(button('b'))
    expect([button('a').tabIndex, button('Delete a').tabIndex]).toEqual([-1, -1])
    expect([button('b').tabIndex, button('Delete b').tabIndex]).toEqual([0, 0])
  })

  it('goes on from the row that has the focus', () => {
    render(<Rows items={['a', 'b', 'c']} />)
    act(() => button('b').focus())
    step(1)
    expect(document.activeElement).toBe(button('c'))
  })

  it('is at the row of which any button was pressed', () => {
    render(<Rows items={['a', 'b', 'c']} />)
    act(() => button('Delete c').focus())
    expect(walk.item).toBe('c')
  })

  it('leaves the focus to the row that took the place of one that went, also when it was the last', () => {
    const { rerender } = render(<Rows items={['a', 'b', 'c']} />)
    act(() => button('b').focus())
    act(() => button('Delete b').focus())
    rerender(<Rows items={['a', 'c']} />)
    expect(document.activeElement).toBe(button('c'))
    rerender(<Rows items={['a']} />)
    expect(document.activeElement).toBe(button('a'))
  })

  it('goes along with the row that has the focus when that is moved, or others before it come and go', () => {
    const { rerender } = render(<Rows items={['a', 'b', 'c']} />)
    act(() => button('a').focus())
    rerender(<Rows items={['b', 'a', 'c']} />)
    expect([document.activeElement, walk.item]).toEqual([button('a'), 'a'])
    expect([button('a').tabIndex, button('b').tabIndex]).toEqual([0, -1])
    rerender(<Rows items={['a', 'c']} />)
    expect(walk.item).toBe('a')
    step(1)
    expect(document.activeElement).toBe(button('c'))
  })

  it('takes the focus from nobody who is elsewhere', () => {
    const { rerender } = render(<Rows items={['a', 'b', 'c']} />)
    step(1)
    act(() => screen.getByRole('textbox').focus())
    rerender(<Rows items={['c']} />)
    expect(document.activeElement).toBe(screen.getByRole('textbox'))
  })
})
