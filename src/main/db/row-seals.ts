import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { oncePerDatabase } from './once-per-database.ts'

/** A row as SQLite gives it. */
export type StoredRow = Record<string, unknown>

interface SealedRows {
  table: string
  /** What names a row: a column, or what a tag hangs on and the tag. */
  key: readonly [string] | readonly [owner: string, tag: string]
  /** Every column that says something; who changed it and when is not among them. */
  columns: readonly string[]
}

/**
 * The rows the search index never hears of, and so `search_changes` does not: of articles what is not in
 * their own seal, cards and their reviews, what was confirmed on study sheets, the reading queue, tags.
 * Parents first: in this order damaged ones are put back.
 */
export const sealedRows = {
  state: {
    table: 'articles',
    key: ['id'],
    columns: [
      'id',
      'state',
      'starred',
      'published',
      'direction',
      'lead_image',
      'word_count',
      'added_at',
      'modified',
      'licence',
      'lead_image_url'
    ]
  },
  'article-tag': { table: 'article_tags', key: ['article_id', 'tag'], columns: ['article_id', 'tag'] },
  'highlight-tag': {
    table: 'highlight_tags',
    key: ['highlight_id', 'tag'],
    columns: ['highlight_id', 'tag']
  },
  prompt: {
    table: 'prompts',
    key: ['id'],
    columns: [
      'id',
      'kind',
      'front',
      'back',
      'guid',
      'article_id',
      'version_id',
      'highlight_id',
      'text_start',
      'text_end',
      'exact',
      'prefix',
      'suffix',
      'sentence',
      'image_hash',
      'masks',
      'created_at'
    ]
  },
  'prompt-tag': { table: 'prompt_tags', key: ['prompt_id', 'tag'], columns: ['prompt_id', 'tag'] },
  card: {
    table: 'cards',
    key: ['id'],
    columns: [
      'id',
      'prompt_id',
      'ordinal',
      'state',
      'due_day',
      'due_at',
      'stability',
      'difficulty',
      'scheduled_days',
      'learning_step',
      'reps',
      'lapses',
      'last_day',
      'suspended',
      'buried_until',
      'created_at'
    ]
  },
  review: {
    table: 'reviews',
    key: ['id'],
    columns: [
      'id',
      'card_id',
      'prompt_id',
      'grade',
      'state',
      'reps',
      'day',
      'reviewed_at',
      'duration',
      'elapsed_days',
      'last_interval',
      'interval',
      'stability',
      'difficulty'
    ]
  },
  'sheet-entry': {
    table: 'sheet_entries',
    key: ['id'],
    columns: [
      'id',
      'article_id',
      'kind',
      'label',
      'detail',
      'verdict',
      'body',
      'version_id',
      'text_start',
      'text_end',
      'created_at'
    ]
  },
  'queue-entry': {
    table: 'queue_entries',
    key: ['article_id'],
    columns: ['article_id', 'priority', 'due_day', 'interval', 'visits', 'last_day', 'created_at']
  },
  extract: {
    table: 'extracts',
    key: ['article_id'],
    columns: [
      'article_id',
      'source_article_id',
      'source_version_id',
      'source_highlight_id',
      'text_start',
      'text_end',
      'exact',
      'prefix',
      'suffix',
      'created_at'
    ]
  },
  'saved-search': {
    table: 'saved_searches',
    key: ['id'],
    columns: ['id', 'name', 'query', 'position', 'created_at']
  }
} as const satisfies Record<string, SealedRows>

export type RowKind = keyof typeof sealedRows
export const rowKinds = Object.keys(sealedRows) as RowKind[]
export const isRowKind = (kind: string): kind is RowKind => Object.hasOwn(sealedRows, kind)

const UUID_LENGTH = 36

/** SQL that finds the row of a seal: `row` is the alias of its table, `id` an expression for the seal's id. */
export function matchesRow(kind: RowKind, row: string, id: string): string {
  const [first, tag] = sealedRows[kind].key as SealedRows['key']
  if (tag === undefined) return `${row}.${first} = ${id}`
  return `${row}.${first} = substr(${id}, 1, ${UUID_LENGTH}) AND ${row}.${tag} = substr(${id}, ${UUID_LENGTH + 2})`
}

/** SHA-256 of a row's sealed columns. */
export function rowSealOf(kind: RowKind, row: StoredRow): Buffer {
  const values = sealedRows[kind].columns.map((name) => row[name] ?? null)
  return createHash('sha256').update(JSON.stringify(values)).digest()
}

/** Triggers keep this: a row that changed loses its seal and waits here for a new one. */
interface Waiting {
  seq: number
  kind: RowKind
  id: string
}

const statements = oncePerDatabase((db) => {
  const read = Object.fromEntries(
    rowKinds.map((kind) => {
      const { table, columns } = sealedRows[kind]
      const sql = `SELECT ${columns.join(', ')} FROM ${table} r WHERE ${matchesRow(kind, 'r', '@id')}`
      return [kind, db.prepare<[{ id: string }], StoredRow>(sql)]
    })
  )
  return {
    read,
    last: db.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM unsealed_rows').pluck(),
    waiting: db.prepare<[number, number], Waiting>(
      'SELECT seq, kind, id FROM unsealed_rows WHERE seq > ? ORDER BY seq LIMIT ?'
    ),
    put: db.prepare('INSERT OR REPLACE INTO row_seals (kind, id, hash) VALUES (?, ?, ?)'),
    done: db.prepare('DELETE FROM unsealed_rows WHERE seq = ?')
  }
})

/** The sealed columns of the row that a seal names; undefined when it is gone. */
export const readRow = (db: Database, kind: RowKind, id: string): StoredRow | undefined =>
  statements(db).read[kind]!.get({ id })

/** The newest row that waits for its seal. */
export const lastUnsealed = (db: Database): number => statements(db).last.get() ?? 0

/** Seals up to `limit` of the rows that began to wait after `seq`, in the caller's transaction. @returns how many */
export function sealRows(db: Database, seq: number, limit: number): number {
  const its = statements(db)
  const waiting = its.waiting.all(seq, limit)
  for (const one of waiting) {
    const row = readRow(db, one.kind, one.id)
    if (row) its.put.run(one.kind, one.id, rowSealOf(one.kind, row))
    its.done.run(one.seq)
  }
  return waiting.length
}

/**
 * Seals up to `limit` rows that wait. They are small: reading them within the transaction takes no time anybody
 * would notice, and nobody can change them meanwhile.
 * @returns how many there were
 */
export function sealMissingRows(db: Database, limit: number): number {
  return db.transaction(() => sealRows(db, 0, limit)).immediate()
}

/** SQL that is true of a row, by the alias of its table, which has no seal and waits for none: we did not write it. */
export function isUnknown(kind: RowKind, row: string): string {
  const id = sealedRows[kind].key.map((name) => `${row}.${name}`).join(" || ' ' || ")
  return `NOT EXISTS (SELECT 1 FROM row_seals WHERE kind = '${kind}' AND id = ${id})
    AND NOT EXISTS (SELECT 1 FROM unsealed_rows WHERE kind = '${kind}' AND id = ${id})`
}

/** Takes rows nobody knows for the reader's: they wait for their seals from now on. */
export function acceptUnknownRows(db: Database): void {
  for (const kind of rowKinds) {
    const { table, key } = sealedRows[kind]
    db.exec(`INSERT INTO unsealed_rows (kind, id)
      SELECT '${kind}', ${key.map((name) => `r.${name}`).join(" || ' ' || ")} FROM ${table} r WHERE ${isUnknown(kind, 'r')}`)
  }
}
