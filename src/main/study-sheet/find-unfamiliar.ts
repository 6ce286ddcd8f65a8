import { isFamiliar, isTagged } from './known-words.ts'
import { overlapsAny } from './overlaps.ts'
import type { Word } from './words.ts'

/** A word that few readers use, with every place it stands. */
export interface UnfamiliarWord {
  /** In lower case, as first met. */
  word: string
  places: { start: number; end: number }[]
}

/** Words shown at most; the rarest use of the sheet is a list nobody reads. */
const MOST = 40

/**
 * Words outside the common ones of English (data/common-words.json) that no common ending explains, names
 * left out. `isKnown` says which ones the reader has met in several other articles of the library.
 */
export function findUnfamiliar(
  words: readonly Word[],
  names: readonly { start: number; end: number }[],
  isKnown: (word: string) => boolean = () => false
): UnfamiliarWord[] {
  const found = new Map<string, UnfamiliarWord>()
  const isNamed = overlapsAny(names)
  const capitals = new Set(words.filter((word) => word.isCapital && !word.isFirst).map((word) => word.lower))
  for (const word of words) {
    const { lower } = word
    if (word.isCapital || lower.length < 5 || !/^[\p{Ll}-]+$/u.test(lower) || capitals.has(lower)) continue
    if (
      isFamiliar(lower) ||
      isFamiliar(asBritish(lower)) ||
      isTagged(lower, 'Demonym', 'TextValue', 'Unit', 'Month', 'WeekDay')
    )
      continue
    if (lower.includes('-') && lower.split('-').some((part) => part.length < 5 || isFamiliar(part))) continue
    if (isNamed(word.start, word.end) || isKnown(lower)) continue
    const one = found.get(lower) ?? { word: lower, places: [] }
    one.places.push({ start: word.start, end: word.end })
    found.set(lower, one)
  }
  return [...found.values()].slice(0, MOST)
}

/** The list has one spelling of some words. */
const asBritish = (word: string) => word.replace(/is(e|es|ed|ing|ation|ations)$/u, 'iz$1')
