import { rmSync } from 'node:fs'
import SQLite, { type Database, type Statement } from 'better-sqlite3'
import { type JobFollow, throwIfStopped } from '../../answer-job.ts'
import { APPLICATION_ID } from '../../db/library-files.ts'
import { migrate } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { isRowKind, readRow, rowSealOf, type StoredRow } from '../../db/row-seals.ts'
import { type SealedKind, sealedColumns, sealedTables, sealOf } from '../../db/seal-rows.ts'
import { syncPath } from '../backup-files.ts'
import { isSoundImage, isSoundSource } from '../check-rows.ts'
import { closeGaps } from './close-gaps.ts'
import { openPages, type PageFile } from './page-file.ts'
import { childrenOf, pageTypes, readCells, type Value } from './read-cells.ts'
import { looksOurs, readShapes, type TableShape, toRow } from './table-shapes.ts'

export interface Salvaged {
  /** Rows brought over, by table. */
  rows: Record<string, number>
  /** Rows brought over that are not what they were when they were sealed. */
  damaged: number
  /** Articles, highlights and notes there once were and are not any more. */
  lost: number
}

/**
 * Reads a damaged library page by page, without SQLite, and writes what is there into a new one at `target`.
 * Each row is compared with its seal: what differs comes along and goes on being told as damaged, what is
 * missing as lost. `file` is only read.
 * @param follow hears of pages
 */
export function salvageLibrary(file: string, target: string, follow: JobFollow = {}): Salvaged {
  const pages = openPages(file)
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(target + end, { force: true })
  try {
    const version = versionOf(pages)
    const db = new SQLite(target)
    try {
      db.pragma('journal_mode = MEMORY')
      db.pragma('synchronous = OFF')
      migrate(
        db,
        migrations.filter((step) => step.version <= version)
      )
      db.pragma(`application_id = ${APPLICATION_ID}`)
      const salvaged = db.transaction(() => bringOver(pages, db, follow))()
      const integrity = db.pragma('integrity_check(1)', { simple: true })
      if (integrity !== 'ok') throw new Error('What was salvaged is no sound library')
      db.pragma('journal_mode = DELETE')
      return salvaged
    } finally {
      db.close()
      syncPath(target)
    }
  } finally {
    pages.close()
  }
}

/** The schema's version as the file states it; the newest when it states nonsense. */
function versionOf(pages: PageFile): number {
  const stated = pages.page(1)?.readUInt32BE(60) ?? 0
  const newest = migrations.at(-1)?.version ?? 0
  return stated >= 1 && stated <= newest ? stated : newest
}

function bringOver(pages: PageFile, db: Database, { stop, onStep }: JobFollow): Salvaged {
  db.pragma('defer_foreign_keys = ON')
  const shapes = readShapes(db)
  const labels = labelPages(pages)
  const oldSeqs = new Map<string, number>()
  const seals: Record<string, Value>[] = []
  const rowSeals: Record<string, Value>[] = []
  /** Rows of which the old file says that they wait for a seal. */
  const awaited = new Set<string>()
  const rows: Record<string, number> = {}
  const inserts = new Map<string, Statement>()
  const put = (shape: TableShape, row: Record<string, Value>) => {
    const names = Object.keys(row)
    const key = `${shape.name} ${names.length}`
    let insert = inserts.get(key)
    if (!insert) {
      insert = db.prepare(
        `INSERT OR IGNORE INTO ${shape.name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`
      )
      inserts.set(key, insert)
    }
    try {
      const { changes } = insert.run(...names.map((name) => row[name]))
      if (changes > 0) rows[shape.name] = (rows[shape.name] ?? 0) + 1
    } catch {
      // A value the table does not take: this row is damaged beyond use.
    }
  }
  const take = (shape: TableShape, row: Record<string, Value>) => {
    if (shape.name === 'search_changes') oldSeqs.set(`${row.kind} ${row.id}`, Number(row.seq))
    else if (shape.name === 'seals') seals.push(row)
    else if (shape.name === 'row_seals') rowSeals.push(row)
    else if (shape.name === 'unsealed_rows') awaited.add(`${row.kind} ${row.id}`)
    else put(shape, row)
  }
  const orphans: number[] = []
  const byName = new Map(shapes.map((shape) => [shape.name, shape]))
  for (let number = 1; number <= pages.pageCount; number++) {
    throwIfStopped(stop)
    onStep?.(number, pages.pageCount)
    if (pages.free.has(number)) continue
    const label = labels.pages.get(number)
    if (label === undefined) {
      orphans.push(number)
      continue
    }
    const shape = byName.get(label)
    if (!shape) continue
    for (const cell of readCells(pages, number)) {
      const row = toRow(shape, cell)
      if (row) take(shape, row)
    }
  }
  // Pages no tree leads to any more: what is on them is known by its shape.
  const kindOf = new Map(Object.entries(sealedTables).map(([kind, table]) => [table as string, kind]))
  const sealed = new Set(seals.map((seal) => `${seal.kind} ${seal.id}`))
  const waiting: [TableShape, Record<string, Value>][] = []
  for (const number of orphans) {
    throwIfStopped(stop)
    for (const cell of readCells(pages, number)) {
      const shape = shapes.find((one) => {
        // A table all of whose pages were found has nothing here: an old page would bring back what was deleted.
        if (labels.whole.has(one.name) || cell.values.length !== one.columns.length) return false
        // As search_changes lie, and are of use only when they are whole.
        if (one.name === 'unsealed_rows') return false
        const row = toRow(one, cell)
        return row !== undefined && looksOurs(one, row)
      })
      const row = shape && toRow(shape, cell)
      if (!row) continue
      if (['seals', 'row_seals', 'search_changes'].includes(shape.name)) take(shape, row)
      else waiting.push([shape, row])
    }
  }
  for (const seal of seals) sealed.add(`${seal.kind} ${seal.id}`)
  const tags: Record<string, Value>[] = []
  for (const [shape, row] of waiting) {
    const kind = kindOf.get(shape.name)
    // Every row that was there had its seal: without one it was deleted.
    if (kind && labels.whole.has('seals') && labels.whole.has('search_changes')) {
      const key = `${kind} ${row.id}`
      if (oldSeqs.has(key) && !sealed.has(key)) continue
    }
    // Tables of tags are alike: only what they refer to, which is in its place by now, tells them apart.
    if (Object.hasOwn(taggedBy, shape.name)) tags.push(row)
    else take(shape, row)
  }
  for (const row of tags) {
    const [id, ...rest] = Object.values(row)
    const table = Object.keys(taggedBy).find((name) => isTagged(db, name, id))
    const shape = table === undefined ? undefined : byName.get(table)
    const names = shape?.columns.map(({ name }) => name)
    if (shape && names)
      take(shape, Object.fromEntries([id, ...rest].map((value, index) => [names[index]!, value!])))
  }
  // Before the comparison: what stands in for a lost text is told as damaged, and mended from a backup.
  closeGaps(db)
  const { damaged, lost } = compareWithSeals(db, seals, oldSeqs)
  const others = compareRows(db, rowSeals)
  if (labels.whole.has('row_seals') && labels.whole.has('unsealed_rows')) waitNoLonger(db, awaited)
  return { rows, damaged: damaged + others.damaged, lost: lost + others.lost }
}

/** What each table of tags refers to. */
const taggedBy: Record<string, string> = {
  article_tags: 'articles',
  highlight_tags: 'highlights',
  prompt_tags: 'prompts'
}

const isTagged = (db: Database, table: string, id: Value | undefined) =>
  typeof id === 'string' && db.prepare(`SELECT 1 FROM ${taggedBy[table]} WHERE id = ?`).get(id) !== undefined

/** Which table or index each page belongs to, as far as the trees can be walked. */
export function labelPages(pages: PageFile): { pages: Map<number, string>; whole: Set<string> } {
  const labels = new Map<number, string>()
  const whole = new Set<string>()
  const walk = (root: number, name: string): boolean => {
    const stack = [root]
    let isWhole = true
    while (stack.length > 0) {
      const number = stack.pop()!
      const page = pages.page(number)
      const type = page?.[number === 1 ? 100 : 0]
      if (
        !page ||
        pages.free.has(number) ||
        labels.has(number) ||
        !Object.values(pageTypes).includes(type as 2)
      ) {
        isWhole = false
        continue
      }
      labels.set(number, name)
      stack.push(...childrenOf(pages, number))
    }
    return isWhole
  }
  walk(1, 'sqlite_schema')
  const roots: { name: string; root: number; isTable: boolean }[] = []
  for (const [number] of [...labels]) {
    for (const { values } of readCells(pages, number)) {
      const [type, name, , root] = values
      if (typeof name === 'string' && typeof root === 'number' && root > 1) {
        roots.push({ name, root, isTable: type === 'table' })
      }
    }
  }
  for (const { name, root, isTable } of roots) {
    if (walk(root, isTable ? name : `index ${name}`)) whole.add(name)
  }
  return { pages: labels, whole }
}

/**
 * Gives rows their old seals under their new numbers, so that a row that differs goes on being noticed, and
 * may be brought back from a backup.
 */
function compareWithSeals(
  db: Database,
  seals: readonly Record<string, Value>[],
  oldSeqs: ReadonlyMap<string, number>
) {
  let damaged = 0
  let lost = 0
  if (db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'seals'").get()) {
    const newSeq = db
      .prepare<[string, string], number>('SELECT seq FROM search_changes WHERE kind = ? AND id = ?')
      .pluck()
    const mark = db.prepare('INSERT INTO search_changes (kind, id) VALUES (?, ?)')
    const put = db.prepare('INSERT OR REPLACE INTO seals (kind, id, seq, hash) VALUES (?, ?, ?, ?)')
    for (const { kind, id, seq, hash } of seals) {
      const known = kind as SealedKind
      const table = sealedTables[known]
      if (!table || (oldSeqs.get(`${kind} ${id}`) ?? seq) !== seq) continue
      const row = db
        .prepare<[Value], StoredRow>(`SELECT ${sealedColumns[known].join(', ')} FROM ${table} WHERE id = ?`)
        .get(id as string)
      if (!row) {
        lost++
        // So that the check goes on telling of it.
        mark.run(kind, id)
      } else if (!sealOf(known, row).equals(hash as Buffer)) damaged++
      put.run(kind, id, newSeq.get(kind as string, id as string), hash)
    }
    const versions = db
      .prepare<[], StoredRow>(
        `SELECT ${sealedColumns.version.map((name) => `v.${name}`).join(', ')}, s.hash AS seal
         FROM article_versions v JOIN version_seals s ON s.version_id = v.id`
      )
      .iterate()
    for (const version of versions) {
      if (!sealOf('version', version).equals(version.seal as Buffer)) damaged++
    }
  }
  for (const row of db.prepare<[], StoredRow>('SELECT size, sha256, bytes FROM sources').iterate()) {
    if (!isSoundSource(row)) damaged++
  }
  for (const row of db.prepare<[], StoredRow>('SELECT size, hash, bytes FROM assets').iterate()) {
    if (!isSoundImage(row)) damaged++
  }
  return { damaged, lost }
}

/** The same for the rows with seals of their own kind, which stand with the row and have no number. */
function compareRows(db: Database, seals: readonly Record<string, Value>[]) {
  let damaged = 0
  let lost = 0
  if (seals.length === 0) return { damaged, lost }
  const put = db.prepare('INSERT OR REPLACE INTO row_seals (kind, id, hash) VALUES (?, ?, ?)')
  const settle = db.prepare('DELETE FROM unsealed_rows WHERE kind = ? AND id = ?')
  for (const { kind, id, hash } of seals) {
    if (typeof kind !== 'string' || !isRowKind(kind)) continue
    const row = readRow(db, kind, String(id))
    if (!row) lost++
    else if (!rowSealOf(kind, row).equals(hash as Buffer)) damaged++
    put.run(kind, id, hash)
    settle.run(kind, id)
  }
  return { damaged, lost }
}

/**
 * Where no page of either is missing, a row that has no seal and waited for none was not written by us: letters
 * in the name of another changed (mend-rows.ts). It goes on having none.
 */
function waitNoLonger(db: Database, awaited: ReadonlySet<string>): void {
  const waiting = db
    .prepare<[], { seq: number; kind: string; id: string }>('SELECT seq, kind, id FROM unsealed_rows')
    .all()
  const settle = db.prepare('DELETE FROM unsealed_rows WHERE seq = ?')
  for (const { seq, kind, id } of waiting) if (!awaited.has(`${kind} ${id}`)) settle.run(seq)
}
