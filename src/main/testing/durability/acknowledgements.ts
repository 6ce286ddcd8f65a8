import type { Database } from 'better-sqlite3'

/**
 * What the workload was promised, one line each. `?` goes before a change: until its `!` follows nobody
 * knows whether it is there. Values are the words that must be found, or null for what must be gone.
 */
export interface Acknowledgement {
  sign: '?' | '!'
  kind: 'article' | 'highlight' | 'note'
  id: string
  /** Title, exact words, or body; null: deleted. */
  value: string | null
}

export const writeAcknowledgement = (one: Acknowledgement) => `${JSON.stringify(one)}\n`

/** A line that a kill tore is none. */
export function readAcknowledgements(text: string): Acknowledgement[] {
  const all: Acknowledgement[] = []
  for (const line of text.split('\n')) {
    try {
      all.push(JSON.parse(line) as Acknowledgement)
    } catch {
      // The last line of a killed process, or nothing.
    }
  }
  return all
}

const queries = {
  article: 'SELECT title FROM articles WHERE id = ?',
  highlight: 'SELECT exact FROM highlights WHERE id = ?',
  note: 'SELECT body FROM notes WHERE id = ?'
} as const

/**
 * Compares a library with what was acknowledged, in order.
 * @returns what is not as it was promised; ids only
 */
export function findLost(db: Database, acknowledged: readonly Acknowledgement[]): string[] {
  const promised = new Map<string, { kind: Acknowledgement['kind']; id: string; may: (string | null)[] }>()
  for (const { sign, kind, id, value } of acknowledged) {
    const key = `${kind} ${id}`
    const before = promised.get(key)?.may ?? [null]
    // Asked and not answered: the old and the new are both right.
    promised.set(key, { kind, id, may: sign === '!' ? [value] : [...before, value] })
  }
  const lost: string[] = []
  for (const [key, { kind, id, may }] of promised) {
    const found = db.prepare<[string], string>(queries[kind]).pluck().get(id) ?? null
    if (!may.includes(found)) lost.push(key)
  }
  return lost
}
