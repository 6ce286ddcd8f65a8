import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'

export type SealedKind = 'article' | 'highlight' | 'note'

/** A row as SQLite gives it. */
export type StoredRow = Record<string, unknown>

/**
 * The columns a seal is made of. Of articles only those whose changes are told to the search index: the
 * others (state, star) change without a new `seq`.
 */
export const sealedColumns = {
  article: ['id', 'current_version_id', 'title', 'byline', 'site', 'url', 'language', 'trashed_at'],
  version: [
    'id',
    'article_id',
    'number',
    'standfirst',
    'source_line',
    'html',
    'text',
    'body_start',
    'body_end',
    'sections',
    'outline',
    'hash'
  ],
  highlight: [
    'id',
    'article_id',
    'version_id',
    'text_start',
    'text_end',
    'exact',
    'prefix',
    'suffix',
    'color',
    'created_at'
  ],
  note: ['id', 'article_id', 'highlight_id', 'body', 'created_at']
} as const

const tables = { article: 'articles', highlight: 'highlights', note: 'notes' } as const

/** SHA-256 of a row's sealed columns. */
export function sealOf(kind: keyof typeof sealedColumns, row: StoredRow): Buffer {
  const values = sealedColumns[kind].map((name) => row[name] ?? null)
  return createHash('sha256').update(JSON.stringify(values)).digest()
}

/** A change that touched more rows than this leaves the rest to the check in the background. */
const AT_ONCE = 200

const compiled = new WeakMap<Database, ReturnType<typeof prepare>>()

function prepare(db: Database) {
  const read = (kind: SealedKind) =>
    db.prepare<[string], StoredRow>(
      `SELECT ${sealedColumns[kind].join(', ')} FROM ${tables[kind]} WHERE id = ?`
    )
  return {
    last: db
      .prepare("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'search_changes'")
      .pluck(),
    after: db.prepare<[number, number], { seq: number; kind: SealedKind; id: string }>(
      // Notebooks are told to the index as well; they have no seals.
      "SELECT seq, kind, id FROM search_changes WHERE seq > ? AND kind <> 'notebook' ORDER BY seq LIMIT ?"
    ),
    unsealed: db.prepare<[number, number], { seq: number; kind: SealedKind; id: string }>(
      `SELECT c.seq, c.kind, c.id FROM search_changes c LEFT JOIN seals s ON s.kind = c.kind AND s.id = c.id
       WHERE c.seq > ? AND c.kind <> 'notebook' AND (s.seq IS NOT c.seq) ORDER BY c.seq LIMIT ?`
    ),
    read: { article: read('article'), highlight: read('highlight'), note: read('note') },
    unsealedVersions: db.prepare<[number], StoredRow>(
      `SELECT ${sealedColumns.version.map((name) => `v.${name}`).join(', ')} FROM article_versions v
       LEFT JOIN version_seals s ON s.version_id = v.id WHERE s.version_id IS NULL LIMIT ?`
    ),
    newVersions: db.prepare<[string], StoredRow>(
      `SELECT ${sealedColumns.version.map((name) => `v.${name}`).join(', ')} FROM article_versions v
       WHERE v.article_id = ? AND NOT EXISTS (SELECT 1 FROM version_seals s WHERE s.version_id = v.id)`
    ),
    put: db.prepare(
      `INSERT INTO seals (kind, id, seq, hash) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`
    ),
    putVersion: db.prepare('INSERT OR IGNORE INTO version_seals (version_id, hash) VALUES (?, ?)'),
    drop: db.prepare('DELETE FROM seals WHERE kind = ? AND id = ?')
  }
}

function statements(db: Database) {
  let made = compiled.get(db)
  if (!made) {
    made = prepare(db)
    compiled.set(db, made)
  }
  return made
}

/** Runs `change` and seals the rows it changed. In the caller's transaction, so that row and seal are one. */
export function sealing<T>(db: Database, change: () => T): T {
  const its = statements(db)
  const before = its.last.get() as number
  const value = change()
  for (const entry of its.after.all(before, AT_ONCE)) sealRow(db, entry)
  return value
}

/** Seals up to `limit` versions that have no seal, in the caller's transaction. @returns how many there were */
export function sealMissingVersions(db: Database, limit: number): number {
  const its = statements(db)
  const found = its.unsealedVersions.all(limit)
  for (const version of found) its.putVersion.run(version.id, sealOf('version', version))
  return found.length
}

/**
 * Seals up to `limit` rows that have no seal for what they are now, from the change `after` on, in the
 * caller's transaction.
 * @returns the last change looked at; undefined when none is left
 */
export function sealMissing(db: Database, after: number, limit: number): number | undefined {
  const found = statements(db).unsealed.all(after, limit)
  for (const entry of found) sealRow(db, entry)
  return found.at(-1)?.seq
}

function sealRow(db: Database, { seq, kind, id }: { seq: number; kind: SealedKind; id: string }): void {
  const its = statements(db)
  const row = its.read[kind].get(id)
  if (!row) {
    its.drop.run(kind, id)
    return
  }
  if (kind === 'article') {
    for (const version of its.newVersions.all(id)) its.putVersion.run(version.id, sealOf('version', version))
  }
  its.put.run(kind, id, seq, sealOf(kind, row))
}
