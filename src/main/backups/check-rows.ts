import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import type { Database } from 'better-sqlite3'
import type { Damage } from '../../shared/backups.ts'
import { matchesRow, type RowKind, rowKinds, rowSealOf, type StoredRow, sealedRows } from '../db/row-seals.ts'
import { type SealedKind, sealedColumns, sealedTables, sealOf } from '../db/seal-rows.ts'
import { textHash } from '../import/body/build-body.ts'

/** Where a check stands, so that it can go on another day. */
export interface CheckPlace {
  part: number
  /** The key of the last row looked at. */
  after: string
}

export interface CheckStep {
  next: CheckPlace
  checked: number
  damages: Damage[]
}

interface Part {
  kind: Damage['kind']
  /** Every row of it, with `key` and `articleId`; ends in a condition. */
  rows: string
  /** What its rows are told apart by, and ordered. */
  key: string
  /** Rows looked at in one step. */
  limit: number
  /** Absent in a backup of an older schema, which then has nothing of this kind. */
  table?: string
  isSound(row: StoredRow): boolean
}

const list = (kind: keyof typeof sealedColumns, alias: string) =>
  sealedColumns[kind].map((name) => `${alias}.${name}`).join(', ')

/** Only rows whose seal was made for what they are now: a change that has none yet is no damage. */
const sealed = (kind: SealedKind, article: string, limit: number): Part => ({
  kind,
  table: sealedTables[kind],
  // A seal without its row: the row, or the way to it, is gone.
  rows: `SELECT s.id AS "key", ${list(kind, 'r')}, ${article} AS "articleId", s.hash AS "seal" FROM seals s
        JOIN search_changes c ON c.kind = s.kind AND c.id = s.id AND c.seq = s.seq
        LEFT JOIN ${sealedTables[kind]} r ON r.id = s.id
        WHERE s.kind = '${kind}'`,
  key: 's.id',
  limit,
  isSound: (row) => row.id !== null && sealOf(kind, row).equals(row.seal as Buffer)
})

/**
 * A tag that is gone is missed when what it hung on is here, or was not deleted either: a seal says so. What the reader
 * deleted takes its tags with it, also those that the disk had lost, of which no trigger heard.
 */
const isOwnerMissed = {
  'article-tag': `EXISTS (SELECT 1 FROM articles WHERE id = ${ownerOf('s.id')}) OR ${hasRowSeal('state')}`,
  'highlight-tag': `EXISTS (SELECT 1 FROM highlights WHERE id = ${ownerOf('s.id')}) OR EXISTS (
     SELECT 1 FROM seals o JOIN search_changes oc ON oc.kind = o.kind AND oc.id = o.id AND oc.seq = o.seq
     WHERE o.kind = 'highlight' AND o.id = ${ownerOf('s.id')})`,
  'prompt-tag': `EXISTS (SELECT 1 FROM prompts WHERE id = ${ownerOf('s.id')}) OR ${hasRowSeal('prompt')}`
}
const isTag = (kind: RowKind): kind is keyof typeof isOwnerMissed => Object.hasOwn(isOwnerMissed, kind)

/** The name of such a row is its owner's id, a blank, and the tag. */
function ownerOf(id: string): string {
  return `substr(${id}, 1, instr(${id}, ' ') - 1)`
}

function hasRowSeal(kind: RowKind): string {
  return `EXISTS (SELECT 1 FROM row_seals o WHERE o.kind = '${kind}' AND o.id = ${ownerOf('s.id')})`
}

const sealedRow = (kind: RowKind): Part => {
  const { table, key, columns } = sealedRows[kind]
  const named: readonly string[] = columns
  const article = kind === 'state' ? 'r.id' : named.includes('article_id') ? 'r.article_id' : 'NULL'
  return {
    kind,
    table: 'row_seals',
    rows: `SELECT s.id AS "key", ${columns.map((name) => `r.${name}`).join(', ')}, ${article} AS "articleId", s.hash AS "seal"
          FROM row_seals s LEFT JOIN ${table} r ON ${matchesRow(kind, 'r', 's.id')}
          WHERE s.kind = '${kind}'${isTag(kind) ? ` AND (r.tag IS NOT NULL OR ${isOwnerMissed[kind]})` : ''}`,
    key: 's.id',
    limit: 200,
    isSound: (row) => row[key[0]] !== null && rowSealOf(kind, row).equals(row.seal as Buffer)
  }
}

const parts: readonly Part[] = [
  {
    kind: 'version',
    rows: `SELECT s.version_id AS "key", ${list('version', 'r')}, r.article_id AS "articleId", s.hash AS "seal" FROM version_seals s
          LEFT JOIN article_versions r ON r.id = s.version_id WHERE true`,
    key: 's.version_id',
    limit: 8,
    isSound: (row) =>
      row.id !== null &&
      textHash(String(row.text)) === row.hash &&
      sealOf('version', row).equals(row.seal as Buffer)
  },
  sealed('article', 'r.id', 100),
  sealed('highlight', 'r.article_id', 200),
  sealed('note', 'r.article_id', 200),
  {
    kind: 'source',
    rows: `SELECT r.version_id AS "key", r.size, r.sha256, r.bytes, v.article_id AS "articleId" FROM sources r
          LEFT JOIN article_versions v ON v.id = r.version_id WHERE true`,
    key: 'r.version_id',
    limit: 8,
    isSound: isSoundSource
  },
  {
    kind: 'image',
    rows: `SELECT r.hash AS "key", r.size, r.hash, r.bytes,
            (SELECT v.article_id FROM version_assets va JOIN article_versions v ON v.id = va.version_id WHERE va.hash = r.hash) AS "articleId"
          FROM assets r WHERE true`,
    key: 'r.hash',
    limit: 8,
    isSound: isSoundImage
  },
  // Last: a check that was begun by an older Lectern goes on at the number of a part.
  sealed('notebook', 'NULL', 50),
  ...rowKinds.map(sealedRow)
]

/** Where a whole check begins. */
export const checkStart: CheckPlace = { part: 0, after: '' }

/** Whether the bytes an article was made from unpack to what was stored. */
export function isSoundSource(row: StoredRow): boolean {
  try {
    const bytes = inflateSync(row.bytes as Buffer, { maxOutputLength: Number(row.size) + 1 })
    return bytes.length === row.size && sha256(bytes) === row.sha256
  } catch {
    return false
  }
}

/** Whether a picture has the size and the hash it is stored under. */
export function isSoundImage(row: StoredRow): boolean {
  const bytes = row.bytes as Buffer
  return bytes.length === row.size && sha256(bytes) === row.hash
}

/**
 * Compares every row with its seal, every original and picture with its hash, from `from` on; each step looks
 * at a few rows and takes some milliseconds. What cannot be read at all is a damage of kind `file`.
 */
export function* checkRows(db: Database, from: CheckPlace = checkStart): Generator<CheckStep> {
  for (let index = from.part; index < parts.length; index++) {
    const part = parts[index]!
    if (part.table !== undefined && !hasTable(db, part.table)) continue
    let after = index === from.part ? from.after : ''
    const read = db.prepare<[string], StoredRow>(
      `${part.rows} AND ${part.key} > ? ORDER BY ${part.key} LIMIT ${part.limit}`
    )
    for (;;) {
      let rows: StoredRow[]
      try {
        rows = read.all(after)
      } catch (error) {
        if (!isCorrupt(error)) throw error
        yield {
          next: { part: index + 1, after: '' },
          checked: 0,
          damages: [{ kind: 'file', id: part.kind, articleId: null }]
        }
        break
      }
      const damages = rows
        .filter((row) => !part.isSound(row))
        .map((row) => ({
          kind: part.kind,
          id: String(row.key),
          articleId: typeof row.articleId === 'string' ? row.articleId : null
        }))
      const isLast = rows.length < part.limit
      after = isLast ? '' : String(rows.at(-1)?.key)
      yield {
        next: isLast ? { part: index + 1, after: '' } : { part: index, after },
        checked: rows.length,
        damages
      }
      if (isLast) break
    }
  }
}

/**
 * Whether one that was found damaged is so still: the reader may have written it anew since, or deleted it. What nobody
 * edits (texts, originals, pictures) is not read again: it is as it was, or gone.
 */
export function isStillDamaged(db: Database, { kind, id }: Damage): boolean {
  const part = parts.find((one) => one.kind === kind)
  if (!part) return true
  const row = `${part.rows} AND ${part.key} = ?`
  try {
    if (isNeverEdited(kind)) return db.prepare(`SELECT 1 FROM (${row})`).get(id) !== undefined
    const found = db.prepare<[string], StoredRow>(row).get(id)
    return found !== undefined && !part.isSound(found)
  } catch (error) {
    if (!isCorrupt(error)) throw error
    return true
  }
}

const isNeverEdited = (kind: Damage['kind']) => ['version', 'source', 'image'].includes(kind)

/** How many rows a whole check looks at. */
export function countSealed(db: Database): number {
  let rows = 0
  for (const table of ['version_seals', 'seals', 'row_seals', 'sources', 'assets'])
    if (hasTable(db, table)) rows += db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  return rows
}

/** A library of an older schema lacks some tables. */
export function hasTable(db: Database, name: string): boolean {
  return db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined
}

/** What SQLite says of a file that is not as it should be. */
export function isCorrupt(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
