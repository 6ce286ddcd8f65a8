import type { Block, Inline } from '../../../shared/blocks.ts'

// What main itself needs of importing entries, apart from the importers: they bring half a second of packages
// along, and main reads nothing itself.

/** Written beside every article made from an entry; a book without an address is known again by it. */
export const ENTRY_IMPORTER = 'library-entry/1'

/** Quoted words as blocks, with their own paragraphs and lines. */
export function quotedBlocks(text: string): Block[] {
  return text
    .split(/\n{2,}/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => ({ type: 'paragraph', children: lines(part) }))
}

function lines(text: string): Inline[] {
  return text
    .split('\n')
    .flatMap((line, index): Inline[] =>
      index === 0 ? [{ type: 'text', text: line }] : [{ type: 'break' }, { type: 'text', text: line }]
    )
    .filter((inline) => inline.type !== 'text' || inline.text !== '')
}
