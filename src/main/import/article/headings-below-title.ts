import type { Block } from '../../../shared/blocks.ts'

type Heading = Extract<Block, { type: 'heading' }>

/**
 * The article's title is the only heading of the first level. Where a text has several of that level, or one below
 * others, all its headings go one level down, so that what was below them still is; where it has a single one at its
 * beginning, that stands for the whole. The blocks are changed.
 */
export function headingsBelowTitle(blocks: readonly Block[]): void {
  const headings: Heading[] = []
  gather(blocks, headings)
  const tops = headings.filter(({ level }) => level === 1)
  if (tops.length === 0 || (tops.length === 1 && headings[0] === tops[0])) return
  for (const heading of headings) heading.level = Math.min(6, heading.level + 1) as Heading['level']
}

function gather(blocks: readonly Block[], headings: Heading[]): void {
  for (const block of blocks) {
    switch (block.type) {
      case 'heading':
        headings.push(block)
        break
      case 'list':
        for (const item of block.items) gather(item, headings)
        break
      case 'definitions':
        for (const { definitions } of block.items) for (const one of definitions) gather(one, headings)
        break
      case 'quote':
        gather(block.blocks, headings)
        break
      case 'figure':
        gather(block.blocks ?? [], headings)
        break
      case 'table':
        for (const row of block.rows) for (const cell of row) gather(cell.blocks, headings)
        break
      case 'paragraph':
      case 'verse':
      case 'code':
      case 'math':
      case 'rule':
    }
  }
}
