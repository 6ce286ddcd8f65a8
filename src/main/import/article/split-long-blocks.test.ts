import { expect, it } from 'vitest'
import type { Block, Inline } from '../../../shared/blocks.ts'
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

it('cuts a paragraph whose direction changes all the time, and leaves one in which it changes now and then', () => {
  const turning = Array.from({ length: 8000 }, (_, at) => (at % 2 ? `rope${at % 10} ` : 'الميناء ')).join('')
  const { blocks, count } = splitLongBlocks([paragraph([{ type: 'text', text: turning }])])
  expect(count).toBe(1)
  expect(textOf(blocks)).toBe(turning)
  for (const block of blocks) expect(blockText(block).length).toBeLessThan(15_000)
  const ordinary = `${'الميناء هادئ في المساء ولا أحد هناك. '.repeat(40)}Lectern `.repeat(25)
  const block = paragraph([{ type: 'text', text: ordinary }])
  expect(ordinary.length).toBeGreaterThan(35_000)
  expect(splitLongBlocks([block])).toEqual({ blocks: [block], count: 0 })
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

it('cuts a table of very many rows, never within a cell that reaches over several', () => {
  const cell = (text: string) => ({
    header: false,
    colspan: 1,
    rowspan: 1,
    blocks: [paragraph([{ type: 'text', text }])]
  })
  const rows = Array.from({ length: 4000 }, (_, at) => [cell(`a${at}`), cell(`b${at}`)])
  const table = (its: typeof rows): Block => ({
    type: 'table',
    caption: [{ type: 'text', text: 'Tides' }],
    rows: its
  })
  const { blocks } = splitLongBlocks([table(rows)])
  const tables = blocks as Extract<Block, { type: 'table' }>[]
  expect(tables.map((one) => one.rows.length)).toEqual([1500, 1500, 1000])
  expect(tables.map((one) => one.caption.length)).toEqual([1, 0, 0])
  expect(tables.flatMap((one) => one.rows)).toEqual(rows)
  const reaching = rows.map((row, at) => (at === 1499 ? [{ ...row[0]!, rowspan: 3 }, row[1]!] : row))
  const cut = splitLongBlocks([table(reaching)]).blocks
  expect((cut as typeof tables).map((one) => one.rows.length)).toEqual([1502, 1500, 998])
})

it('cuts a list of very many items, and goes on counting', () => {
  const items: Block[][] = Array.from({ length: 4000 }, (_, at) => [
    paragraph([{ type: 'text', text: `Item ${at}` }])
  ])
  const { blocks } = splitLongBlocks([{ type: 'list', ordered: true, start: 5, items }])
  const lists = blocks as Extract<Block, { type: 'list' }>[]
  expect(lists.map((one) => [one.start, one.items.length])).toEqual([
    [5, 1500],
    [1505, 1500],
    [3005, 1000]
  ])
  expect(lists.flatMap((one) => one.items)).toEqual(items)
})

it('cuts code of extreme length between its lines, and a line without end where it can', () => {
  const lines = 'let tide = 1\n'.repeat(40_000)
  const minified = 'let tide=1;'.repeat(40_000)
  for (const [text, least] of [
    [lines, 5],
    [minified, 40]
  ] as const) {
    const { blocks } = splitLongBlocks([{ type: 'code', text }])
    expect(blocks.length).toBeGreaterThan(least)
    expect(blocks.map((one) => (one.type === 'code' ? one.text : '')).join('')).toBe(text)
  }
})
