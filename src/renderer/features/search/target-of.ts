import type { SearchHit } from '../../../shared/search.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'

/** Where in the article a hit lands: on its words, on its highlight, or at the article itself. */
export function targetOf(hit: SearchHit, query: string): ReaderTarget | undefined {
  if (hit.highlightId) return { kind: 'highlight', highlightId: hit.highlightId }
  const best = hit.occurrences[0]
  if (!best) return undefined
  // The best passage comes first in the answer; the reader walks them in the order of the text.
  const occurrences = [...hit.occurrences].sort((a, b) => a.start - b.start)
  return { kind: 'occurrences', occurrences, index: occurrences.indexOf(best), query }
}
