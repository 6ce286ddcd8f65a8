import type { Block, Inline } from '../../../shared/blocks.ts'

/** The canonical text of inline content, as `build-body.ts` counts it. */
export function inlineText(list: readonly Inline[]): string {
  let text = ''
  for (const inline of list) {
    if (inline.type === 'text') text += inline.text
    else if (inline.type === 'break') text += '\n'
    else if (inline.type === 'ruby') text += inline.base
    else if ('children' in inline) text += inlineText(inline.children)
  }
  return text
}

/** The words of a block in order, for comparing and measuring; leaves are separated by line ends. */
export function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
    case 'verse':
      return inlineText(block.children)
    case 'list':
      return block.items.map(blocksText).join('\n')
    case 'definitions':
      return block.items
        .map((item) => [...item.terms.map(inlineText), ...item.definitions.map(blocksText)].join('\n'))
        .join('\n')
    case 'quote':
      return [blocksText(block.blocks), inlineText(block.cite ?? [])].filter(Boolean).join('\n')
    case 'figure':
      return [blocksText(block.blocks ?? []), inlineText(block.caption), inlineText(block.credit)]
        .filter(Boolean)
        .join('\n')
    case 'table':
      return [
        inlineText(block.caption),
        ...block.rows.map((row) => row.map((cell) => blocksText(cell.blocks)).join('\t'))
      ]
        .filter(Boolean)
        .join('\n')
    case 'code':
      return block.text
    case 'math':
      return block.tex
    case 'rule':
      return ''
  }
}

/** Text as one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

function blocksText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join('\n')
}
