import type { ImportedAsset } from '../article/imported-article.ts'
import type { Role, TaggedCell } from './structure.ts'

/** A piece of text as a page draws it: one face, one line. Points from the page's upper left corner. */
export interface Run {
  text: string
  x0: number
  x1: number
  /** The baseline, downwards. */
  y: number
  /** Height of the type. */
  size: number
  bold: boolean
  italic: boolean
  /** All letters as wide as each other: code. */
  mono: boolean
  /** Where a link on it leads: an address, or a page of this document from 0. */
  href?: string | undefined
  toPage?: number | undefined
  /** What the file says that it is part of, when it says so. */
  role?: Role | undefined
}

/** A table that the file says is one, with the words of its cells. */
export interface PageTable {
  caption: Run[]
  rows: (Omit<TaggedCell, 'content'> & { runs: Run[] })[][]
}

/** A picture that the file holds, where the page shows it. */
export interface PlacedPicture {
  asset: ImportedAsset
  x0: number
  x1: number
  top: number
  bottom: number
}

/** What one page says and shows, in the order of the file. */
export interface PdfPage {
  /** From 0. */
  index: number
  width: number
  height: number
  runs: Run[]
  /** What stands in these is not among `runs`. */
  tables: PageTable[]
  pictures: PlacedPicture[]
  /** Whether most of the page is covered by a picture: a scan, when it says nothing. */
  isPictured: boolean
  /** Whether anything at all is drawn. */
  isDrawn: boolean
}

/** Runs that follow each other on a baseline without a wide gap. */
export interface Segment {
  runs: Run[]
  x0: number
  x1: number
  /** Baseline of most of it. */
  y: number
  /** Size of most of it. */
  size: number
}

/** Whether a run's text is right to left: by its letters. */
export function isRightToLeft(text: string): boolean {
  const rtl =
    text.match(/[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/gu)?.length ?? 0
  return rtl > 0 && rtl * 2 > (text.match(/\p{L}/gu)?.length ?? 0)
}

/** Letters and figures of a run or more. */
export function lettersIn(runs: readonly Run[]): number {
  let count = 0
  for (const { text } of runs) count += text.length
  return count
}

/** The value that most of the weight has, after rounding to `step`. */
export function commonest(values: Iterable<readonly [value: number, weight: number]>, step: number): number {
  const weights = new Map<number, number>()
  for (const [value, weight] of values) {
    const rounded = Math.round(value / step) * step
    weights.set(rounded, (weights.get(rounded) ?? 0) + weight)
  }
  let best = 0
  let most = -1
  for (const [value, weight] of weights) {
    if (weight > most) {
      most = weight
      best = value
    }
  }
  return best
}

/** The upper of the two in the middle of an even number; 0 of nothing. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1]!
}
