import type { TextSpan } from '../../../shared/anchoring/quote.ts'

/**
 * Text folded for finding: case, accents, quotation marks and white space no longer matter, and invisible
 * characters are gone. `origins[i]` is where unit `i` of `folded` comes from in the text; one more entry
 * marks the end.
 */
export interface FoldedText {
  folded: string
  origins: Uint32Array
}

/** Accents and vowel points; in other scripts marks are letters, and kana without their voicing are other kana. */
const MARKS = /[[\p{M}&&[\p{sc=Inherited}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Cyrillic}]]--[\u3099\u309a]]/gv
/** Format characters such as the soft hyphen, and the Arabic stroke that only lengthens a word. */
const INVISIBLE = /[\p{Cf}\u0640]/u
const known = new Map<string, string>()

function foldCharacter(character: string): string {
  const before = known.get(character)
  if (before !== undefined) return before
  let folded: string
  if (/\s/u.test(character)) folded = ' '
  else if (INVISIBLE.test(character)) folded = ''
  else if (/[‘’‚‛′]/u.test(character)) folded = "'"
  else if (/[“”„‟″«»]/u.test(character)) folded = '"'
  else if (/[‐-―−]/u.test(character)) folded = '-'
  // Hangul syllables would fall apart into letters and match in the middle of a syllable.
  else if (/[\uac00-\ud7a3]/u.test(character)) folded = character
  // Upper, then lower: ß meets ss, final sigma meets sigma, dotless i meets i.
  else folded = character.normalize('NFKD').replace(MARKS, '').toUpperCase().toLowerCase().replace(MARKS, '')
  known.set(character, folded)
  return folded
}

export function foldText(text: string): FoldedText {
  let units = new Uint16Array(text.length + 64)
  let origins = new Uint32Array(text.length + 64)
  let length = 0
  let afterSpace = true
  const put = (unit: number, origin: number) => {
    if (length + 1 >= units.length) {
      units = grown(units, new Uint16Array(units.length * 2))
      origins = grown(origins, new Uint32Array(origins.length * 2))
    }
    units[length] = unit
    origins[length++] = origin
  }
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit > 0x20 && unit < 0x7f) {
      put(unit >= 0x41 && unit <= 0x5a ? unit + 32 : unit, at)
      afterSpace = false
      continue
    }
    const character = String.fromCodePoint(text.codePointAt(at)!)
    const folded = foldCharacter(character)
    // White space is one space however long it is, also between blocks.
    if (folded === ' ') {
      if (!afterSpace) put(0x20, at)
      afterSpace = true
    } else {
      for (let i = 0; i < folded.length; i++) put(folded.charCodeAt(i), at)
      if (folded) afterSpace = false
    }
    at += character.length - 1
  }
  origins[length] = text.length
  return {
    folded: new TextDecoder('utf-16le').decode(units.subarray(0, length)),
    origins: origins.subarray(0, length + 1)
  }
}

function grown<T extends Uint16Array | Uint32Array>(from: T, to: T): T {
  to.set(from as never)
  return to
}

/** More than anyone walks through; the count is shown as "more than". */
export const MAX_FOUND = 20_000

/** Every place the words stand in the text, in order, not overlapping, at most MAX_FOUND. */
export function findInText({ folded, origins }: FoldedText, words: string): TextSpan[] {
  const wanted = foldText(words).folded.trim()
  const found: TextSpan[] = []
  if (!wanted) return found
  for (
    let at = folded.indexOf(wanted);
    at !== -1 && found.length < MAX_FOUND;
    at = folded.indexOf(wanted, at + wanted.length)
  ) {
    const start = origins[at]!
    // Up to the next character that counts, so that accents and soft hyphens of the last one come along.
    let after = at + wanted.length
    while (origins[after]! === origins[after - 1]!) after++
    found.push({ start, end: origins[after]! })
  }
  return found
}
