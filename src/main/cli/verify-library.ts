import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import SQLite, { type Database } from 'better-sqlite3'
import type { SearchKind } from '../../shared/search.ts'
import { INDEX_FILE } from '../db/library-files.ts'
import type { Library } from '../db/open-library.ts'
import { textHash } from '../import/body/build-body.ts'
import { kindNames } from '../search/document-table.ts'
import { countWords, readThing } from '../search/read-things.ts'

/** One thing looked at. Problems name ids, never texts. */
export interface Check {
  check: 'file' | 'links' | 'texts' | 'highlights' | 'sources' | 'images' | 'index'
  /** How many things were looked at. */
  checked: number
  problems: string[]
}

/** Looks at everything the library file holds, one table at a time. */
export function* libraryChecks(db: Database): Generator<Check> {
  const integrity = db.pragma('integrity_check') as { integrity_check: string }[]
  const problems = integrity.map((row) => row.integrity_check).filter((line) => line !== 'ok')
  yield { check: 'file', checked: 1, problems }
  // Reading on from a damaged file would fail here or there by chance.
  if (problems.length > 0) return

  const links = db.pragma('foreign_key_check') as { table: string; parent: string }[]
  yield {
    check: 'links',
    checked: 1,
    problems: links.map(({ table, parent }) => `${table} names a missing row of ${parent}`)
  }

  yield look(db, 'texts', 'SELECT id, text, hash, body_start, body_end FROM article_versions', (row) => {
    const text = String(row.text)
    if (textHash(text) !== row.hash) return `version ${row.id}: its text is not the one its hash was made of`
    const [start, end] = [Number(row.body_start), Number(row.body_end)]
    return start <= end && end <= text.length ? undefined : `version ${row.id}: its body is outside its text`
  })
  let version: { id: unknown; text: string } = { id: undefined, text: '' }
  const readText = db.prepare('SELECT text FROM article_versions WHERE id = ?').pluck()
  yield look(
    db,
    'highlights',
    'SELECT id, version_id, text_start, text_end, exact FROM highlights ORDER BY version_id',
    (row) => {
      if (version.id !== row.version_id) {
        version = { id: row.version_id, text: String(readText.get(row.version_id) ?? '') }
      }
      return version.text.slice(Number(row.text_start), Number(row.text_end)) === row.exact
        ? undefined
        : `highlight ${row.id}: the text does not say its words at its place`
    }
  )
  yield look(db, 'sources', 'SELECT version_id, size, sha256, bytes FROM sources', (row) => {
    try {
      const bytes = inflateSync(row.bytes as Buffer, { maxOutputLength: Number(row.size) + 1 })
      if (bytes.length === row.size && sha256(bytes) === row.sha256) return undefined
    } catch {
      // Not zlib, or longer than stated: said below.
    }
    return `version ${row.version_id}: its original is not the file that was imported`
  })
  yield look(db, 'images', 'SELECT hash, size, bytes FROM assets', (row) => {
    const bytes = row.bytes as Buffer
    return bytes.length === row.size && sha256(bytes) === row.hash
      ? undefined
      : `image ${row.hash}: its bytes are not the ones its name was made of`
  })
}

function look(
  db: Database,
  check: Check['check'],
  sql: string,
  problemIn: (row: Record<string, unknown>) => string | undefined
): Check {
  const result: Check = { check, checked: 0, problems: [] }
  for (const row of db.prepare<[], Record<string, unknown>>(sql).iterate()) {
    result.checked++
    const problem = problemIn(row)
    if (problem !== undefined) result.problems.push(problem)
  }
  return result
}

/**
 * Compares the search index with the library: the same articles, highlights and notes, each with as many
 * words as its text has now. The index must have caught up before.
 */
export function indexCheck(db: Database, library: Library): Check {
  const folder = library.readOnly ? join(library.file, '..') : library.folder
  const index = new SQLite(join(folder, INDEX_FILE), { readonly: true, fileMustExist: true })
  try {
    const indexed = new Map<string, string>()
    for (const row of index
      .prepare<[], { kind: number; id: string; title_length: number; body_length: number }>(
        'SELECT kind, id, title_length, body_length FROM docs'
      )
      .iterate()) {
      indexed.set(`${kindNames[row.kind]} ${row.id}`, `${row.title_length} ${row.body_length}`)
    }
    const result: Check = { check: 'index', checked: 0, problems: [] }
    const things = db.prepare<[], { kind: SearchKind; id: string }>(
      `SELECT 'article' AS kind, id FROM articles WHERE trashed_at IS NULL
       UNION ALL SELECT 'highlight', h.id FROM highlights h JOIN articles a ON a.id = h.article_id WHERE a.trashed_at IS NULL
       UNION ALL SELECT 'note', n.id FROM notes n JOIN articles a ON a.id = n.article_id WHERE a.trashed_at IS NULL
       UNION ALL SELECT 'notebook', id FROM notebooks`
    )
    for (const { kind, id } of things.all()) {
      result.checked++
      const key = `${kind} ${id}`
      const lengths = indexed.get(key)
      indexed.delete(key)
      const thing = readThing(db, kind, id)
      if (lengths === undefined) result.problems.push(`${key} is missing from the index`)
      else if (thing && lengths !== wordsIn(thing))
        result.problems.push(`${key} is in the index with another text`)
    }
    for (const key of indexed.keys()) result.problems.push(`${key} is in the index but not in the library`)
    return result
  } finally {
    index.close()
  }
}

function wordsIn(thing: NonNullable<ReturnType<typeof readThing>>): string {
  const counting = countWords(thing)
  for (let step = counting.next(); ; step = counting.next()) {
    if (step.done) return `${step.value.titleLength} ${step.value.bodyLength}`
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
