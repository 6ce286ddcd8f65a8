import { clusterAround } from './anchoring/snap.ts'

/**
 * The beginning of a text, at most `most` UTF-16 units of it, and “…” where the rest was left out. It ends
 * between two characters as readers see them: never inside an emoji or between a letter and its accent.
 */
export function shorten(text: string, most: number): string {
  return text.length > most ? `${beginningOf(text, most).trimEnd()}…` : text
}

/** A long text by its beginning and its end; one that is hardly longer than both stays whole. */
export function shortenMiddle(text: string, first: number, last: number): string {
  if (text.length <= first + last + 20) return text
  return `${beginningOf(text, first).trimEnd()} … ${endOf(text, last).trimStart()}`
}

/** At most `most` UTF-16 units from the beginning, well-formed. */
export function beginningOf(text: string, most: number): string {
  return text.slice(0, clusterAround(text, most).start).toWellFormed()
}

/** At most `most` UTF-16 units from the end, well-formed. */
export function endOf(text: string, most: number): string {
  return text.slice(clusterAround(text, Math.max(0, text.length - most)).end).toWellFormed()
}
