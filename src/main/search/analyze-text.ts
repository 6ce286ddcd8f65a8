import { foldChinese } from './fold-chinese.ts'
import { foldKana } from './fold-kana.ts'
import { foldWord } from './fold-words.ts'
import { classAt, classes, NONE, UNSPACED, WORD } from './letters.ts'
import { stemWord } from './stem-words.ts'

/** Part of the stamp of the index: raise it whenever the same text would give other terms. */
export const ANALYZER_VERSION = 5

/** Longer words are cut: nobody types them, and base64 would fill the vocabulary. */
export const MAX_WORD = 64

/** One word of a text. `start` and `end` are UTF-16 offsets of the text it was found in. */
export interface Word {
  /** What the index files it under: a language, a space, a stem. */
  term: string
  /** The folded word as written: what prefixes and typos are compared with. */
  surface: string
  start: number
  end: number
}

type Emit = (term: string, surface: string, start: number, end: number) => void

const pieces =
  /(?<bigrams>[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3005\u3007\u30fc\uff70\uff9e\uff9f\u3099\u309a]+)|(?<segmented>[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+)|(?<word>(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3005\u3007\u30fc\uff70\uff9e\uff9f])[\p{L}\p{N}\p{M}\u00ad\u200c\u200d])+)/gu
/** What belongs to the character before it: voicing marks of kana, vowels and finals of Hangul taken apart. */
const joined = /^[\u3099\u309a\uff9e\uff9f\u1160-\u11ff]$/u

const scriptLanguage: readonly (readonly [RegExp, string, ReadonlySet<string>])[] = [
  [/\p{Script=Cyrillic}/u, 'ru', new Set(['ru', 'uk', 'bg', 'sr', 'be', 'mk', 'kk', 'mn'])],
  [/\p{Script=Greek}/u, 'el', new Set(['el'])],
  [/\p{Script=Arabic}/u, 'ar', new Set(['ar', 'fa', 'ur', 'ps'])],
  [/\p{Script=Hebrew}/u, 'he', new Set(['he', 'yi'])],
  [/\p{Script=Devanagari}/u, 'hi', new Set(['hi', 'ne', 'mr', 'sa'])],
  [/\p{Script=Tamil}/u, 'ta', new Set(['ta'])],
  [/\p{Script=Armenian}/u, 'hy', new Set(['hy'])]
]
const latin = /\p{Script=Latin}/u
const notLatin = new Set(
  scriptLanguage.filter(([, , all]) => !all.has('sr')).flatMap(([, , all]) => [...all])
)
for (const language of ['ru', 'uk', 'bg', 'be', 'mk', 'zh', 'ja', 'ko', 'th', 'km', 'lo', 'my'])
  notLatin.add(language)

/** `pt` of `pt-BR`; empty when there is none. */
export function primaryLanguage(tag: string): string {
  return /^[a-z]{2,3}(?=-|$)/i.exec(tag)?.[0].toLowerCase() ?? ''
}

/**
 * The language whose stemmer a word gets: the text's own when the word is in its script, otherwise the
 * usual one of the script, so that `iPhone` is one word in every library. Numbers belong to none.
 */
function languageOf(folded: string, language: string): string {
  if (/^[a-z]/.test(folded) || latin.test(folded))
    return language === '' || notLatin.has(language) ? 'en' : language
  for (const [script, usual, all] of scriptLanguage) {
    if (script.test(folded)) return all.has(language) ? language : usual
  }
  return ''
}

type Analyzed = readonly [term: string, surface: string]

/**
 * Terms of words are asked for again and again. When as many are remembered, whatever their languages, they become
 * the older half, and what of it is not asked for again before the newer is full is forgotten.
 */
const CACHE_SIZE = 100_000
const caches = new Map<string, { newer: Map<string, Analyzed>; older: Map<string, Analyzed> }>()
let remembered = 0

function analyzed(raw: string, language: string): Analyzed {
  let cache = caches.get(language)
  if (cache === undefined) {
    cache = { newer: new Map(), older: new Map() }
    caches.set(language, cache)
  }
  let known = cache.newer.get(raw)
  if (known === undefined) {
    // A long part of a string keeps the whole text in memory; put together again it does not.
    const own = raw.length < 13 ? raw : raw.split('').join('')
    known = cache.older.get(raw) ?? analyze(own, language)
    if (remembered >= CACHE_SIZE) {
      for (const one of caches.values()) {
        one.older = one.newer
        one.newer = new Map()
      }
      remembered = 0
    }
    cache.newer.set(own, known)
    remembered++
  }
  return known
}

function analyze(raw: string, language: string): Analyzed {
  const surface = cut(foldWord(raw))
  const its = languageOf(surface, language)
  return [`${its} ${stemWord(surface, its)}`, surface]
}

function cut(word: string): string {
  return word.length <= MAX_WORD ? word : word.slice(0, MAX_WORD).toWellFormed().replace('\ufffd', '')
}

/** What to read of a text. */
export interface Reading {
  /** UTF-16 offsets of the part that is read. */
  from?: number
  to?: number
  /**
   * Beginnings (`beginningOf`) of the terms looked for: words of plain Latin letters that begin otherwise
   * are handed on with an empty term, which is much faster.
   */
  beginnings?: ReadonlySet<number>
}

/**
 * A number for the first two letters (of a word, or from a place on), when both are plain Latin: stemmers leave them as they are, but for
 * y, which may become i (dying, die). 0 when the word has to be looked at closely.
 */
export function beginningOf(word: string, at = 0): number {
  const first = word.charCodeAt(at) | 32
  const second = word.charCodeAt(at + 1) | 32
  if (!(first >= 97 && first <= 122 && second >= 97 && second <= 122)) return 0
  return first * 128 + (second === 121 ? 105 : second)
}

/** Languages whose stemmers take off beginnings. */
export const changeBeginnings: ReadonlySet<string> = new Set(['id', 'ga'])

/**
 * Hands every word of `text` to `emit`, in order. Words of scripts without spaces are overlapping pairs
 * of characters (Chinese, Japanese, Korean) or what `Intl.Segmenter` finds (Thai, Lao, Khmer, Burmese).
 */
export function eachWord(text: string, language: string, emit: Emit, reading: Reading = {}): void {
  const { from = 0, to = text.length, beginnings } = reading
  const size = text.length
  let at = from
  while (at < to) {
    // The table is read here, without a call: this runs once for every character of every text.
    const first = classes[text.charCodeAt(at)]
    if (first === NONE || (first !== WORD && classAt(text, at) === 0)) {
      at++
      continue
    }
    const start = at
    let all = 0
    while (at < size) {
      const its = classes[text.charCodeAt(at)]
      if (its !== WORD) {
        const closer = its === NONE ? 0 : classAt(text, at)
        if (closer === 0) break
        all |= closer
      }
      at++
    }
    if ((all & UNSPACED) !== 0) {
      eachPiece(text.slice(start, at), start, language, emit)
      continue
    }
    if (beginnings !== undefined && at - start > 1) {
      const beginning = beginningOf(text, start)
      if (beginning !== 0 && !beginnings.has(beginning)) {
        emit('', '', start, at)
        continue
      }
    }
    if (at - start === 1 && (text.charCodeAt(start) | 32) === 115 && isApostrophe(text, start - 1)) continue
    const [term, surface] = analyzed(text.slice(start, Math.min(at, start + MAX_WORD * 2)), language)
    if (surface !== '') emit(term, surface, start, at)
  }
}

function isApostrophe(text: string, at: number): boolean {
  const letter = text.charCodeAt(at)
  return letter === 0x27 || letter === 0x2019
}

function eachPiece(raw: string, offset: number, language: string, emit: Emit): void {
  for (const piece of raw.matchAll(pieces)) {
    const start = offset + piece.index
    if (piece.groups?.bigrams !== undefined) eachBigram(piece[0], start, language, emit)
    else if (piece.groups?.segmented !== undefined) eachSegment(piece[0], start, emit)
    else {
      const [term, surface] = analyzed(piece[0], language)
      if (surface !== '') emit(term, surface, start, start + piece[0].length)
    }
  }
}

/**
 * Overlapping pairs, and the last character once more by itself: every character then begins a term, so
 * that one character can be looked for as a prefix. A term of pairs has no language, but for this:
 * traditional characters are folded into simplified ones, except in Japanese, whose own forms mean other
 * things (机 is a desk there, not a machine). Surfaces are always folded. Katakana are folded into hiragana.
 */
function eachBigram(raw: string, offset: number, language: string, emit: Emit): void {
  const asWritten = language === 'ja'
  let before = ''
  let beforeFolded = ''
  let beforeStart = offset
  let at = 0
  while (at < raw.length) {
    const start = at
    let letter = String.fromCodePoint(raw.codePointAt(at) ?? 0)
    at += letter.length
    // Half-width kana carry their voicing mark in a character of its own.
    while (at < raw.length && joined.test(raw[at] ?? '')) letter += raw[at++]
    const plain = foldKana(letter.normalize('NFKC'))
    const folded = foldChinese(plain)
    const filed = asWritten ? plain : folded
    if (before !== '') emit(` ${before}${filed}`, beforeFolded + folded, beforeStart, offset + at)
    before = filed
    beforeFolded = folded
    beforeStart = offset + start
  }
  if (before !== '') emit(` ${before}`, beforeFolded, beforeStart, offset + raw.length)
}

/** Whether terms of a text may be other ones when it is Japanese. */
export function hasPairs(text: string): boolean {
  return /\p{Script=Han}/u.test(text)
}

const segmenters = new Map<string, Intl.Segmenter>()
function segmenterFor(text: string): Intl.Segmenter {
  const language = /\p{Script=Thai}/u.test(text)
    ? 'th'
    : /\p{Script=Khmer}/u.test(text)
      ? 'km'
      : /\p{Script=Lao}/u.test(text)
        ? 'lo'
        : 'my'
  let segmenter = segmenters.get(language)
  if (segmenter === undefined) {
    segmenter = new Intl.Segmenter(language, { granularity: 'word' })
    segmenters.set(language, segmenter)
  }
  return segmenter
}

type Segments = readonly (readonly [surface: string, start: number, end: number])[]

/** Segmenting is slow and the same texts are shown again with every letter typed. In UTF-16 units. */
const SEGMENT_CACHE_SIZE = 2_000_000
const segmented = new Map<string, Segments>()
let segmentedSize = 0

function segmentsOf(raw: string): Segments {
  const known = segmented.get(raw)
  if (known !== undefined) return known
  const found: [string, number, number][] = []
  for (const { segment, index } of segmenterFor(raw).segment(raw)) {
    const surface = cut(foldWord(segment))
    if (surface !== '') found.push([surface, index, index + segment.length])
  }
  if (segmentedSize > SEGMENT_CACHE_SIZE) {
    segmented.clear()
    segmentedSize = 0
  }
  segmented.set(raw, found)
  segmentedSize += raw.length
  return found
}

function eachSegment(raw: string, offset: number, emit: Emit): void {
  for (const [surface, start, end] of segmentsOf(raw))
    emit(` ${surface}`, surface, offset + start, offset + end)
}

/** The words of a short text as a list: queries, titles, passages. */
export function words(text: string, language: string): Word[] {
  const list: Word[] = []
  eachWord(text, language, (term, surface, start, end) => list.push({ term, surface, start, end }))
  return list
}
