import { expect, it } from 'vitest'
import type { Block } from '../../../shared/blocks.ts'
import { headingsBelowTitle } from './headings-below-title.ts'

const heading = (level: number): Block => ({
  type: 'heading',
  level: level as 1,
  children: [{ type: 'text', text: `Level ${level}` }]
})
function levels(...stated: number[]): number[] {
  const blocks = stated.map(heading)
  headingsBelowTitle(blocks)
  return blocks.map((block) => (block.type === 'heading' ? block.level : 0))
}

it.each([
  ['several of the first level, with others below', [1, 2, 3, 1, 2], [2, 3, 4, 2, 3]],
  ['one of the first level after another', [2, 1, 2], [3, 2, 3]],
  ['one that stands for the whole', [1, 2, 3], [1, 2, 3]],
  ['none of the first level', [2, 3, 2], [2, 3, 2]],
  ['the deepest there are', [1, 6, 1, 5], [2, 6, 2, 6]]
])('%s', (_what, stated, expected) => {
  expect(levels(...stated)).toEqual(expected)
})

it('headings inside of others count, and follow', () => {
  const inner = heading(1)
  const blocks: Block[] = [heading(1), { type: 'quote', blocks: [inner] }]
  headingsBelowTitle(blocks)
  expect(inner).toMatchObject({ level: 2 })
})
