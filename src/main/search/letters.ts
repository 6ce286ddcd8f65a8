/**
 * Which characters make words, by UTF-16 unit: a table instead of a regular expression, since every
 * character of every text is looked at. Filled in as characters are met.
 */
export const NONE = 1
/** Part of a word: letters, digits, marks, soft hyphens and joiners. */
export const WORD = 2
/** Part of a word that needs more than lower-casing and a stemmer: scripts without spaces, and Hangul. */
export const UNSPACED = 4
/** Half of a pair of units: only the two together tell. */
const HALF = 8

const inWords = /[\p{L}\p{N}\p{M}\u00ad\u200c\u200d]/u
const unspaced =
  /[\u0e01-\u0edf\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ua4cf\ua960-\ua97f\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\u{1b000}-\u{1b16f}\u{20000}-\u{3ffff}]/u

/** By UTF-16 unit: `NONE`, `WORD`, or anything else for a closer look with `classAt`. */
export const classes = new Uint8Array(0x1_0000)

function learn(unit: number): number {
  const its = unit >= 0xd800 && unit <= 0xdfff ? HALF : classify(String.fromCharCode(unit))
  classes[unit] = its
  return its
}

function classify(character: string): number {
  if (!inWords.test(character)) return NONE
  return unspaced.test(character) ? WORD | UNSPACED : WORD
}

/** What the character at a place of a text is: bits of `WORD` and `UNSPACED`. A unit without its other half is nothing. */
export function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  const its = classes[unit] || learn(unit)
  if ((its & HALF) === 0) return its & (WORD | UNSPACED)
  const code = text.codePointAt(at) ?? 0
  if (code <= 0xffff) {
    // The second unit of a pair belongs to the first.
    const before = at > 0 ? (text.codePointAt(at - 1) ?? 0) : 0
    return before > 0xffff ? classify(String.fromCodePoint(before)) & (WORD | UNSPACED) : 0
  }
  return classify(String.fromCodePoint(code)) & (WORD | UNSPACED)
}
