/** Words of a passage that are shown to recall the rest by. */
const CUE_WORDS = 6

/** The beginning of a passage, in words of its language. */
export function cueOf(passage: string): string {
  const words = [...new Intl.Segmenter(undefined, { granularity: 'word' }).segment(passage.slice(0, 2000))]
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
