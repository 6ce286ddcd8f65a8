import { expect, it } from 'vitest'
import type { Block, Inline } from '../../shared/blocks.ts'
import { blockText } from './block-text.ts'
import { splitLongBlocks } from './split-long-blocks.ts'

const paragraph = (children: Inline[]): Block => ({ type: 'paragraph', children })
const textOf = (blocks: readonly Block[]) => blocks.map(blockText).join('')

it('cuts a paragraph of extreme length where a sentence ends, and loses no letter', () => {
  const text = 'The keeper walked along the quay at dusk. '.repeat(5000)
  const { blocks, count } = splitLongBlocks([paragraph([{ type: 'text', text }])])
  expect(count).toBe(1)
  expect(blocks.length).toBeGreaterThan(3)
  expect(textOf(blocks)).toBe(text)
  for (const block of blocks) expect(blockText(block).length).toBeLessThanOrEqual(50_000)
})

it('cuts a paragraph of very many marks, which is as dear to lay out', () => {
  const marked: Inline[] = Array.from({ length: 20_000 }, (_, at) => [
    { type: 'mark' as const, mark: 'strong' as const, children: [{ type: 'text' as const, text: `w${at}` }] },
    { type: 'text' as const, text: ' ' }
  ]).flat()
  const { blocks, count } = splitLongBlocks([paragraph(marked)])
  expect(count).toBe(1)
  expect(textOf(blocks)).toBe(textOf([paragraph(marked)]))
  const most = Math.max(...blocks.map((one) => (one.type === 'paragraph' ? one.children.length : 0)))
  expect(most).toBeLessThan(2500)
})

it('leaves a paragraph with a few hundred marks and links as it is', () => {
  const many: Inline[] = Array.from({ length: 400 }, (_, at) => ({
    type: 'link',
    href: `https://example.org/${at}`,
    children: [{ type: 'text', text: 'a link, ' }]
  }))
  const block = paragraph(many)
  expect(splitLongBlocks([block])).toEqual({ blocks: [block], count: 0 })
})
