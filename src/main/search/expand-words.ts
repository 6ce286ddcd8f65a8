import type { Database } from 'better-sqlite3'
import type { Word } from './analyze-text.ts'
import type { Expander } from './build-plan.ts'
import { editDistance } from './edit-distance.ts'
import type { Alternative } from './rank-documents.ts'
import { canBeMistyped, reversed } from './search-index.ts'
import { statement } from './statements.ts'

const MAX_PREFIXED = 50
const MAX_TYPOS = 8
/** Words looked at for one part of one mistyped word. */
const MAX_SCANNED = 20_000
/** Shorter words have too many neighbours. */
const TYPO_LENGTH = 4
/** From here on two slips are forgiven, when one does not explain the word. */
const TWO_TYPOS_LENGTH = 8
const TYPO_WEIGHTS = [1, 0.8, 0.5]

/** Finds words of the library for one that was typed: longer ones it begins, and ones it is a slip of. */
export function expander(db: Database, languages: ReadonlySet<string>): Expander {
  return {
    languages,
    expand: (word, terms, unfinished) => {
      // One Latin letter begins too much to mean anything; one Chinese character is a word.
      const longer = unfinished && !/^[a-z]$/.test(word.surface) ? longerWords(db, word, terms) : []
      if (longer.length > 0 || !canBeMistyped(word.surface) || word.surface.length < TYPO_LENGTH) {
        return { alternatives: longer, correction: null }
      }
      if (isKnown(db, word, terms)) return { alternatives: [], correction: null }
      const meant = similarWords(db, word.surface)
      return {
        alternatives: meant.map(({ terms: its, distance }) => ({
          terms: its,
          weight: TYPO_WEIGHTS[distance] ?? 0
        })),
        correction: meant[0]?.word ?? null
      }
    }
  }
}

function longerWords(db: Database, word: Word, terms: readonly string[]): Alternative[] {
  const rows = statement(
    db,
    `SELECT t.term, min(length(w.word)) AS length FROM
         (SELECT word, term FROM words WHERE word > ? AND word < ? LIMIT 3000) w JOIN terms t ON t.id = w.term
       GROUP BY w.term ORDER BY t.documents DESC LIMIT ?`
  ).all(word.surface, `${word.surface}\u{10ffff}`, MAX_PREFIXED) as { term: string; length: number }[]
  return rows
    .filter(({ term }) => !terms.includes(term))
    .map(({ term, length }) => ({ terms: [term], weight: (0.9 * word.surface.length) / length + 0.1 }))
}

function isKnown(db: Database, word: Word, terms: readonly string[]): boolean {
  if (statement(db, 'SELECT 1 FROM words WHERE word = ? LIMIT 1').get(word.surface) !== undefined) return true
  const has = statement(db, 'SELECT 1 FROM terms WHERE term = ?')
  return terms.some((term) => has.get(term) !== undefined)
}

interface Similar {
  word: string
  terms: string[]
  distance: number
}

function similarWords(db: Database, typed: string): Similar[] {
  const once = neighbours(db, typed, 1)
  if (once.length > 0 || typed.length < TWO_TYPOS_LENGTH) return once
  return neighbours(db, typed, 2)
}

/**
 * The commonest words within `most` edits. One edit leaves the beginning or the end of a word as it was
 * (two leave a third at one end, but for the rare word changed at both), so only the words that share
 * one of them are looked at.
 */
function neighbours(db: Database, typed: string, most: number): Similar[] {
  const part = Math.floor((typed.length - most) / (most + 1))
  const shortest = typed.length - most
  const longest = typed.length + most
  const scan = (table: 'words' | 'reversed_words', start: string): string[] => {
    const column = table === 'words' ? 'word' : 'reversed'
    return statement(
      db,
      `SELECT ${column} FROM ${table} WHERE ${column} >= ? AND ${column} < ? AND length(${column}) BETWEEN ? AND ? LIMIT ?`
    )
      .pluck()
      .all(start, `${start}\u{10ffff}`, shortest, longest, MAX_SCANNED) as string[]
  }
  const distances = new Map<string, number>()
  const consider = (word: string) => {
    if (distances.has(word)) return
    const distance = editDistance(typed, word, most)
    if (distance <= most) distances.set(word, distance)
  }
  for (const word of scan('words', typed.slice(0, part))) consider(word)
  for (const word of scan('reversed_words', reversed(typed).slice(0, part))) consider(reversed(word))
  const sized = statement(
    db,
    `SELECT t.term, t.documents AS size FROM words w JOIN terms t ON t.id = w.term WHERE w.word = ?`
  )
  return [...distances]
    .map(([word, distance]) => {
      const rows = sized.all(word) as { term: string; size: number }[]
      return {
        word,
        distance,
        terms: rows.map(({ term }) => term),
        size: rows.reduce((sum, { size }) => sum + size, 0)
      }
    })
    .filter(({ size }) => size > 0)
    .sort((a, b) => a.distance - b.distance || b.size - a.size)
    .slice(0, MAX_TYPOS)
}
