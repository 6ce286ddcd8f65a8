import { addAll, least } from '../../../shared/long-lists.ts'
import { type Line, piecesOf, textOfLine } from './lines.ts'

/** A note at the foot of a page or column. */
export interface Footnote {
  /** What it is called by: a number, a letter or a sign. */
  sign: string
  /** Unique in the document, as an anchor's name. */
  name: string
  page: number
  lines: Line[]
  /** Characters of the first line that are its sign. */
  skip: number
}

const signed = /^\s*(\d{1,3}|[*†‡§¶#]{1,3}|[a-z])(?:[.):]?\s+|(?=\p{L}|["“‘(]))/u

/**
 * Takes the footnotes off the end of a part of a page: small lines, the first of which begins with a sign.
 *
 * @param called the signs that the page's text raises; a list in small type is called by none
 * @param open a note of the page before that had not ended
 */
export function takeFootnotes(
  lines: readonly Line[],
  bodySize: number,
  page: number,
  called: ReadonlySet<string>,
  open: Footnote | undefined
): { lines: Line[]; notes: Footnote[] } {
  let from = lines.length
  while (from > 0 && lines[from - 1]!.size <= bodySize * 0.93 && lines[from - 1]!.cells.length < 4) from--
  // A whole part in small type is no foot.
  if (from === lines.length || (from === 0 && lines.length > 12)) return { lines: [...lines], notes: [] }
  const notes: Footnote[] = []
  let start = from
  while (start < lines.length && !signOf(lines[start]!)) start++
  const goesOn = start > from && open && !/[.!?…]["'”’)\]]*$/u.test(textOfLine(open.lines.at(-1)!))
  if (goesOn) addAll(open.lines, lines.slice(from, start))
  // What else stands between the text and the first sign is no note.
  const kept = lines.slice(0, goesOn ? from : start)
  if (start === lines.length) return { lines: kept, notes }
  const margin = least(lines.slice(start).map((one) => one.x0))
  let before = ''
  for (const line of lines.slice(start)) {
    const sign = signOf(line)
    const isNext =
      sign && (notes.length === 0 || isAfter(sign.text, before)) && line.x0 < margin + line.size * 3
    if (isNext) {
      notes.push({
        sign: sign.text,
        name: `fn-${page + 1}-${notes.length + 1}`,
        page,
        lines: [line],
        skip: sign.length
      })
      before = sign.text
    } else notes.at(-1)!.lines.push(line)
  }
  if (!notes.some((one) => called.has(one.sign))) return { lines: [...lines], notes: [] }
  return { lines: kept, notes }
}

/** The signs that the text of a page raises, other than at the beginning of a line. */
export function calledSigns(lines: readonly Line[]): Set<string> {
  const signs = new Set<string>()
  for (const line of lines) {
    for (const piece of piecesOf(line).slice(1)) {
      if (piece.shift !== 'sup') continue
      for (const sign of signsIn(piece.text)) signs.add(sign)
    }
  }
  return signs
}

/** "3, 4" calls two notes. */
export function signsIn(text: string): string[] {
  return text.split(/[\s,;]+/u).filter((one) => /^(?:\d{1,3}|[*†‡§¶#]{1,3}|[a-z])$/.test(one))
}

/** A line's sign, when it begins with one that is raised or set apart. */
function signOf(line: Line): { text: string; length: number } | undefined {
  const [first] = piecesOf(line)
  const raised = first?.shift === 'sup' ? /^\s*(\S{1,3})\s*$/u.exec(first.text) : null
  if (raised) return { text: raised[1]!, length: first!.text.length }
  const plain = signed.exec(textOfLine(line))
  if (!plain || /^[a-z]$/.test(plain[1]!)) return undefined
  return { text: plain[1]!, length: plain[0].length }
}

/** Notes are numbered one after the other; anything else that begins with a number is text. */
function isAfter(sign: string, before: string): boolean {
  if (/^\d+$/.test(sign) && /^\d+$/.test(before)) return Number(sign) === Number(before) + 1
  return sign !== before
}
