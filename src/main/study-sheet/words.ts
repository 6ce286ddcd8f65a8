/** A word of the text; offsets are UTF-16 units of the text it was cut from. */
export interface Word {
  /** As written, without a possessive ending. */
  text: string
  lower: string
  start: number
  end: number
  isCapital: boolean
  /** Two or more letters, all of them capitals. */
  isAllCapitals: boolean
  isPossessive: boolean
  /** What stands between the word before and this one. */
  gap: string
  /** Its capital may be owed to its place: first of a sentence, a line or a quotation. */
  isFirst: boolean
  paragraph: number
  sentence: number
}

/** Full stops after these end no sentence. */
const shortened = new Set(
  'mr mrs ms dr prof st sr jr gen col capt lt sgt maj adm rev hon sen rep gov pres fr no vol vs etc inc ltd co corp jan feb mar apr jun jul aug sept sep oct nov dec ca approx e.g i.e u.s u.k mt fig al'.split(
    ' '
  )
)
const pattern =
  /(?:\p{Lu}\.){2,}|\p{L}[\p{L}\p{M}]*(?:[’'‑-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*(?:&\p{Lu}+)?|\d+(?:[.,]\d+)*(?:-[\p{L}]+)*/gu

/** The words of a text, with the sentences and paragraphs (lines) they stand in. */
export function cutWords(text: string): Word[] {
  const words: Word[] = []
  let paragraph = 0
  let sentence = 0
  let last: Word | undefined
  for (const match of text.matchAll(pattern)) {
    let value = match[0]
    const start = match.index
    let isPossessive = false
    const possessive = /[’']s$/iu.exec(value)
    if (possessive && value.length > 2) {
      value = value.slice(0, -2)
      isPossessive = true
    } else if (/^[’'](?!\p{L})/u.test(text.slice(start + value.length, start + value.length + 2))) {
      isPossessive = /s$/u.test(value)
    }
    const gap = text.slice(
      last ? last.end + (last.isPossessive ? possessiveLength(text, last) : 0) : 0,
      start
    )
    const newLine = /\n/.test(gap)
    const stop = /[.!?…]/.test(gap) && !(last && gap.startsWith('.') && isShortened(last))
    const opens = /[“"«„:;]\s*$|[‘(]$/u.test(gap)
    if (newLine) paragraph += 1
    if (newLine || stop) sentence += 1
    const letters = value.replaceAll(/[^\p{L}]/gu, '')
    last = {
      text: value,
      lower: value.toLowerCase().replaceAll('’', "'"),
      start,
      end: start + value.length,
      isCapital: /^\p{Lu}/u.test(value),
      isAllCapitals: letters.length > 1 && letters === letters.toUpperCase() && /\p{Lu}/u.test(letters),
      isPossessive,
      gap,
      isFirst: !last || newLine || stop || opens,
      paragraph,
      sentence
    }
    words.push(last)
  }
  return words
}

function possessiveLength(text: string, word: Word): number {
  return /^[’']s/iu.test(text.slice(word.end, word.end + 2)) ? 2 : 1
}

function isShortened(word: Word): boolean {
  return shortened.has(word.lower) || /^\p{Lu}$/u.test(word.text) || /^(?:\p{Lu}\.)+$/u.test(word.text)
}
