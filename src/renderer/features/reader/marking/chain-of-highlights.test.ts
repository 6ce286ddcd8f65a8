import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chainOf } from './chain-of-highlights.ts'
import { SpanIndex } from './span-index.ts'

interface Item {
  id: string
  start: number
  end: number
}

const text = 'one two  three four. five six seven'
const item = (words: string, id = words): Item => {
  const start = text.indexOf(words)
  return { id, start, end: start + words.length }
}
const chain = (first: Item, items: readonly Item[], within = text, most = 10_000) => {
  const index = new SpanIndex(items)
  const around = {
    touching: (span: { start: number; end: number }) => index.touching(span),
    isBlank: ({ start, end }: { start: number; end: number }) => within.slice(start, end).trim() === ''
  }
  return chainOf(first, around, most)
    .map((one) => one.id)
    .sort()
}

describe('highlights that can be merged', () => {
  it('overlap, or have only white space between, one leading to the next', () => {
    const items = ['one', 'two', 'three', 'four', 'five', 'seven'].map((words) => item(words))
    expect(chain(items[2]!, items)).toEqual(['four', 'one', 'three', 'two'])
    expect(chain(items[4]!, items)).toEqual(['five'])
    const over = item('four. five')
    expect(chain(items[4]!, [...items, over])).toHaveLength(6)
  })

  it('do not reach over a wide gap', () => {
    const pair = (gap: number) => {
      const items = [
        { id: 'a', start: 0, end: 3 },
        { id: 'b', start: 3 + gap, end: 6 + gap }
      ]
      return chain(items[0]!, items, `one${' '.repeat(gap)}two`).length
    }
    expect([pair(15), pair(16)]).toEqual([2, 1])
  })

  it('are the same whichever of them one begins with, however they lie', () => {
    const spans = fc.array(fc.tuple(fc.nat(300), fc.integer({ min: 1, max: 12 })), {
      minLength: 1,
      maxLength: 40
    })
    const written = fc.array(fc.constantFrom('x', ' ', '\n'), { minLength: 320, maxLength: 320 })
    fc.assert(
      fc.property(spans, written, (list, letters) => {
        const items = list.map(([start, length], at) => ({ id: String(at), start, end: start + length }))
        const within = letters.join('')
        const all = chain(items[0]!, items, within)
        for (const id of all) expect(chain(items[Number(id)]!, items, within)).toEqual(all)
      })
    )
  })

  it('are 200,000 in a row, of which so many are taken', () => {
    const items = Array.from({ length: 200_000 }, (_, at) => ({ id: String(at), start: at, end: at + 1 }))
    expect(chain(items[100_000]!, items)).toHaveLength(10_000)
  })
})
