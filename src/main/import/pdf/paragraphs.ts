import type { TableCell } from '../../../shared/blocks.ts'
import { least } from '../../../shared/long-lists.ts'
import { type Line, textOfLine } from './lines.ts'
import { commonest, type PlacedPicture } from './pdf-page.ts'
import type { Region } from './reading-order.ts'
import { findTables } from './tables.ts'

/** A part of the flow: a run of lines that belong together, a table, or a picture. */
export type Part =
  | { kind: 'text'; lines: Line[]; text: string; size: number; bold: boolean; item: boolean }
  | { kind: 'code'; text: string; page: number }
  | {
      kind: 'table'
      rows: TableCell[][]
      page: number
      /** The last page of one that goes on. */
      endsOn?: number
      caption?: Line[]
    }
  | { kind: 'picture'; picture: PlacedPicture; page: number }

export type TextPart = Extract<Part, { kind: 'text' }>

/** What a list's item begins with: a sign, or a number or letter with a point or bracket. */
export const itemStart =
  /^(?:[•◦▪▫‣⁃●○■□◆➢➤►✓✔\uf0b7\uf0a7\uf0d8·–—*-]\s+|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s+)/u

/** What an entry of a bibliography begins with where entries are numbered or named: "[12] ", "[Doe99] ". */
const entryStart = /^\[(?:\p{N}{1,4}|\p{L}[\p{L}\p{N}+]{1,12})\]\s/u

const ENDED = /[.!?…。！？:;]["'”’»)\]]*$/u

/** Cuts the lines of one part of a page into paragraphs and tables. */
export function partsOf(lines: readonly Line[], region: Region): Part[] {
  const parts: Part[] = []
  const tables = findTables(lines)
  const leading = leadingOf(lines)
  const margins = marginsOf(lines, region)
  let open: Line[] = []
  const close = () => {
    if (open.length) parts.push(textPart(open))
    open = []
  }
  for (let at = 0; at < lines.length; at++) {
    const table = tables.find((one) => one.from === at)
    if (table) {
      close()
      parts.push({ kind: 'table', rows: table.rows, page: lines[at]!.page })
      at = table.to - 1
      continue
    }
    const code = codeFrom(lines, at)
    if (code) {
      close()
      parts.push({ kind: 'code', text: codeText(lines.slice(at, code)), page: lines[at]!.page })
      at = code - 1
      continue
    }
    const line = lines[at]!
    if (open.length && isBreak(open, line, leading, margins)) close()
    open.push(line)
  }
  close()
  return parts
}

function textPart(lines: Line[]): TextPart {
  const text = lines.map(textOfLine).join(' ')
  return {
    kind: 'text',
    lines,
    text,
    size: commonest(
      lines.map((one) => [one.size, one.x1 - one.x0] as const),
      0.1
    ),
    bold: lines.every((one) => one.bold),
    item: itemStart.test(text) || lines[0]!.role?.kind === 'item'
  }
}

/** Where code that begins at a line ends: lines of letters of one width, more than one, or one that looks like code. */
function codeFrom(lines: readonly Line[], at: number): number | undefined {
  let end = at
  while (
    end < lines.length &&
    lines[end]!.mono &&
    lines[end]!.y - (lines[end - 1]?.y ?? 0) < lines[end]!.size * 4
  )
    end++
  if (end === at) return undefined
  const isWhole = lines.every((one) => one.mono)
  if (isWhole && lines.length > 20) return undefined
  return end - at > 1 || /[{}();=<>/\\#$_]/.test(textOfLine(lines[at]!)) ? end : undefined
}

/** Code with its line ends and indents. */
function codeText(lines: readonly Line[]): string {
  const left = least(lines.map((one) => one.x0))
  return lines
    .map((line, index) => {
      const before = lines[index - 1]
      const blank = before && line.y - before.y > line.size * 1.9 ? '\n' : ''
      let text = ''
      for (const run of line.cells.flatMap((one) => one.runs).toSorted((a, b) => a.x0 - b.x0)) {
        const width = (run.x1 - run.x0) / Math.max(1, run.text.length)
        const column = Math.round((run.x0 - left) / Math.max(1, width))
        text = text.padEnd(Math.min(column, text.length + 200)) + run.text
      }
      return blank + text.trimEnd()
    })
    .join('\n')
}

/** Distance of baselines inside paragraphs, by size of type. */
function leadingOf(lines: readonly Line[]): (size: number) => number {
  const gaps = new Map<number, [number, number][]>()
  for (let at = 1; at < lines.length; at++) {
    const [before, line] = [lines[at - 1]!, lines[at]!]
    if (Math.abs(before.size - line.size) > 0.3) continue
    const gap = line.y - before.y
    if (gap <= line.size * 0.7 || gap > line.size * 2.6) continue
    const key = Math.round(line.size * 2)
    gaps.set(key, [...(gaps.get(key) ?? []), [gap, 1]])
  }
  return (size) => {
    const known = gaps.get(Math.round(size * 2))
    if (!known) return size * 1.35
    // Of several frequent distances the smaller is the one inside paragraphs.
    const most = commonest(known, 0.5)
    const smaller = known.filter(([gap]) => gap < most - 1)
    return smaller.length > known.length * 0.25 ? commonest(smaller, 0.5) : most
  }
}

interface Margins {
  /** Where most lines begin, in reading direction; negative to the left in right-to-left text. */
  start: number
  end: number
}

const startOf = (line: Line) => (line.isRightToLeft ? -line.x1 : line.x0)
const endOf = (line: Line) => (line.isRightToLeft ? -line.x0 : line.x1)

function marginsOf(lines: readonly Line[], region: Region): Margins {
  return {
    start: commonest(
      lines.map((one) => [startOf(one), one.x1 - one.x0] as const),
      2
    ),
    end: Math.max(...lines.map(endOf), lines[0]?.isRightToLeft ? -region.x0 : region.x1)
  }
}

function isBreak(
  open: readonly Line[],
  line: Line,
  leading: (size: number) => number,
  { start, end }: Margins
): boolean {
  const before = open.at(-1)!
  const first = open[0]!
  // Where the file says what is one, its lines are.
  if (before.role !== line.role) return true
  const size = Math.max(before.size, line.size)
  const gap = line.y - before.y
  if (line.role) return line.role.kind === 'item' && gap > leading(before.size) * 1.8
  if (Math.abs(before.size - line.size) > size * 0.07 && Math.min(letters(before), letters(line)) > 3)
    return true
  if (gap > leading(before.size) * 1.22 + 1) return true
  const text = textOfLine(line)
  const textBefore = textOfLine(before)
  const hyphen = /[\p{L}][-‐\u00ad]$/u.test(textBefore)
  if (before.bold !== line.bold && !hyphen && (before.bold ? open.every((one) => one.bold) : true)) {
    // A bold line alone is a heading; bold words that happen to fill a line are not.
    if (before.bold ? roomAfter(before, end) > before.size * 2 : roomAfter(line, end) > line.size * 2)
      return true
  }
  if (itemStart.test(text) && !isMiddleOfSentence(textBefore, text)) return true
  // Contents with dots or a page's number at the end of each line.
  if (/ … \S{1,8}$/.test(textBefore)) return true
  const isEntry = entryStart.test(textOfLine(first))
  // A line of running text may begin with what it cites.
  if (entryStart.test(text) && (isEntry || roomAfter(before, end) > size * 1.5)) return true
  if (isEntry && hangs(line, first) && open.slice(1, 2).every((one) => hangs(one, first))) return false
  const indent = startOf(line) - startOf(before)
  const isItem = itemStart.test(textOfLine(first))
  if (isItem) {
    if (startOf(line) < startOf(first) - size * 0.5) return true
    if (open.length === 1) return isForced(before, line, end, text, textBefore)
    return Math.abs(indent) > size * 0.7 || isForced(before, line, end, text, textBefore)
  }
  const isIndented = startOf(line) > start + size * 0.6
  // An indented line begins a paragraph, unless the lines before stand as far in; so does one that stands out.
  if (isIndented && indent > size * 0.6) {
    const isHanging = open.length === 1 && startOf(first) <= start - size * 0.6
    if (!isHanging && !(open.length === 1 && isHangingStart(first, line, start))) return true
  }
  if (indent < -size * 0.7) {
    if (open.length > 1) return true
    // The second line of a paragraph whose first was indented goes back to the margin.
    if (startOf(before) < start - size * 0.6) return true
  }
  return isForced(before, line, end, text, textBefore)
}

/** Whether a line begins further in than the first of its paragraph. */
const hangs = (line: Line, first: Line) => startOf(line) > startOf(first) + line.size * 0.5

/** Entries of a bibliography begin at the margin and go on indented. */
function isHangingStart(first: Line, line: Line, start: number): boolean {
  return Math.abs(startOf(first) - start) < 2 && startOf(line) - start > first.size * 3
}

function letters(line: Line): number {
  return line.cells.reduce(
    (sum, cell) => sum + cell.runs.reduce((count, run) => count + run.text.trim().length, 0),
    0
  )
}

function roomAfter(line: Line, end: number): number {
  return end - endOf(line)
}

/** Whether a line ended although the next word had room: its writer ended it. */
function isForced(before: Line, line: Line, end: number, text: string, textBefore: string): boolean {
  const room = roomAfter(before, end)
  if (room < before.size * 1.5) return false
  const word = /^\S+/u.exec(text)?.[0] ?? ''
  const widthOf = ((line.x1 - line.x0) / Math.max(1, text.length)) * (word.length + 1)
  if (room < widthOf + before.size) return false
  // Lines of one centred or ragged title are broken by sense; a lower-case word goes on.
  if (/^\p{Ll}/u.test(text) && !ENDED.test(textBefore)) return room > (end - startOf(before)) * 0.6
  return true
}

function isMiddleOfSentence(before: string, text: string): boolean {
  // "… see page\n12. The next" and a dash in running text are no items.
  if (/^[-–—*·]\s/u.test(text)) return !ENDED.test(before) && /^[-–—]\s+\p{Ll}/u.test(text)
  if (/^\(?(?:\d|[a-z])/i.test(text))
    return /\b(?:page|pages|p|pp|no|vol|chapter|section|fig|figure|table|in|of|and|the|to)\.?$/i.test(before)
  return false
}

/** Type of this share of the text's size and less is of something beside it. */
const SMALL = 0.9

/**
 * What stands in small type below the text of a column that goes on in the next: whom to write to, when the paper came
 * in, whose it is. It interrupts no paragraph.
 */
export function asidesIn(parts: readonly Part[], bodySize: number): Set<Part> {
  const asides = new Set<Part>()
  const isBody = (part: Part | undefined): part is TextPart =>
    part?.kind === 'text' && Math.abs(part.size - bodySize) <= 0.4
  const isSmall = (part: Part | undefined): part is TextPart =>
    part?.kind === 'text' && part.size <= bodySize * SMALL
  for (let at = 1; at < parts.length; at++) {
    if (!isSmall(parts[at]) || !isBody(parts[at - 1])) continue
    const from = at
    while (isSmall(parts[at])) at++
    const [before, next] = [parts[from - 1] as TextPart, parts[at]]
    const regionOf = (part: TextPart) => part.lines[0]!.region
    const inside = parts.slice(from, at) as TextPart[]
    if (
      isBody(next) &&
      regionOf(next) !== regionOf(before) &&
      inside.every((one) => regionOf(one) === regionOf(before))
    )
      for (const part of inside) asides.add(part)
  }
  return asides
}

/**
 * Joins paragraphs that a column or a page cut in two. What floats between them (pictures, tables, captions)
 * stands after the whole paragraph.
 */
export function joinAcross(
  parts: readonly Part[],
  isFloat: (part: Part) => boolean,
  bodySize: number
): Part[] {
  const joined: Part[] = []
  for (const part of parts) {
    if (part.kind !== 'text' || isFloat(part)) {
      joined.push(part)
      continue
    }
    const at = joined.findLastIndex((one) => !isFloat(one))
    const before = joined[at]
    if (before?.kind === 'text' && goesOnAfter(before, part, bodySize)) {
      joined[at] = textPart([...before.lines, ...part.lines])
      continue
    }
    joined.push(part)
  }
  return joined
}

function goesOnAfter(before: TextPart, part: TextPart, bodySize: number): boolean {
  const last = before.lines.at(-1)!
  const first = part.lines[0]!
  if (last.region === first.region) return false
  if (last.role?.kind === 'heading' || first.role?.kind === 'heading') return false
  if (Math.abs(before.size - part.size) > 0.4 || before.bold !== part.bold) return false
  // An item that goes on on the next page is tagged there anew.
  const isMore = last.role && first.role && /^\p{Ll}/u.test(part.text)
  if (part.item && !isMore) return false
  if (before.size > bodySize * 1.15) return false
  const text = textOfLine(first)
  const textBefore = textOfLine(last)
  if (/[\p{L}][-‐\u00ad]$/u.test(textBefore) && /^\p{Ll}/u.test(text)) return true
  if (/^[\p{Ll}]/u.test(text)) return !/[.!?…。！？]["'”’»)\]]*$/u.test(textBefore)
  const width = last.region.x1 - last.region.x0
  const end = last.isRightToLeft ? -last.region.x0 : last.region.x1
  if (roomAfter(last, end) > Math.max(last.size * 2, width * 0.12)) return false
  // The width of a part of one line is its own.
  if (before.lines.length < 2) return false
  if (!ENDED.test(textBefore)) return true
  // A full last line that ends a sentence: only the first line's indent, or its lack, can tell.
  const others = part.lines.slice(1).map(startOf)
  const isIndented = others.length > 0 && startOf(first) > least(others) + first.size * 0.6
  const style =
    before.lines.length > 1 && startOf(before.lines[0]!) > startOf(before.lines[1]!) + first.size * 0.6
  return style && !isIndented
}
