import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { oncePerDatabase } from './once-per-database.ts'
import { lastUnsealed, type StoredRow, sealRows } from './row-seals.ts'

export type SealedKind = 'article' | 'highlight' | 'note' | 'notebook'

/**
 * The columns a seal is made of. Of articles only those whose changes are told to the search index: the
 * others (state, star) change without a new `seq` and have a seal of their own, see `row-seals.ts`.
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
  note: ['id', 'article_id', 'highlight_id', 'body', 'created_at'],
  notebook: ['id', 'title', 'body', 'created_at']
} as const

/** Where the rows of each kind lie. */
export const sealedTables = {
  article: 'articles',
  highlight: 'highlights',
  note: 'notes',
  notebook: 'notebooks'
} as const

/** SHA-256 of a row's sealed columns. */
export function sealOf(kind: keyof typeof sealedColumns, row: StoredRow): Buffer {
  const values = sealedColumns[kind].map((name) => row[name] ?? null)
  return createHash('sha256').update(JSON.stringify(values)).digest()
}

/** A change that touched more rows than this leaves the rest to the check in the background. */
const AT_ONCE = 200

/**
 * Bytes of a version's HTML and text that are read back and hashed with the change: tens of milliseconds. A book of
 * twenty megabytes took four hundred, in which main answered nobody; its seal is made in the background.
 */
export const SEALED_WITH_CHANGE = 4_000_000

const statements = oncePerDatabase((db) => {
  const read = (kind: SealedKind) =>
    db.prepare<[string], StoredRow>(
      `SELECT ${sealedColumns[kind].join(', ')} FROM ${sealedTables[kind]} WHERE id = ?`
    )
  return {
    last: db
      .prepare("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'search_changes'")
      .pluck(),
    after: db.prepare<[number, number], { seq: number; kind: SealedKind; id: string }>(
      'SELECT seq, kind, id FROM search_changes WHERE seq > ? ORDER BY seq LIMIT ?'
    ),
    unsealed: db.prepare<[number, number], { seq: number; kind: SealedKind; id: string }>(
      `SELECT c.seq, c.kind, c.id FROM search_changes c LEFT JOIN seals s ON s.kind = c.kind AND s.id = c.id
       WHERE c.seq > ? AND (s.seq IS NOT c.seq) ORDER BY c.seq LIMIT ?`
    ),
    seqOf: db
      .prepare<[string, string], number>('SELECT seq FROM search_changes WHERE kind = ? AND id = ?')
      .pluck(),
    read: {
      article: read('article'),
      highlight: read('highlight'),
      note: read('note'),
      notebook: read('notebook')
    },
    unsealedVersions: db.prepare<[number], StoredRow>(
      `SELECT ${sealedColumns.version.map((name) => `v.${name}`).join(', ')} FROM article_versions v
       LEFT JOIN version_seals s ON s.version_id = v.id WHERE s.version_id IS NULL LIMIT ?`
    ),
    newVersions: db.prepare<[string, number], StoredRow>(
      `SELECT ${sealedColumns.version.map((name) => `v.${name}`).join(', ')} FROM article_versions v
       WHERE v.article_id = ? AND octet_length(v.html) + octet_length(v.text) <= ?
         AND NOT EXISTS (SELECT 1 FROM version_seals s WHERE s.version_id = v.id)`
    ),
    put: db.prepare(
      `INSERT INTO seals (kind, id, seq, hash) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`
    ),
    // Only for what was read: pictures that were fetched meanwhile have changed it, or it was deleted for good.
    putVersion: db.prepare<[VersionSeal]>(
      `INSERT OR IGNORE INTO version_seals (version_id, hash)
       SELECT id, @hash FROM article_versions WHERE id = @id AND html = @html AND sections = @sections`
    ),
    drop: db.prepare('DELETE FROM seals WHERE kind = ? AND id = ?')
  }
})

interface Change {
  seq: number
  kind: SealedKind
  id: string
}

interface Seals {
  /** Undefined: the row is gone. */
  hash: Buffer | undefined
  versions: VersionSeal[]
}

/** The hash of a version, and of what was read for it all that is ever written a second time. */
interface VersionSeal {
  id: unknown
  hash: Buffer
  html: unknown
  sections: unknown
}

const versionSeal = (row: StoredRow): VersionSeal => ({
  id: row.id,
  hash: sealOf('version', row),
  html: row.html,
  sections: row.sections
})

/** Runs `change` and seals the rows it changed. In the caller's transaction, so that row and seal are one. */
export function sealing<T>(db: Database, change: () => T): T {
  const its = statements(db)
  const before = its.last.get() as number
  const unsealed = lastUnsealed(db)
  const value = change()
  for (const entry of its.after.all(before, AT_ONCE)) putSeals(db, entry, makeSeals(db, entry))
  sealRows(db, unsealed, AT_ONCE)
  return value
}

/**
 * Seals up to `limit` rows that have no seal for what they are now, from the change `after` on. The texts are
 * read and hashed before the transaction, so that nobody who writes waits for it.
 * @returns the last change looked at; undefined when none is left
 */
export function sealMissing(db: Database, after: number, limit: number): number | undefined {
  const its = statements(db)
  const made = its.unsealed.all(after, limit).map((entry) => ({ entry, seals: makeSeals(db, entry) }))
  db.transaction(() => {
    for (const { entry, seals } of made) {
      // Changed since it was read: its next look will come.
      if (its.seqOf.get(entry.kind, entry.id) === entry.seq) putSeals(db, entry, seals)
    }
  }).immediate()
  return made.at(-1)?.entry.seq
}

/** Seals up to `limit` versions that have no seal. @returns how many there were */
export function sealMissingVersions(db: Database, limit: number): number {
  const its = statements(db)
  const made = its.unsealedVersions.all(limit).map(versionSeal)
  db.transaction(() => {
    for (const one of made) its.putVersion.run(one)
  }).immediate()
  return made.length
}

function makeSeals(db: Database, { kind, id }: Change): Seals {
  const its = statements(db)
  const row = its.read[kind].get(id)
  const versions = row && kind === 'article' ? its.newVersions.all(id, SEALED_WITH_CHANGE) : []
  return {
    hash: row && sealOf(kind, row),
    versions: versions.map(versionSeal)
  }
}

function putSeals(db: Database, { seq, kind, id }: Change, { hash, versions }: Seals): void {
  const its = statements(db)
  if (!hash) {
    its.drop.run(kind, id)
    return
  }
  for (const version of versions) its.putVersion.run(version)
  its.put.run(kind, id, seq, hash)
}
