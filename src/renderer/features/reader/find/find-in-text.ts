import type { TextSpan } from '../../../../shared/anchoring/quote.ts'

/** What tells two words apart. */
export interface FindOptions {
  /** `Rome` is not `rome`. */
  matchCase: boolean
  /** Not inside of longer words. */
  wholeWord: boolean
  /** `café` is not `cafe`. */
  diacritics: boolean
}

export const looseOptions: FindOptions = { matchCase: false, wholeWord: false, diacritics: false }

/**
 * Text folded for finding: what the options do not tell apart (case, accents), quotation marks and white
 * space no longer matter, and invisible characters are gone. `origins[i]` is where unit `i` of `folded`
 * comes from in the text; one more entry marks the end.
 */
export interface FoldedText {
  text: string
  folded: string
  origins: Uint32Array
  options: FindOptions
}

/** Accents and vowel points; in other scripts marks are letters, and kana without their voicing are other kana. */
const MARKS = /[[\p{M}&&[\p{sc=Inherited}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Cyrillic}]]--[\u3099\u309a]]/gv
/** Format characters such as the soft hyphen, and the Arabic stroke that only lengthens a word. */
const INVISIBLE = /[\p{Cf}\u0640]/u
const known = new Map<string, Map<string, string>>()

/** Folded characters so far, for one way of folding. */
function tableOf({ matchCase, diacritics }: FindOptions): Map<string, string> {
  const key = `${matchCase} ${diacritics}`
  const table = known.get(key) ?? new Map<string, string>()
  known.set(key, table)
  return table
}

function foldCharacter(character: string, options: FindOptions, table: Map<string, string>): string {
  const before = table.get(character)
  if (before !== undefined) return before
  let folded: string
  if (/\s/u.test(character)) folded = ' '
  else if (INVISIBLE.test(character)) folded = ''
  else if (/[‘’‚‛′]/u.test(character)) folded = "'"
  else if (/[“”„‟″«»]/u.test(character)) folded = '"'
  else if (/[‐-―−]/u.test(character)) folded = '-'
  // Hangul syllables would fall apart into letters and match in the middle of a syllable.
  else if (/[\uac00-\ud7a3]/u.test(character)) folded = character
  else {
    const strip = (part: string) => (options.diacritics ? part : part.replace(MARKS, ''))
    folded = strip(character.normalize('NFKD'))
    // Upper, then lower: ß meets ss, final sigma meets sigma, dotless i meets i.
    if (!options.matchCase) folded = strip(folded.toUpperCase().toLowerCase())
  }
  table.set(character, folded)
  return folded
}

/** Text looked at between two pauses, UTF-16 units: about a millisecond. */
const SLICE = 1 << 16

/** As foldText, in steps: whoever runs it may pause or stop at every one. */
export function* foldSteps(text: string, options: FindOptions = looseOptions): Generator<void, FoldedText> {
  const table = tableOf(options)
  let units = new Uint16Array(text.length + 64)
  let origins = new Uint32Array(text.length + 64)
  let length = 0
  let afterSpace = true
  const put = (unit: number, origin: number) => {
    if (length + 1 >= units.length) {
      units = new Uint16Array(units.buffer.transfer(units.byteLength * 2))
      origins = new Uint32Array(origins.buffer.transfer(origins.byteLength * 2))
    }
    units[length] = unit
    origins[length++] = origin
  }
  let pause = SLICE
  for (let at = 0; at < text.length; at++) {
    if (at >= pause) {
      pause = at + SLICE
      yield
    }
    const unit = text.charCodeAt(at)
    if (unit > 0x20 && unit < 0x7f) {
      put(unit >= 0x41 && unit <= 0x5a && !options.matchCase ? unit + 32 : unit, at)
      afterSpace = false
      continue
    }
    const character = String.fromCodePoint(text.codePointAt(at)!)
    const folded = foldCharacter(character, options, table)
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
  const decoder = new TextDecoder('utf-16le', { ignoreBOM: true })
  let folded = ''
  for (let from = 0; from < length; from += 16 * SLICE) {
    folded += decoder.decode(units.subarray(from, Math.min(length, from + 16 * SLICE)), { stream: true })
    yield
  }
  return { text, folded, origins: origins.subarray(0, length + 1), options }
}

/** A text as it is looked through, at once; `foldSteps` does the same in steps, for a long one. */
export function foldText(text: string, options: FindOptions = looseOptions): FoldedText {
  return finish(foldSteps(text, options))
}

function finish<T>(steps: Generator<void, T>): T {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** More than anyone walks through; the count is shown as "more than". */
export const MAX_FOUND = 20_000

/** As findInText, in steps. */
export function* findSteps(where: FoldedText, words: string): Generator<void, TextSpan[]> {
  const { text, folded, origins, options } = where
  const wanted = foldText(words, options).folded.trim()
  const found: TextSpan[] = []
  if (!wanted) return found
  const overlap = wanted.length - 1
  for (let from = 0, next = 0; from < folded.length && found.length < MAX_FOUND; from += 16 * SLICE) {
    const slice = folded.slice(from, from + 16 * SLICE + overlap)
    for (
      let at = slice.indexOf(wanted, Math.max(0, next - from));
      at !== -1 && found.length < MAX_FOUND;
      at = slice.indexOf(wanted, Math.max(at + 1, next - from))
    ) {
      const span = spanAt(from + at)
      if (!span) continue
      next = from + at + wanted.length
      found.push(span)
    }
    yield
  }
  return found

  function spanAt(at: number): TextSpan | undefined {
    const start = origins[at]!
    let after = at + wanted.length
    // A letter whose accent follows is another letter, where accents count.
    if (options.diacritics && /^\p{M}/u.test(folded.slice(after, after + 2))) return undefined
    // Up to the next character that counts, so that accents and soft hyphens of the last one come along.
    while (origins[after]! === origins[after - 1]!) after++
    let end = origins[after]!
    // What is hidden behind a word is no part of what is found.
    while (text[end - 1] === HIDDEN) end--
    if (options.wholeWord && !(isWordEdge(text, start) && isWordEdge(text, trimmed(start, end))))
      return undefined
    return { start, end }
  }
  /** The end of the words themselves: white space and soft hyphens after them belong to no word. */
  function trimmed(start: number, end: number): number {
    return start + text.slice(start, end).replace(/[\s\p{Cf}]+$/u, '').length
  }
}

/** Every place the words stand in the text, in order, not overlapping, at most MAX_FOUND. */
export function findInText(where: FoldedText, words: string): TextSpan[] {
  return finish(findSteps(where, words))
}

/** A word joiner: invisible, and a word ends at it. */
const HIDDEN = '\u2060'

/** A text in which some places count for nothing, each character still where it is. */
export function withHidden(text: string, hidden: readonly (readonly [number, number])[]): string {
  let shown = ''
  let at = 0
  for (const [start, end] of hidden) {
    shown += text.slice(at, start) + HIDDEN.repeat(end - start)
    at = end
  }
  return shown + text.slice(at)
}

/** What was found in two ways, in order; of two that overlap the one that was found first. */
export function joinFound(first: readonly TextSpan[], second: readonly TextSpan[]): TextSpan[] {
  if (second.length === 0) return [...first]
  const joined: TextSpan[] = []
  let next = 0
  for (const span of second) {
    while (next < first.length && first[next]!.end <= span.start) joined.push(first[next++]!)
    const isFree = (joined.at(-1)?.end ?? Number.NEGATIVE_INFINITY) <= span.start
    if (isFree && (next === first.length || first[next]!.start >= span.end)) joined.push(span)
  }
  return [...joined, ...first.slice(next)].slice(0, MAX_FOUND)
}

/** A soft hyphen and joiners stand inside words. */
const LETTER = /[\p{L}\p{N}\p{M}_\u00AD\u200C\u200D]/u
const UNSPACED =
  /[\p{Script=Thai}\p{Script=Lao}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
/** Context that decides where words end in scripts without spaces, UTF-16 units. */
const CONTEXT = 24
let segmenter: Intl.Segmenter | undefined

/** Does a word begin or end here? In scripts without spaces dictionaries (ICU) decide. */
function isWordEdge(text: string, at: number): boolean {
  const low = text.charCodeAt(at - 1)
  const before = text.slice(low >= 0xdc00 && low <= 0xdfff ? at - 2 : at - 1, at)
  const after = at < text.length ? String.fromCodePoint(text.codePointAt(at)!) : ''
  if (at <= 0 || !LETTER.test(before) || !LETTER.test(after)) return true
  if (!UNSPACED.test(before) || !UNSPACED.test(after)) return UNSPACED.test(before) !== UNSPACED.test(after)
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' })
  const from = Math.max(0, at - CONTEXT)
  for (const { index } of segmenter.segment(text.slice(from, at + CONTEXT))) {
    if (from + index === at) return true
    if (from + index > at) return false
  }
  return false
}

/** Time of one run between two pauses, ms: half a frame. */
const RUN_MS = 8

/**
 * Runs steps without holding up the window: after a few milliseconds it lets others go first.
 * @returns undefined when it was told to stop.
 */
export async function inSlices<T>(steps: Generator<void, T>, signal: AbortSignal): Promise<T | undefined> {
  for (;;) {
    const begun = performance.now()
    do {
      if (signal.aborted) return undefined
      const step = steps.next()
      if (step.done) return step.value
    } while (performance.now() - begun < RUN_MS)
    await new Promise<void>((resolve) => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => {
        channel.port1.close()
        resolve()
      }
      channel.port2.postMessage(null)
    })
  }
}
