import { render } from '@testing-library/react'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Marked } from './Marked.tsx'

describe('Marked', () => {
  it('never loses, adds or repeats a character, whatever the ranges', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.tuple(fc.integer(), fc.integer())), (text, marks) => {
        const { container, unmount } = render(<Marked text={text} marks={marks} />)
        expect(container.textContent).toBe(text)
        unmount()
      }),
      { numRuns: 60 }
    )
  })

  it('marks no character twice when ranges overlap', () => {
    const { container } = render(
      <Marked
        text="abcdef"
        marks={[
          [3, 5],
          [1, 4]
        ]}
      />
    )
    expect([...container.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['bcd', 'e'])
  })
})
