import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import { segmenterOf } from '../../../../shared/segmenter.ts'

/** A run of text that is selected within; the leaves of the page, in order. */
export interface TextRun {
  start: number
  text: string
}

/** What the keyboard selection walks on. Offsets are canonical. */
export interface RunSource {
  runAt(offset: number): TextRun | undefined
  next(run: TextRun): TextRun | undefined
  previous(run: TextRun): TextRun | undefined
}

export type Unit = 'word' | 'sentence'

/** `anchor` stays, `head` moves; both are whole spans, so that going back over the anchor keeps it selected. */
export interface KeyboardSelection {
  anchor: TextSpan
  head: TextSpan
}

export const spanOfSelection = ({ anchor, head }: KeyboardSelection): TextSpan => ({
  start: Math.min(anchor.start, head.start),
  end: Math.max(anchor.end, head.end)
})

/** What a move has made of a selection: the words it is now, those that came to it or were given up, or nothing. */
export interface Moved {
  kind: 'now' | 'more' | 'less' | 'nothing'
  span: TextSpan
}

export function whatMoved(before: KeyboardSelection, after: KeyboardSelection, extend: boolean): Moved {
  if (isSame(before.head, after.head) && isSame(before.anchor, after.anchor))
    return { kind: 'nothing', span: after.head }
  if (!extend) return { kind: 'now', span: after.head }
  const [was, is] = [spanOfSelection(before), spanOfSelection(after)]
  return is.end - is.start > was.end - was.start
    ? { kind: 'more', span: after.head }
    : { kind: 'less', span: before.head }
}

const isSame = (a: TextSpan, b: TextSpan) => a.start === b.start && a.end === b.end

/** Faces, flags and the like stand for a word. */
const PICTURE = /\p{Extended_Pictographic}|\p{Regional_Indicator}/u

/** The words (or sentences) of a run, without white space, as canonical spans. */
function unitsOf(run: TextRun, unit: Unit, language = ''): TextSpan[] {
  const units: TextSpan[] = []
  for (const part of segmenterOf(language, unit).segment(run.text)) {
    if (unit === 'word' && !part.isWordLike && !PICTURE.test(part.segment)) {
      // Punctuation belongs to the word before it only when it touches it; alone it is no place to stop.
      continue
    }
    const trimmed = part.segment.trimEnd()
    if (!trimmed.trim()) continue
    const start = run.start + part.index + (part.segment.length - part.segment.trimStart().length)
    units.push({ start, end: run.start + part.index + trimmed.length })
  }
  // A run of signs only is still a place: it can be selected whole.
  if (units.length === 0 && run.text.trim())
    units.push({ start: run.start, end: run.start + run.text.length })
  return units
}

/** The unit at an offset, or the first one after it. */
export function unitAt(
  source: RunSource,
  offset: number,
  unit: Unit,
  language?: string
): TextSpan | undefined {
  for (let run = source.runAt(offset); run; run = source.next(run)) {
    const found = unitsOf(run, unit, language).find((span) => span.end > offset)
    if (found) return found
  }
  return undefined
}

/**
 * Moves the selection by one unit. Extending keeps the anchor; otherwise the unit moved to is all that is
 * selected. At the ends of the article nothing moves.
 */
export function moveSelection(
  source: RunSource,
  selection: KeyboardSelection,
  move: { unit: Unit; by: 1 | -1; extend: boolean },
  language?: string
): KeyboardSelection {
  const { anchor, head } = selection
  const from = move.extend ? head : spanOfSelection(selection)
  const to =
    move.by === 1
      ? unitAfter(source, from, move.unit, language)
      : unitBefore(source, from, move.unit, language)
  if (!to) return selection
  return move.extend ? { anchor, head: to } : { anchor: to, head: to }
}

/**
 * The span with one edge moved by a word, forward or back; undefined when no word would be left in it or
 * there is none further on.
 */
export function moveEdge(
  source: RunSource,
  span: TextSpan,
  edge: 'start' | 'end',
  by: 1 | -1,
  language?: string
): TextSpan | undefined {
  const at = edge === 'end' ? span.end : span.start
  const word =
    by === 1
      ? edge === 'end'
        ? unitAt(source, at, 'word', language)
        : unitAfter(source, { start: at, end: at + 1 }, 'word', language)
      : lastUnit(source, at, 'word', language, (unit) => (edge === 'end' ? unit.end : unit.start) < at)
  if (!word) return undefined
  const moved = edge === 'end' ? { start: span.start, end: word.end } : { start: word.start, end: span.end }
  return moved.start < moved.end ? moved : undefined
}

function unitAfter(source: RunSource, from: TextSpan, unit: Unit, language?: string): TextSpan | undefined {
  for (let run = source.runAt(from.end - 1); run; run = source.next(run)) {
    const found = unitsOf(run, unit, language).find((span) => span.start >= from.end)
    if (found) return found
  }
  return undefined
}

function unitBefore(source: RunSource, from: TextSpan, unit: Unit, language?: string): TextSpan | undefined {
  return lastUnit(source, from.start, unit, language, (span) => span.end <= from.start)
}

/** The last unit, going back from an offset, that passes the test. */
function lastUnit(
  source: RunSource,
  offset: number,
  unit: Unit,
  language: string | undefined,
  test: (span: TextSpan) => boolean
): TextSpan | undefined {
  for (let run = source.runAt(offset); run; run = source.previous(run)) {
    const found = unitsOf(run, unit, language).findLast(test)
    if (found) return found
  }
  return undefined
}
