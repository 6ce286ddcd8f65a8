import type { Database } from 'better-sqlite3'
import { statement } from '../db/statement.ts'
import type { Word } from './analyze-text.ts'
import type { Expander } from './build-plan.ts'
import { editDistance } from './edit-distance.ts'
import { otherPrefixes } from './hebrew-prefixes.ts'
import type { Alternative } from './plan.ts'
import type { SearchIndex } from './search-index.ts'
import { canBeMistyped, reversed } from './vocabulary.ts'

/** Longer words a beginning stands for: the commonest, until they are in so many documents for each there is. */
const MAX_PREFIXED = 50
const MAX_PREFIXED_SHARE = 4
const MAX_PREFIXED_DOCUMENTS = 150_000
const MAX_TYPOS = 8
/** Words looked at for one part of one mistyped word. */
const MAX_SCANNED = 20_000
/** The halves of a compound that was written as one word; shorter ones are in half of all words. */
const HALF_LENGTH = 3
/** Shorter words have too many neighbours. */
const TYPO_LENGTH = 4
/** From here on two slips are forgiven, when one does not explain the word. */
const TWO_TYPOS_LENGTH = 8
/** Words of one query that are taken for slips; looking for what they were meant for is the slowest step. */
const MAX_MISTYPED = 6
const TYPO_WEIGHTS = [1, 0.8, 0.5]
/** A word in no greater share of the documents may be a slip that somebody else made too … */
const RARE_SHARE = 0.0005
/** … if a neighbour is in so many times as many, and it is not too short to tell. */
const COMMONER = 20
const RARE_LENGTH = 5

/** What is written to a word leaves it nearly the same word; what seems to be may be its own first letter. */
const PREFIX_WEIGHTS = { added: 0.8, taken: 0.5 }

interface Known {
  word: string
  term: string
  documents: number
}

/**
 * Finds words of the library for one that was typed: longer ones it begins, and ones it is a slip of.
 * @param options.splits whether one that nobody wrote may be two that somebody did
 */
export function expander(db: Database, index: SearchIndex, options: { splits: boolean }): Expander {
  const documents = index.docs.live
  let mistyped = 0
  return {
    languages: index.languages,
    expand: (word, terms, unfinished) => {
      // One Latin letter begins too much to mean anything; one Chinese character is a word.
      const longer =
        unfinished && !/^[a-z]$/.test(word.surface) ? longerWords(db, word, terms, documents) : []
      const prefixed = knownWords(db, otherPrefixes(word.surface))
        .filter(({ term }) => !terms.includes(term))
        .map((its) => asPrefixed(its, word.surface))
      const near = [...longer, ...prefixed]
      if (near.length > 0 || !canBeMistyped(word.surface) || word.surface.length < TYPO_LENGTH) {
        return { alternatives: near, correction: null }
      }
      const known = documentsWith(db, word, terms)
      if (mistyped === MAX_MISTYPED) return { alternatives: [], correction: null }
      if (known === 0) {
        mistyped++
        const meant = neighbours(db, word.surface, 1)
        const halves = meant.length === 0 && options.splits ? halvesOf(db, word.surface) : null
        if (halves) return { alternatives: [], correction: null, halves }
        if (meant.length === 0) meant.push(...twoSlipsAway(db, word.surface))
        return { alternatives: meant.map(asAlternative), correction: meant[0]?.word ?? null }
      }
      if (known > Math.max(1, documents * RARE_SHARE) || word.surface.length < RARE_LENGTH)
        return { alternatives: [], correction: null }
      mistyped++
      // It is a word: what it may have been meant for comes after it, and is not called a correction.
      const meant = neighbours(db, word.surface, 1).filter((near) => near.documents >= COMMONER * known)
      return { alternatives: meant.map(asAlternative), correction: null }
    }
  }
}

function longerWords(db: Database, word: Word, terms: readonly string[], documents: number): Alternative[] {
  const rows = statement(
    db,
    `SELECT t.term, min(length(w.word)) AS length, t.documents FROM
         (SELECT word, term FROM words WHERE word > ? AND word < ? LIMIT 3000) w JOIN terms t ON t.id = w.term
       GROUP BY w.term ORDER BY t.documents DESC LIMIT ?`
  ).all(word.surface, `${word.surface}\u{10ffff}`, MAX_PREFIXED) as (Known & { length: number })[]
  const alternatives: Alternative[] = []
  let left = Math.max(1000, Math.min(documents * MAX_PREFIXED_SHARE, MAX_PREFIXED_DOCUMENTS))
  for (const { term, length, documents: its } of rows) {
    if (terms.includes(term)) continue
    // Rarer ones still fit when a common one does not.
    if (its > left) continue
    left -= its
    alternatives.push({ terms: [term], weight: (0.9 * word.surface.length) / length + 0.1 })
  }
  return alternatives
}

/** In how many documents a word is; at least 1 when the library has it at all. */
function documentsWith(db: Database, word: Word, terms: readonly string[]): number {
  const select = statement(db, 'SELECT documents FROM terms WHERE term = ?').pluck()
  let documents = 0
  for (const term of terms) documents += (select.get(term) as number | undefined) ?? 0
  if (documents > 0) return documents
  return statement(db, 'SELECT 1 FROM words WHERE word = ? LIMIT 1').get(word.surface) === undefined ? 0 : 1
}

interface Similar {
  word: string
  terms: string[]
  distance: number
  documents: number
}

function asAlternative({ terms, distance }: Similar): Alternative {
  return { terms, weight: TYPO_WEIGHTS[distance] ?? 0 }
}

const asPrefixed = ({ term, word }: Known, typed: string): Alternative => ({
  terms: [term],
  weight: word.endsWith(typed) ? PREFIX_WEIGHTS.added : PREFIX_WEIGHTS.taken
})

const twoSlipsAway = (db: Database, typed: string): Similar[] =>
  typed.length < TWO_TYPOS_LENGTH ? [] : neighbours(db, typed, 2)

/**
 * Two words of the library that make up the one typed, as in "wellknown": of all such pairs the one whose rarer word
 * is the commonest; null when there is none.
 */
function halvesOf(db: Database, typed: string): [string, string] | null {
  const pairs: [string, string][] = []
  for (let at = HALF_LENGTH; at <= typed.length - HALF_LENGTH; at++)
    pairs.push([typed.slice(0, at), typed.slice(at)])
  const documents = new Map<string, number>()
  for (const { word, documents: its } of knownWords(db, pairs.flat()))
    documents.set(word, (documents.get(word) ?? 0) + its)
  const commonness = ([one, other]: [string, string]) =>
    Math.min(documents.get(one) ?? 0, documents.get(other) ?? 0)
  const best = pairs.toSorted((a, b) => commonness(b) - commonness(a))[0]
  return best && commonness(best) > 0 ? best : null
}

/** The commonest words within `most` edits, the nearest first. */
function neighbours(db: Database, typed: string, most: number): Similar[] {
  const candidates =
    most === 1 && /^[a-z]+$/.test(typed) ? oneEditAway(typed) : wordsSharingPart(db, typed, most)
  const similar = new Map<string, Similar>()
  for (const { word, term, documents } of knownWords(db, candidates)) {
    if (word === typed) continue
    const known = similar.get(word)
    if (known === undefined) {
      similar.set(word, { word, terms: [term], distance: editDistance(typed, word, most), documents })
    } else {
      known.terms.push(term)
      known.documents += documents
    }
  }
  return [...similar.values()]
    .sort((a, b) => a.distance - b.distance || b.documents - a.documents)
    .slice(0, MAX_TYPOS)
}

/** Those of some words that are in the library, with their terms. */
function knownWords(db: Database, candidates: readonly string[]): Known[] {
  if (candidates.length === 0) return []
  return statement(
    db,
    `SELECT w.word, t.term, t.documents FROM words w JOIN terms t ON t.id = w.term
     WHERE w.word IN (SELECT value FROM json_each(?)) AND t.documents > 0`
  ).all(JSON.stringify(candidates)) as Known[]
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Everything one edit makes of a word of plain Latin letters: a few hundred, most of them no words. */
function oneEditAway(typed: string): string[] {
  const all: string[] = []
  for (let at = 0; at <= typed.length; at++) {
    const before = typed.slice(0, at)
    const after = typed.slice(at + 1)
    for (const letter of LETTERS) {
      all.push(before + letter + typed.slice(at))
      if (at < typed.length) all.push(before + letter + after)
    }
    if (at === typed.length) continue
    all.push(before + after)
    if (at + 1 < typed.length)
      all.push(before + (typed[at + 1] ?? '') + (typed[at] ?? '') + typed.slice(at + 2))
  }
  return all
}

/**
 * Words within `most` edits, in any script. One edit leaves the beginning or the end of a word as it was
 * (two leave a third at one end, but for the rare word changed at both), so only the words that share
 * one of them are looked at.
 */
function wordsSharingPart(db: Database, typed: string, most: number): string[] {
  const part = Math.floor((typed.length - most) / (most + 1))
  const scan = (table: 'words' | 'reversed_words', start: string): string[] => {
    const column = table === 'words' ? 'word' : 'reversed'
    return statement(
      db,
      `SELECT ${column} FROM ${table} WHERE ${column} >= ? AND ${column} < ? AND length(${column}) BETWEEN ? AND ? LIMIT ?`
    )
      .pluck()
      .all(start, `${start}\u{10ffff}`, typed.length - most, typed.length + most, MAX_SCANNED) as string[]
  }
  const near = new Set<string>()
  const consider = (word: string) => {
    if (editDistance(typed, word, most) <= most) near.add(word)
  }
  for (const word of scan('words', typed.slice(0, part))) consider(word)
  for (const word of scan('reversed_words', reversed(typed).slice(0, part))) consider(reversed(word))
  return [...near]
}
