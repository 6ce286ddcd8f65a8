import { alignTexts } from '../../shared/anchoring/align-texts.ts'
import { placeSpan } from '../../shared/anchoring/place-span.ts'
import type { TextQuote, TextSpan } from '../../shared/anchoring/quote.ts'
import type { Placement } from '../../shared/anchoring/verdict.ts'
import type { Difference } from '../../shared/versions.ts'
import { differences } from './differences.ts'
import { QuotePlacer } from './quote-placer.ts'

/** What is asked about two texts. */
export type AlignJob =
  | { kind: 'place'; old: string; new: string; spans: TextSpan[]; position: number | null }
  | { kind: 'compare'; old: string; new: string }
  /** Of another app's marks only the words are known, and perhaps what stood around them. */
  | { kind: 'quotes'; new: string; quotes: TextQuote[] }

export interface Placed {
  placements: Placement[]
  /** Where the reader's place is now, canonical offset. */
  position: number | null
}
export interface Compared {
  changes: number
  pieces: Difference[]
  isWhole: boolean
}

/** Pure; run in a thread of its own when the texts are long. */
export function align(job: AlignJob): Placed | Compared {
  if (job.kind === 'quotes') {
    const placer = new QuotePlacer(job.new)
    return { placements: job.quotes.map((quote) => placer.place(quote)), position: null }
  }
  const alignment = alignTexts(job.old, job.new)
  if (job.kind === 'compare') return differences(alignment)
  return {
    placements: job.spans.map((span) => placeSpan(alignment, span)),
    position: job.position === null ? null : carryOffset(alignment, job.position)
  }
}

/** The first word at or after an offset that is still there. */
function carryOffset({ old, new: after, newOf }: ReturnType<typeof alignTexts>, offset: number): number {
  for (let k = 0; k < old.count; k++) {
    if (old.end[k]! > offset && newOf[k] !== -1) return after.start[newOf[k]!]!
  }
  return Math.min(offset, after.text.length)
}
