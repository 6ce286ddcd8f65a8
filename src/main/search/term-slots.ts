/**
 * A slot tells how often a term occurs in each field of a document; FlexSearch files the document under
 * it. Frequent comes first, as in an impact-ordered index, but lengths stay out of it: they are known per
 * document at query time, so that a posting never goes stale when the library's averages move.
 */
export const SLOTS = 60

/** Occurrences in the body, in classes: beyond a few, one more says little (BM25 saturates). */
const bodyClasses = [0, 1, 2, 3, 4, 5, 6, 8, 11, 17] as const
const bodyValues = [0, 1, 2, 3, 4, 5, 6.5, 9, 13, 22] as const

/** Counts of one term in one document. `extra` is byline, site and tags. */
export interface TermCounts {
  title: number
  extra: number
  body: number
}

/** The slot of a document for a term, from 0 on: the more a term stands in title, extra and body, the lower. */
export function slotOf(counts: TermCounts): number {
  let body = bodyClasses.length - 1
  while (counts.body < (bodyClasses[body] ?? 0)) body--
  return SLOTS - 1 - (Math.min(counts.title, 2) * 20 + Math.min(counts.extra, 1) * 10 + body)
}

const decoded = Array.from({ length: SLOTS }, (_, slot) => {
  const code = SLOTS - 1 - slot
  return { title: Math.floor(code / 20), extra: Math.floor(code / 10) % 2, body: bodyValues[code % 10] ?? 0 }
})
/** What a slot says of a field, by its number: occurrences; of the body, the middle of their class. */
export const slotTitle = Float64Array.from(decoded, (counts) => counts.title)
export const slotExtra = Float64Array.from(decoded, (counts) => counts.extra)
export const slotBody = Float64Array.from(decoded, (counts) => counts.body)
