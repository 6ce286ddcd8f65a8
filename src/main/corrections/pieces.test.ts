import { expect, it } from 'vitest'
import type { Block } from '../../shared/blocks.ts'
import { mergePieces, shownPiece } from './pieces.ts'

const paragraph = (text: string): Block => ({ type: 'paragraph', children: [{ type: 'text', text }] })
const shown = (current: readonly Block[], original: readonly Block[]) =>
  mergePieces(current, original, []).map(({ block, kept }) => [kept, block])

it('shows what was left out where it stood', () => {
  const [one, two, three] = ['One', 'Two', 'Three'].map(paragraph) as [Block, Block, Block]
  expect(shown([one, three], [one, two, three])).toEqual([
    [true, one],
    [false, two],
    [true, three]
  ])
})

it('goes once through a text that says the same for ever', () => {
  const same = Array.from({ length: 100_000 }, () => paragraph('All work and no play'))
  const pieces = mergePieces(same, same, [])
  expect(pieces).toHaveLength(same.length)
  expect(pieces.every(({ kept }) => kept)).toBe(true)
})

it('knows pieces by their words or, where they have none, by their picture', () => {
  const figure = (url: string): Block => ({
    type: 'figure',
    image: { url: `https://a.example/${url}`, alt: '' },
    caption: [],
    credit: []
  })
  const [one, boat, pier] = [paragraph('One'), figure('boat.png'), figure('pier.png')]
  expect(shown([paragraph('One!'), pier], [one, boat, pier])).toEqual([
    [true, paragraph('One!')],
    [false, boat],
    [true, pier]
  ])
})

it('shows a list as it counts its items', () => {
  const items = (...texts: string[]) => texts.map((text) => [paragraph(text)])
  const shownAs = (block: Block) => shownPiece({ block, kept: true }, 0).text
  const list = { type: 'list', ordered: true } as const
  expect(shownAs({ ...list, ordered: false, items: items('One', 'Two') })).toBe('• One\n• Two')
  expect(shownAs({ ...list, start: 9, items: items('Nine', 'Ten') })).toBe('9. Nine\n10. Ten')
  expect(shownAs({ ...list, start: 25, numbering: 'a', items: items('y', 'z', 'next') })).toBe(
    'y. y\nz. z\naa. next'
  )
  expect(shownAs({ ...list, start: 48, numbering: 'I', items: items('One', 'Two') })).toBe(
    'XLVIII. One\nXLIX. Two'
  )
  expect(shownAs({ ...list, start: 0, numbering: 'i', items: items('None', 'One') })).toBe('0. None\ni. One')
  const inner: Block = { ...list, ordered: false, items: items('Inner') }
  expect(shownAs({ ...list, items: [[paragraph('Outer'), paragraph('More'), inner], [inner]] })).toBe(
    '1. Outer\n  More\n  • Inner\n2.\n  • Inner'
  )
})

it('gives a definition no sign that the article does not show', () => {
  const block: Block = {
    type: 'definitions',
    items: [{ terms: [[{ type: 'text', text: 'Ebb' }]], definitions: [[paragraph('Falling water')]] }]
  }
  expect(shownPiece({ block, kept: true }, 0).text).toBe('Ebb\nFalling water')
})
