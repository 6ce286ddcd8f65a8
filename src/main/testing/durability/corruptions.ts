import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { v7 } from 'uuid'
import type { HighlightId, NoteId } from '../../../shared/values.ts'
import { isCorrupt } from '../../backups/check-rows.ts'
import { labelPages } from '../../backups/salvage/label-pages.ts'
import { openPages } from '../../backups/salvage/page-file.ts'
import { readCells } from '../../backups/salvage/read-cells.ts'
import { salvageLibrary } from '../../backups/salvage/salvage-library.ts'
import { readShapes, toRow } from '../../backups/salvage/table-shapes.ts'
import { LIBRARY_FILE } from '../../db/library-files.ts'
import { addStormArticle } from '../../search/app-storm.ts'
import { randomFrom } from '../../search/edit-storm.ts'
import { testApp } from '../test-app.ts'

/** A row, what it says, and where its bytes lie in the file. */
interface LocatedRow {
  table: string
  values: string
  ranges: readonly (readonly [from: number, to: number])[]
}

export interface CorruptionResult {
  corruptions: number
  /** Rows none of whose bytes were touched, of all corruptions together. */
  intact: number
  /** Of them found again, word for word. */
  salvaged: number
  /** The smallest share of intact rows that one salvage found. */
  worst: number
  /** Salvages that ended in an error: which, and why. */
  failed: string[]
  byKind: Record<string, { count: number; intact: number; salvaged: number }>
}

/** What the reader would miss. */
const tables = [
  'articles',
  'article_versions',
  'sources',
  'article_tags',
  'highlights',
  'highlight_tags',
  'notes'
]

/** A library as the app makes it: articles of all sizes, highlights, notes, tags, deletions. */
export async function makeLibrary(folder: string, articles: number): Promise<void> {
  const test = testApp({ folder, indexing: true })
  const random = randomFrom(7)
  const { db } = test.app.context
  for (let number = 0; number < articles; number++) {
    const words = Array.from(
      { length: 20 + random(random(10) === 0 ? 6000 : 900) },
      () => `w${random(9000)}`
    ).join(' ')
    await addStormArticle(
      test,
      `Storm ${number} ${v7()}`,
      words,
      'en',
      random(3) === 0 ? ['some', `t${random(9)}`] : []
    )
  }
  const rows = db
    .prepare<[], { articleId: string; versionId: string; text: string }>(
      'SELECT article_id AS articleId, id AS versionId, text FROM article_versions'
    )
    .all()
  for (const { articleId, versionId, text } of rows) {
    for (let count = random(12); count > 0; count--) {
      const start = random(Math.max(1, text.length - 80))
      const exact = text.slice(start, start + 10 + random(60))
      if (exact.trim() === '') continue
      const id = v7() as HighlightId
      const place = { articleId: articleId as never, versionId: versionId as never }
      await test.call('highlights.create', {
        id,
        ...place,
        start,
        end: start + exact.length,
        exact,
        color: 'blue'
      })
      if (random(2) === 0) {
        const body = `A thought ${v7()} ${'that goes on '.repeat(random(80))}`
        await test.call('notes.save', {
          id: v7() as NoteId,
          articleId: place.articleId,
          highlightId: id,
          body
        })
      }
      if (random(9) === 0) await test.call('highlights.addTag', { highlightIds: [id], tag: 'seen' })
      if (random(12) === 0) await test.call('highlights.delete', { highlightIds: [id] })
    }
  }
  await test.call('backups.check', {})
  await test.app.close()
}

function locateRows(file: string): LocatedRow[] {
  const pages = openPages(file)
  const db = new SQLite(file, { readonly: true })
  try {
    const shapes = new Map(readShapes(db).map((shape) => [shape.name, shape]))
    const { pages: labels } = labelPages(pages)
    const located: LocatedRow[] = []
    for (const [number, table] of labels) {
      const shape = shapes.get(table)
      if (!shape || !tables.includes(table)) continue
      for (const cell of readCells(pages, number)) {
        const row = toRow(shape, cell)
        if (!row) continue
        const start = (number - 1) * pages.pageSize
        located.push({
          table,
          values: canonical(row),
          ranges: [
            [start + cell.from, start + cell.to],
            ...cell.overflow.map((page) => [(page - 1) * pages.pageSize, page * pages.pageSize] as const)
          ]
        })
      }
    }
    return located
  } finally {
    db.close()
    pages.close()
  }
}

function readRows(file: string): Set<string> {
  const db = new SQLite(file, { readonly: true })
  try {
    const found = new Set<string>()
    for (const table of tables) {
      for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).iterate()) {
        found.add(`${table} ${canonical(row)}`)
      }
    }
    return found
  } finally {
    db.close()
  }
}

/** Columns in order of their names; bytes as their hex. */
function canonical(row: Readonly<Record<string, unknown>>): string {
  const names = Object.keys(row).sort()
  return JSON.stringify(
    names.map((name) => (Buffer.isBuffer(row[name]) ? row[name].toString('hex') : row[name]))
  )
}

type Corruption = (bytes: Buffer, random: (below: number) => number) => Buffer

/** What disks and programs do to files. */
const corruptions: Record<string, Corruption> = {
  bit(bytes, random) {
    const at = random(bytes.length)
    bytes[at] = bytes[at]! ^ (1 << random(8))
    return bytes
  },
  bits(bytes, random) {
    for (let count = 1 + random(200); count > 0; count--) corruptions.bit!(bytes, random)
    return bytes
  },
  pages(bytes, random) {
    for (let count = 1 + random(4); count > 0; count--) {
      const page = random(bytes.length / 4096)
      const filler = random(3)
      if (filler === 0) bytes.fill(0, page * 4096, page * 4096 + 4096)
      else if (filler === 1) for (let at = 0; at < 4096; at++) bytes[page * 4096 + at] = random(256)
      else
        bytes.copy(
          bytes,
          page * 4096,
          random(bytes.length / 4096) * 4096,
          random(bytes.length / 4096) * 4096 + 4096
        )
    }
    return bytes
  },
  sectors(bytes, random) {
    for (let count = 1 + random(20); count > 0; count--) {
      const at = random(bytes.length / 512) * 512
      bytes.fill(0, at, at + 512)
    }
    return bytes
  },
  truncated: (bytes, random) => bytes.subarray(0, 4096 + random(bytes.length - 4096)),
  head(bytes, random) {
    bytes.fill(random(2) * 255, 0, 1 + random(8192))
    return bytes
  }
}

/**
 * Damages copies of one library in every way, opens each, and salvages each.
 * @param onCorrupted looks at the damaged library's folder before it is salvaged
 */
export async function corruptLibraries(
  count: number,
  seed: number,
  options: { articles: number; onCorrupted?: (folder: string, name: string) => Promise<void> }
): Promise<CorruptionResult> {
  const place = mkdtempSync(join(tmpdir(), 'lectern-corrupt-'))
  const random = randomFrom(seed)
  const result: CorruptionResult = {
    corruptions: 0,
    intact: 0,
    salvaged: 0,
    worst: 1,
    failed: [],
    byKind: {}
  }
  try {
    const folder = join(place, 'library')
    await makeLibrary(folder, options.articles)
    const original = readFileSync(join(folder, LIBRARY_FILE))
    const rows = locateRows(join(folder, LIBRARY_FILE))
    const damaged = join(place, 'damaged')
    const kinds = Object.keys(corruptions)
    for (let number = 0; number < count; number++) {
      const kind = kinds[number % kinds.length]!
      const name = `${number} ${kind}`
      const bytes = corruptions[kind]!(Buffer.from(original), random)
      rmSync(damaged, { recursive: true, force: true })
      mkdirSync(damaged)
      const file = join(damaged, LIBRARY_FILE)
      writeFileSync(file, bytes)
      // Opening may write: what is salvaged is what lay there.
      copyFileSync(file, join(place, 'as-it-lay.sqlite'))
      await options.onCorrupted?.(damaged, name)
      const isIntact = ({ ranges }: LocatedRow) =>
        ranges.every(([from, to]) => to <= bytes.length && original.compare(bytes, from, to, from, to) === 0)
      const intact = rows.filter(isIntact)
      let salvaged = 0
      try {
        const target = join(place, 'salvaged.sqlite')
        salvageLibrary(join(place, 'as-it-lay.sqlite'), target)
        const found = readRows(target)
        salvaged = intact.filter(({ table, values }) => found.has(`${table} ${values}`)).length
      } catch (error) {
        result.failed.push(`${name}: ${isCorrupt(error) ? 'corrupt' : ((error as Error).stack ?? '')}`)
      }
      result.corruptions++
      result.intact += intact.length
      result.salvaged += salvaged
      if (intact.length > 0) result.worst = Math.min(result.worst, salvaged / intact.length)
      const its = result.byKind[kind] ?? { count: 0, intact: 0, salvaged: 0 }
      result.byKind[kind] = its
      its.count++
      its.intact += intact.length
      its.salvaged += salvaged
    }
    return result
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}
