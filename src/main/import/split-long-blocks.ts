import type { Block, Inline } from '../../shared/blocks.ts'

// A page lays out a paragraph in one go: 50,000 characters take Chromium a few frames, millions take seconds.
const LONGEST = 50_000
/** So many characters a mark or link is as dear as: a hundred thousand in one paragraph held a window up for minutes. */
const MARK = 50

/**
 * Cuts paragraphs and code of extreme length into parts, at the end of a sentence, a word, or at worst
 * between two characters. Time is linear in the text.
 */
export function splitLongBlocks(blocks: Block[]): { blocks: Block[]; count: number } {
  let count = 0
  const result: Block[] = []
  for (const block of blocks) {
    if (block.type === 'code' && block.text.length > LONGEST * 4) {
      const parts = cutText(block.text, LONGEST * 2, ['\n'])
      count += 1
      for (const text of parts) result.push({ ...block, text })
    } else if ((block.type === 'paragraph' || block.type === 'verse') && isLong(block.children)) {
      count += 1
      for (const children of splitInlines(block.children, block.type === 'verse' ? [] : ['. ', '。', ' '])) {
        result.push({ ...block, children })
      }
    } else result.push(block)
  }
  return { blocks: result, count }
}

function isLong(children: readonly Inline[]): boolean {
  let size = 0
  for (const child of children) {
    size += sizeOf(child)
    if (size > LONGEST) return true
  }
  return false
}

/** What laying it out costs, in characters. */
function sizeOf(inline: Inline): number {
  if (inline.type === 'text') return inline.text.length
  if (inline.type === 'break') return 1
  let size = MARK
  if (inline.type === 'ruby') size += inline.base.length + inline.reading.length
  if ('children' in inline) for (const child of inline.children) size += sizeOf(child)
  return size
}

/** Only top-level text is cut: marks and links stay whole. */
function splitInlines(children: readonly Inline[], ends: string[]): Inline[][] {
  const parts: Inline[][] = [[]]
  let length = 0
  const push = (inline: Inline, size: number) => {
    if (length + size > LONGEST && length > 0) {
      if (parts.at(-1)?.at(-1)?.type === 'break') parts.at(-1)?.pop()
      parts.push([])
      length = 0
    }
    if (length === 0 && inline.type === 'break') return
    parts.at(-1)?.push(inline)
    length += size
  }
  for (const child of children) {
    if (child.type === 'text' && child.text.length > LONGEST / 10) {
      for (const text of cutText(child.text, LONGEST / 2, ends)) push({ type: 'text', text }, text.length)
    } else push(child, sizeOf(child))
  }
  return parts.filter((part) => part.length > 0)
}

function cutText(text: string, size: number, ends: string[]): string[] {
  const parts: string[] = []
  let from = 0
  while (text.length - from > size) {
    let to = 0
    const piece = text.slice(from, from + size)
    for (const end of ends) {
      const found = piece.lastIndexOf(end)
      if (found > size / 2) {
        to = from + found + end.length
        break
      }
    }
    if (!to) {
      to = from + size
      // Never between the halves of a surrogate pair.
      if ((text.charCodeAt(to - 1) & 0xfc00) === 0xd800) to -= 1
    }
    parts.push(text.slice(from, to))
    from = to
  }
  parts.push(text.slice(from))
  return parts
}
