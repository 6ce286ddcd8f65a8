import { segmenterOf } from './segmenter.ts'

/** Words of a passage that are shown to recall the rest by. */
export const CUE_WORDS = 6

/** The beginning of a passage, in words of its language. */
export function cueOf(passage: string): string {
  const words = [...segmenterOf('', 'word').segment(passage.slice(0, 2000))]
  let seen = 0
  let end = 0
  for (const { index, segment, isWordLike } of words) {
    if (isWordLike && ++seen > CUE_WORDS) break
    end = index + segment.length
  }
  return seen > CUE_WORDS
    ? `${passage.slice(0, end).trim()} …`
    : passage.slice(0, Math.ceil(passage.length / 2))
}

/** The words of a text as its language has them, to a dozen; nobody counts a book for this. */
export function countWords(text: string, language: string): number {
  let count = 0
  for (const { isWordLike } of segmenterOf(language, 'word').segment(text.slice(0, 2000))) {
    if (isWordLike && ++count === ENOUGH) break
  }
  return count
}

/** More than anyone asks for who tells a few words from many. */
const ENOUGH = 12
