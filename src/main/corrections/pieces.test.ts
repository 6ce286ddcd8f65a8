import { expect, it } from 'vitest'
import type { Block } from '../../shared/blocks.ts'
import { mergePieces } from './pieces.ts'

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
