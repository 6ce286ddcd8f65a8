import { greatest } from '../../../shared/long-lists.ts'
import { median, type PdfPage, type Segment } from './pdf-page.ts'

/** Heads and feet stand within this share of the page's height from its edge, in at most so many rows. */
const ZONE = 0.14
const MOST_ROWS = 3
/** Points by which the same head may stand higher or lower. */
const SAME_HEIGHT = 5
/** Room between a head and the text, in heights of its type, from baseline to baseline. */
const APART = 1.7

interface Row {
  page: number
  segments: Segment[]
  y: number
  size: number
  text: string
  /** Text with every number as #. */
  shape: string
  zone: 'head' | 'foot'
  /** Points to the next row inwards. */
  gap: number
}

export interface RunningHeads {
  furniture: ReadonlySet<Segment>
  /** The number printed on a page, by the page's index. */
  printed: ReadonlyMap<number, string>
}

/**
 * What stands on page after page above and below the text: running heads, page numbers, and what repeats.
 *
 * @param bodySize height of the running text, points
 */
export function findRunningHeads(
  pages: readonly { page: PdfPage; segments: readonly Segment[] }[],
  bodySize: number
): RunningHeads {
  const rows = pages.flatMap(({ page, segments }) => rowsOf(page, segments))
  const furniture = new Set<Segment>()
  const counted = numbering(rows)
  const heights = new Map<string, number[]>()
  for (const [key, group] of Map.groupBy(rows, (row) => `${row.zone} ${row.shape}`))
    heights.set(
      key,
      group.map((one) => one.y).toSorted((a, b) => a - b)
    )
  const repeats = (row: Row) => {
    const all = heights.get(`${row.zone} ${row.shape}`)!
    const same = countUpTo(all, row.y + SAME_HEIGHT) - countUpTo(all, row.y - SAME_HEIGHT)
    return same >= 3 || (same >= 2 && same * 2 >= pages.length)
  }
  const printed = new Map<number, string>()
  for (const edge of Map.groupBy(rows, (row) => `${row.page} ${row.zone}`).values()) {
    // From the edge inwards. What repeats is a head only when it stands apart from the text: two pages may
    // begin with the same words.
    let waiting: Row[] = []
    for (const row of edge) {
      const number = counted.get(row)
      const isAlone = numberIn(row.text) !== undefined
      // "1 Introduction" in large type on page 1 is a chapter's title, and so is each slide's.
      if (row.size > bodySize * 1.2 || !(number || isAlone || repeats(row))) break
      waiting.push(row)
      if (!number && !isAlone && row.gap < row.size * APART) continue
      for (const head of waiting) for (const segment of head.segments) furniture.add(segment)
      waiting = []
      if (number) printed.set(row.page, number)
    }
  }
  return { furniture, printed }
}

/** The rows at the upper and lower edge of a page, from the edge inwards. */
function rowsOf(page: PdfPage, segments: readonly Segment[]): Row[] {
  const sorted = segments.toSorted((a, b) => a.y - b.y)
  const rows: Segment[][] = []
  for (const segment of sorted) {
    const last = rows.at(-1)
    if (last && segment.y - last[0]!.y < 3) last.push(segment)
    else rows.push([segment])
  }
  const rowOf = (row: Segment[], zone: Row['zone']): Row => {
    const next = rows[rows.indexOf(row) + (zone === 'head' ? 1 : -1)]
    const gap = next ? Math.abs(next[0]!.y - row[0]!.y) : Number.POSITIVE_INFINITY
    const ordered = row.toSorted((a, b) => a.x0 - b.x0)
    const text = ordered
      .map((one) => one.runs.map((run) => run.text).join(''))
      .join('  ')
      .replace(/[ \t]{3,}/g, '  ')
      .trim()
    const shape = text
      .toLowerCase()
      .replace(/\s+/gu, ' ')
      .replace(/\p{Nd}+/gu, '#')
      .replace(/^[ivxlc]{1,7}$/, '#')
    return {
      page: page.index,
      segments: ordered,
      y: row[0]!.y,
      size: greatest(row.map((one) => one.size)),
      text,
      shape,
      zone,
      gap
    }
  }
  // A page of few rows is no page with a head and a foot but a few lines.
  const most = Math.min(MOST_ROWS, Math.max(1, Math.floor(rows.length / 2)))
  const heads = rows.slice(0, most).filter((row) => row[0]!.y < page.height * ZONE)
  const feet = rows
    .slice(-most)
    .filter((row) => row[0]!.y > page.height * (1 - ZONE) && !heads.includes(row))
    .reverse()
  return [...heads.map((row) => rowOf(row, 'head')), ...feet.map((row) => rowOf(row, 'foot'))]
}

/** Rows that begin or end with a number that counts the pages; the number as it is printed. */
function numbering(rows: readonly Row[]): Map<Row, string> {
  const candidates = new Map<string, { row: Row; printed: string }[]>()
  for (const row of rows) {
    for (const printed of numbersAtEdges(row)) {
      const value = numberOf(printed)
      if (value === undefined) continue
      const key = `${row.zone} ${/^\d/.test(printed) ? 'arabic' : 'roman'} ${value - row.page}`
      const list = candidates.get(key)
      if (list) list.push({ row, printed })
      else candidates.set(key, [{ row, printed }])
    }
  }
  const found = new Map<Row, string>()
  for (const all of [...candidates.values()].toSorted((a, b) => b.length - a.length)) {
    const height = median(all.map(({ row }) => row.y))
    const list = all.filter(({ row }) => Math.abs(row.y - height) <= SAME_HEIGHT)
    const pages = new Set(list.map(({ row }) => row.page))
    if (pages.size < 3 && !(pages.size === 2 && list.every(({ row }) => numberIn(row.text)))) continue
    for (const { row, printed } of list) if (!found.has(row)) found.set(row, printed)
  }
  return found
}

/** The number that a row is, or that is set apart at one of its ends. */
function numbersAtEdges(row: Row): string[] {
  const alone = numberIn(row.text)
  if (alone) return [alone]
  const ends = row.segments.length > 1 ? [row.segments[0]!, row.segments.at(-1)!] : []
  const set = ends.flatMap(
    (one) =>
      numberIn(
        one.runs
          .map((run) => run.text)
          .join('')
          .trim()
      ) ?? []
  )
  const barred = /^(\p{Nd}{1,5})\s*[|•·–—]\s|\s[|•·–—]\s*(\p{Nd}{1,5})$/u.exec(row.text)
  return [...new Set([...set, ...(barred ? [barred[1] ?? barred[2]!] : [])])]
}

/** The number in "12", "– 12 –", "Page 3 of 10", "xii", where nothing else is said. */
function numberIn(text: string): string | undefined {
  const found =
    /^[^\p{L}\p{N}]*(?:(?:page|seite|p\.|s\.)\s*)?(\p{Nd}{1,5}|[ivxlc]{1,7})(?:\s*(?:\/|of|von|sur|de)\s*\p{Nd}{1,5})?[^\p{L}\p{N}]*$/iu.exec(
      text
    )?.[1]
  return found && text.length <= 24 && numberOf(found) !== undefined ? found : undefined
}

function numberOf(printed: string): number | undefined {
  if (/^\p{Nd}+$/u.test(printed)) {
    const value = Number(printed.normalize('NFKC'))
    return Number.isFinite(value) ? value : undefined
  }
  return romanValue(printed.toLowerCase())
}

const numerals: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100 }

function romanValue(text: string): number | undefined {
  if (!/^(?:c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})$/.test(text)) return undefined
  let value = 0
  for (let at = 0; at < text.length; at++) {
    const here = numerals[text[at]!]!
    value += here < (numerals[text[at + 1] ?? ''] ?? 0) ? -here : here
  }
  return value || undefined
}

/** How many of the sorted numbers are at most `limit`. */
function countUpTo(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! <= limit) low = middle + 1
    else high = middle
  }
  return low
}
