import { rmSync } from 'node:fs'
import SQLite, { type Database } from 'better-sqlite3'
import { type JobFollow, throwIfStopped } from '../../answer-job.ts'
import { APPLICATION_ID } from '../../db/library-files.ts'
import { migrate } from '../../db/migrate.ts'
import { migrations } from '../../db/migrations/index.ts'
import { sealedTables } from '../../db/seal-rows.ts'
import { syncPath } from '../backup-files.ts'
import { closeGaps } from './close-gaps.ts'
import { compareRows, compareWithSeals, waitNoLonger } from './compare-seals.ts'
import { FoundRows, type Row } from './found-rows.ts'
import { labelPages, type PageLabels } from './label-pages.ts'
import { openPages, type PageFile } from './page-file.ts'
import { readCells, type Value } from './read-cells.ts'
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

function bringOver(pages: PageFile, db: Database, follow: JobFollow): Salvaged {
  db.pragma('defer_foreign_keys = ON')
  const shapes = readShapes(db)
  const labels = labelPages(pages)
  const found = new FoundRows(db)
  const orphans = takeLabelled(pages, labels, shapes, found, follow)
  const astray = readOrphans(pages, orphans, labels, shapes, found, follow)
  const tags = takeUndeleted(astray, labels, found)
  takeTags(db, tags, shapes, found)
  // Before the comparison: what stands in for a lost text is told as damaged, and mended from a backup.
  closeGaps(db)
  const { damaged, lost } = compareWithSeals(db, found.seals, found.oldSeqs)
  const others = compareRows(db, found.rowSeals)
  if (labels.whole.has('row_seals') && labels.whole.has('unsealed_rows')) waitNoLonger(db, found.awaited)
  return { rows: found.put, damaged: damaged + others.damaged, lost: lost + others.lost }
}

/** Takes the rows of every page a tree leads to; answers with the pages no tree leads to any more. */
function takeLabelled(
  pages: PageFile,
  labels: PageLabels,
  shapes: readonly TableShape[],
  found: FoundRows,
  { stop, onStep }: JobFollow
): number[] {
  const byName = new Map(shapes.map((shape) => [shape.name, shape]))
  const orphans: number[] = []
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
      if (row) found.take(shape, row)
    }
  }
  return orphans
}

/** The rows on pages no tree leads to, known by their shape. What is said there about rows is taken at once. */
function readOrphans(
  pages: PageFile,
  orphans: readonly number[],
  labels: PageLabels,
  shapes: readonly TableShape[],
  found: FoundRows,
  { stop }: JobFollow
): [TableShape, Row][] {
  const astray: [TableShape, Row][] = []
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
      if (['seals', 'row_seals', 'search_changes'].includes(shape.name)) found.take(shape, row)
      else astray.push([shape, row])
    }
  }
  return astray
}

/** Takes the rows that were not deleted, but for those of tables of tags, with which it answers. */
function takeUndeleted(astray: readonly [TableShape, Row][], { whole }: PageLabels, found: FoundRows): Row[] {
  const kindOf = new Map(Object.entries(sealedTables).map(([kind, table]) => [table as string, kind]))
  const sealed = new Set(found.seals.map((seal) => `${seal.kind} ${seal.id}`))
  const tags: Row[] = []
  for (const [shape, row] of astray) {
    const kind = kindOf.get(shape.name)
    // Every row that was there had its seal: without one it was deleted.
    if (kind && whole.has('seals') && whole.has('search_changes')) {
      const key = `${kind} ${row.id}`
      if (found.oldSeqs.has(key) && !sealed.has(key)) continue
    }
    if (Object.hasOwn(taggedBy, shape.name)) tags.push(row)
    else found.take(shape, row)
  }
  return tags
}

/** Tables of tags are alike: only what they refer to, which is in its place by now, tells them apart. */
function takeTags(db: Database, tags: readonly Row[], shapes: readonly TableShape[], found: FoundRows): void {
  for (const row of tags) {
    const values = Object.values(row)
    const table = Object.keys(taggedBy).find((name) => isTagged(db, name, values[0]))
    const shape = shapes.find(({ name }) => name === table)
    if (!shape) continue
    found.take(shape, Object.fromEntries(values.map((value, index) => [shape.columns[index]!.name, value])))
  }
}

/** What each table of tags refers to. */
const taggedBy: Record<string, string> = {
  article_tags: 'articles',
  highlight_tags: 'highlights',
  prompt_tags: 'prompts'
}

const isTagged = (db: Database, table: string, id: Value | undefined) =>
  typeof id === 'string' && db.prepare(`SELECT 1 FROM ${taggedBy[table]} WHERE id = ?`).get(id) !== undefined
