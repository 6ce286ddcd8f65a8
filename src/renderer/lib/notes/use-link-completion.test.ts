import { describe, expect, it } from 'vitest'
import { linkBeingWritten } from './use-link-completion.ts'

describe('linkBeingWritten', () => {
  it.each([
    ['see [[ti', 8, { from: 4, query: 'ti' }],
    ['[[', 2, { from: 0, query: '' }],
    ['a [[two words', 13, { from: 2, query: 'two words' }],
    ['[[ti]] and', 10, undefined],
    ['[[ti\nnext', 9, undefined],
    ['no link', 7, undefined],
    ['[[early', 1, undefined],
    [`[[${'x'.repeat(90)}`, 92, undefined]
  ])('%j at %i', (text, caret, found) => {
    expect(linkBeingWritten(text, caret)).toEqual(found)
  })
})
