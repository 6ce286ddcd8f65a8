/**
 * Scripts written without spaces between words: Thai, Lao, Myanmar, Khmer, Han, kana and bopomofo.
 * Hangul is not among them: Korean writes spaces.
 */
const unspaced =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}ー々]+/gu
const spaced = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.\-·]*/gu
const onlyLatin = /^[\0-\u2fff]*$/

let segmenter: Intl.Segmenter | undefined

/**
 * Words as a reader counts them: letters and digits between spaces, and dictionary words
 * (ICU, by `Intl.Segmenter`) in scripts that write no spaces.
 */
export function countWords(text: string): number {
  if (!hasUnspaced(text)) return countSpaced(text)
  let count = 0
  let from = 0
  for (const match of text.matchAll(unspaced)) {
    if (match.index > from) count += countSpaced(text.slice(from, match.index))
    count += countSegments(match[0])
    from = match.index + match[0].length
  }
  return count + countSpaced(text.slice(from))
}

function hasUnspaced(text: string): boolean {
  // Below U+3000 only Southeast Asian scripts (U+0E00–U+17FF) need a dictionary.
  return !onlyLatin.test(text) || /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff]/.test(text)
}

function countSpaced(text: string): number {
  let count = 0
  spaced.lastIndex = 0
  while (spaced.test(text)) count += 1
  return count
}

// ICU's cost grows faster than the text on very long runs, so they are cut; a cut can split one word.
const RUN = 2000

function countSegments(run: string): number {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' })
  let count = 0
  for (let from = 0; from < run.length; from += RUN) {
    for (const part of segmenter.segment(run.slice(from, from + RUN))) if (part.isWordLike) count += 1
  }
  return count
}
