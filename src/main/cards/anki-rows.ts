import type { Database } from 'better-sqlite3'

export interface AnkiNote {
  id: number
  guid: string
  mid: number
  tags: string
  flds: string
}
export interface AnkiCard {
  id: number
  ord: number
  /** Its deck, and where it is kept while a filtered deck has it; 0 for none. */
  did: number
  odid: number
  type: number
  queue: number
  due: number
  ivl: number
  factor: number
  reps: number
  lapses: number
  left: number
  data: string
}
/** One answer to a card, or a change of it by hand. */
export interface AnkiAnswer {
  id: number
  ease: number
  ivl: number
  lastIvl: number
  factor: number
  time: number
  type: number
}

/** What Lectern reads of a package's collection. */
export interface AnkiRows {
  /** Seconds since 1970: Anki counts due days from here. */
  created: number
  notes: readonly AnkiNote[]
  cardsOf(noteId: number): AnkiCard[]
  /** Its answers, the first one first. */
  answersTo(cardId: number): AnkiAnswer[]
}

export function ankiRows(db: Database): AnkiRows {
  const cards = db.prepare<[number], AnkiCard>(
    `SELECT ${numbers('id', 'ord', 'did', 'odid', 'type', 'queue', 'due', 'ivl', 'factor', 'reps', 'lapses', 'left')}, ${words('data')}
     FROM cards WHERE nid = ? ORDER BY ord`
  )
  const answers = db.prepare<[number], AnkiAnswer>(
    `SELECT ${numbers('id', 'ease', 'ivl', 'lastIvl', 'factor', 'time', 'type')} FROM revlog WHERE cid = ? ORDER BY id`
  )
  const created = db
    .prepare(`SELECT ${numbers('crt')} FROM col`)
    .pluck()
    .get() as number
  return {
    created: within(created, 0, 8.64e12),
    notes: db
      .prepare<[], AnkiNote>(
        `SELECT ${numbers('id', 'mid')}, ${words('guid', 'tags', 'flds')} FROM notes ORDER BY id`
      )
      .all(),
    cardsOf: (noteId) => cards.all(noteId),
    answersTo: (cardId) => answers.all(cardId)
  }
}

/** A number of a package between what can be; beyond is a mistake in it. */
export const within = (value: number, least: number, most: number) =>
  Math.min(Math.max(Math.round(value) || 0, least), most)

/** Columns of a stranger's table may hold values of any kind, whatever they were declared as. */
const numbers = (...columns: string[]) =>
  columns.map((column) => `coalesce(CAST("${column}" AS INTEGER), 0) AS "${column}"`).join(', ')
const words = (...columns: string[]) =>
  columns.map((column) => `coalesce(CAST("${column}" AS TEXT), '') AS "${column}"`).join(', ')
