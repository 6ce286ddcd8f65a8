import type { Database } from 'better-sqlite3'
import type { Highlight } from '../../shared/highlights.ts'
import { isNoteSign } from '../../shared/note-signs.ts'
import { withoutSpans } from '../../shared/without-spans.ts'
import { oncePerDatabase } from '../db/once-per-database.ts'
import { statement } from '../db/statement.ts'
import { textFromStored } from '../import/body/stored-text.ts'

/** Places of mentions of notes in a version's canonical text, in order. */
export type NoteSigns = [start: number, end: number][]
/** The same with what each says. */
type SaidSigns = [start: number, end: number, words: string][]

/** What a mention that sticks to a word looks like; where there is none, no text is read for it. */
const MAY_STICK = /(?:^|\S)[\p{N}*†‡§‖¶#[(（［]/u

/** Versions whose mentions are remembered: those of a screen of highlights, many times over. */
const REMEMBERED = 500

const remembered = oncePerDatabase(() => new Map<string, SaidSigns>())
/** Of most versions there is nothing to remember but that, which is little: some megabytes of names at most. */
const REMEMBERED_PLAIN = 20_000
const plain = oncePerDatabase(() => new Set<string>())

/**
 * A passage of a version as it is read by itself: without the raised signs of notes, which stick to its words
 * and lead nowhere from it (“high1”). What consists of nothing else stays as it is.
 *
 * @param start where the passage begins in the canonical text
 */
export function withoutNoteSigns(db: Database, versionId: string, start: number, passage: string): string {
  return withoutSpans(passage, signsOfPassage(db, versionId, start, passage))
}

/** The same of words that stand beside others: where they are nothing but signs, nothing is left of them. */
export function besideWithoutNoteSigns(
  db: Database,
  versionId: string,
  start: number,
  words: string
): string {
  return withoutSpans(words, signsWithin(db, versionId, start, words))
}

/**
 * Places of the mentions within a passage that says more than them, counted from its beginning. One that the passage
 * does not have there, because it is not what the text says at its place, is none.
 */
export function signsOfPassage(db: Database, versionId: string, start: number, passage: string): NoteSigns {
  const inside = signsWithin(db, versionId, start, passage)
  return withoutSpans(passage, inside).trim() === '' ? [] : inside
}

function signsWithin(db: Database, versionId: string, start: number, passage: string): NoteSigns {
  if (!MAY_STICK.test(passage)) return []
  const signs = signsOfVersion(db, versionId)
  const inside: [number, number][] = []
  for (let at = firstAfter(signs, start); at < signs.length; at++) {
    const [from, to, words] = signs[at]!
    if (from >= start + passage.length) break
    const [first, last] = [Math.max(0, from - start), Math.min(passage.length, to - start)]
    const said = words.slice(first + start - from, last + start - from)
    if (spaced(passage.slice(first, last)) === spaced(said)) inside.push([first, last])
  }
  return inside
}

const spaced = (words: string) => words.replace(/\s/gu, ' ')

/** Index of the first that ends behind a place. */
function firstAfter(signs: SaidSigns, place: number): number {
  let low = 0
  let high = signs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (signs[middle]![1] > place) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * The highlight with its words as they are read by themselves, where those are others than the text's; of one that
 * marks nothing but a sign, with that.
 */
export function withQuote<T extends Highlight>(db: Database, highlight: T): T {
  const { versionId, start, exact } = highlight
  const signs = signsWithin(db, versionId, start, exact)
  if (signs.length === 0) return highlight
  const quote = withoutSpans(exact, signs)
  return quote.trim() === '' ? { ...highlight, isSign: true } : { ...highlight, quote }
}

function signsOfVersion(db: Database, versionId: string): SaidSigns {
  const without = plain(db)
  if (without.has(versionId)) return []
  const known = remembered(db)
  let signs = known.get(versionId)
  if (!signs) {
    const html = statement(db, 'SELECT html FROM article_versions WHERE id = ?').pluck().get(versionId)
    if (typeof html !== 'string') return []
    signs = noteSignsIn(html)
    // Pictures may come into a text, and no word of it ever changes.
    if (signs.length > 0) {
      if (known.size >= REMEMBERED) known.delete(known.keys().next().value!)
      known.set(versionId, signs)
    } else {
      if (without.size >= REMEMBERED_PLAIN) without.clear()
      without.add(versionId)
    }
  }
  return signs
}

/** A link within the article. */
const JUMP = '<a class="jump"'
const LEAF = ' data-at="'
/** What counts in a leaf: a tag with its name, or a run of text. */
const PIECE = /<(\/?)([a-z0-9]+)[^>]*>|[^<]+/g

/** Raised words of stored HTML that are, hold or stand in links within it. */
export function noteSignsIn(html: string): SaidSigns {
  const signs: SaidSigns = []
  for (let at = html.indexOf(JUMP); at !== -1; ) {
    const leaf = html.lastIndexOf(LEAF, at)
    const next = html.indexOf(LEAF, at)
    const end = next === -1 ? html.length : next
    const open = html.indexOf('>', leaf) + 1
    if (leaf !== -1 && html.slice(open, end).includes('<sup>')) {
      const start = Number.parseInt(html.slice(leaf + LEAF.length, leaf + LEAF.length + 10), 10)
      // What stands behind the last leaf tag is the opening tag of another.
      signsOfLeaf(html.slice(open, next === -1 ? end : html.lastIndexOf('<', end)), start, signs)
    }
    at = html.indexOf(JUMP, end)
  }
  return signs
}

function signsOfLeaf(html: string, start: number, signs: SaidSigns): void {
  let at = start
  /** `holds`: there is a link in it. */
  let raised: { from: number; words: string; holds: boolean } | undefined
  let depth = 0
  /** What the link within the article says before something raised; undefined outside of one. */
  let said: string | undefined
  let isReading = false
  for (const [piece, closing, name] of html.matchAll(PIECE)) {
    if (name === undefined) {
      if (isReading) continue
      const words = textFromStored(piece)
      at += words.length
      if (raised) raised.words += words
      else if (said !== undefined) said += words
    } else if (name === 'br') {
      at++
      if (raised) raised.words += '\n'
    } else if (name === 'rt') isReading = closing === ''
    else if (name === 'a') {
      // Places of pages and anchors are links around nothing.
      const isJump = closing === '' && piece.startsWith(JUMP)
      if (raised) raised.holds ||= isJump
      else said = isJump ? '' : undefined
    } else if (name === 'sup') {
      depth += closing === '' ? 1 : -1
      if (closing === '' && depth === 1) raised = { from: at, words: '', holds: false }
      if (closing !== '' && depth === 0 && raised) {
        const isSign = raised.holds || (said !== undefined && isNoteSign(said, raised.words))
        if (isSign && at > raised.from) signs.push([raised.from, at, raised.words])
        if (said !== undefined) said += raised.words
        raised = undefined
      }
    }
  }
}
