import type { Block, Inline } from '../../../shared/blocks.ts'

// A page lays out a paragraph in one go: 50,000 characters take Chromium a few frames, millions take seconds.
const LONGEST = 50_000
/** Code does not wrap: to find something in a line of 100,000 characters took the window seconds. */
const LONGEST_LINE = 10_000
/** So many characters a mark or link is as dear as: a hundred thousand in one paragraph held a window up for minutes. */
const MARK = 50
/** So many characters a change of direction is as dear as: 50,000 letters that turned with every word took 332 ms. */
const TURN = 25

/** Cells of a table, and items of a list, that are laid out in one go: 100,000 cells took three seconds. */
const MOST_CELLS = 3000
const MOST_ITEMS = 1500

/**
 * Cuts paragraphs and code of extreme length into parts, at the end of a sentence, a word, or at worst
 * between two characters; tables of extreme length between two rows, and lists between two items. Time is linear in
 * the text.
 */
export function splitLongBlocks(blocks: Block[]): { blocks: Block[]; count: number } {
  let count = 0
  const result: Block[] = []
  for (const block of blocks) {
    if (block.type === 'code' && block.text.length > LONGEST * 4) {
      const parts = cutText(block.text, LONGEST * 2, ['\n']).flatMap((part) =>
        hasLongLine(part) ? cutText(part, LONGEST_LINE, ['\n', ';', ' ']) : [part]
      )
      count += 1
      for (const text of parts) result.push({ ...block, text })
    } else if ((block.type === 'paragraph' || block.type === 'verse') && isLong(block.children)) {
      count += 1
      for (const children of splitInlines(block.children, block.type === 'verse' ? [] : ['. ', '。', ' '])) {
        result.push({ ...block, children })
      }
    } else if (block.type === 'table' && block.rows.length > 1 && cellsIn(block.rows) > MOST_CELLS) {
      count += 1
      for (const [at, rows] of splitRows(block.rows).entries())
        result.push({ ...block, caption: at === 0 ? block.caption : [], rows })
    } else if (block.type === 'list' && block.items.length > MOST_ITEMS) {
      count += 1
      for (let from = 0; from < block.items.length; from += MOST_ITEMS) {
        const items = block.items.slice(from, from + MOST_ITEMS)
        result.push(
          block.ordered ? { ...block, items, start: (block.start ?? 1) + from } : { ...block, items }
        )
      }
    } else result.push(block)
  }
  return { blocks: result, count }
}

function hasLongLine(text: string): boolean {
  for (let from = 0; ; ) {
    const end = text.indexOf('\n', from)
    if ((end < 0 ? text.length : end) - from > LONGEST_LINE) return true
    if (end < 0) return false
    from = end + 1
  }
}

type Rows = Extract<Block, { type: 'table' }>['rows']

const cellsIn = (rows: Rows) => rows.reduce((sum, row) => sum + row.length, 0)

/** Never within cells that reach over several rows. */
function splitRows(rows: Rows): Rows[] {
  const parts: Rows[] = [[]]
  let cells = 0
  let reach = 0
  for (const [at, row] of rows.entries()) {
    if (cells > 0 && cells + row.length > MOST_CELLS && reach <= at) {
      parts.push([])
      cells = 0
    }
    parts.at(-1)!.push(row)
    cells += row.length
    for (const { rowspan } of row) reach = Math.max(reach, at + rowspan)
  }
  return parts
}

function isLong(children: readonly Inline[]): boolean {
  let size = 0
  for (const child of children) {
    size += sizeOf(child)
    if (size > LONGEST) return true
  }
  return false
}

// By script, as the bidirectional algorithm sees letters; digits and signs go with what is around them.
const leftward = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const stretches =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}][^\p{L}]*(?=\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}|\p{Script=Han})/gu

/** Letters, and how often their direction changes. */
function sizeOfText(text: string): number {
  if (!leftward.test(text)) return text.length
  let turns = 0
  for (const _ of text.matchAll(stretches)) turns++
  return text.length + 2 * TURN * turns
}

/** What laying it out costs, in characters. */
function sizeOf(inline: Inline): number {
  if (inline.type === 'text') return sizeOfText(inline.text)
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
    const size = sizeOf(child)
    if (child.type === 'text' && size > LONGEST / 10) {
      // As many letters as are as dear as half of what may stand in one paragraph.
      const letters = Math.max(1000, Math.floor((LONGEST / 2) * (child.text.length / size)))
      for (const text of cutText(child.text, letters, ends)) push({ type: 'text', text }, sizeOfText(text))
    } else push(child, size)
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
