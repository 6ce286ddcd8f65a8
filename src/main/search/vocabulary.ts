import type { Database, Statement } from 'better-sqlite3'
import { statement } from '../db/statement.ts'

/** Terms and words remembered while indexing; forgotten when there are more. */
const MAX_KNOWN = 500_000

/** The terms of an index with their numbers, and the words they came from. */
export class Vocabulary {
  readonly #db: Database
  readonly #ids = new Map<string, number>()
  /** Words that are in the file already, with one of their terms. */
  readonly #known = new Map<string, string>()
  /** Languages some term is filed under. */
  readonly languages = new Set<string>()

  constructor(db: Database) {
    this.#db = db
  }

  /** Forgets what may not be in the file, and reads which languages are. */
  refresh(): void {
    this.#ids.clear()
    this.#known.clear()
    this.languages.clear()
    for (const language of this.#sql('SELECT language FROM languages').pluck().all() as string[]) {
      this.languages.add(language)
    }
  }

  idOf(term: string): number | undefined {
    let id = this.#ids.get(term)
    if (id === undefined) {
      id = this.#sql('SELECT id FROM terms WHERE term = ?').pluck().get(term) as number | undefined
      if (id !== undefined) this.#remember(term, id)
    }
    return id
  }

  /** The number of a term, which gets one if it has none. Inside a transaction. */
  newId(term: string): number {
    const known = this.idOf(term)
    if (known !== undefined) return known
    const id = Number(
      this.#sql('INSERT INTO terms (term, documents) VALUES (?, 0)').run(term).lastInsertRowid
    )
    this.#remember(term, id)
    const language = term.slice(0, term.indexOf(' '))
    if (!this.languages.has(language)) {
      this.#sql('INSERT OR IGNORE INTO languages (language) VALUES (?)').run(language)
      this.languages.add(language)
    }
    return id
  }

  /** Whether a word is remembered as being in the file; when not, it may be there all the same. */
  has(surface: string, term: string): boolean {
    return this.#known.get(surface) === term
  }

  /** Puts words into the file. Inside a transaction. */
  add(words: Iterable<readonly [surface: string, term: string]>): void {
    const insertWord = this.#sql('INSERT OR IGNORE INTO words (word, term) VALUES (?, ?)')
    const insertReversed = this.#sql('INSERT OR IGNORE INTO reversed_words (reversed) VALUES (?)')
    for (const [surface, term] of words) {
      if (this.has(surface, term)) continue
      if (this.#known.size >= MAX_KNOWN) this.#known.clear()
      this.#known.set(surface, term)
      insertWord.run(surface, this.newId(term))
      if (canBeMistyped(surface)) insertReversed.run(reversed(surface))
    }
  }

  #remember(term: string, id: number): void {
    if (this.#ids.size >= MAX_KNOWN) this.#ids.clear()
    this.#ids.set(term, id)
  }

  #sql(text: string): Statement {
    return statement(this.#db, text)
  }
}

/** Words that typo search looks among: not numbers, not pairs of characters, not cut-off blobs. */
export function canBeMistyped(word: string): boolean {
  return (
    word.length >= 3 && word.length <= 40 && /^[\p{L}\p{M}]+$/u.test(word) && !/\p{Script=Han}/u.test(word)
  )
}

/** A word from its end, by code points: what ends alike lies together then. */
export function reversed(word: string): string {
  return [...word].reverse().join('')
}
