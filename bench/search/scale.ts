import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { LibrarySearch } from '../../src/main/search/library-search.ts'
import { type FixtureLibrary, fixtureLibrary } from '../../src/main/search/search-fixture.ts'
import { seededTexts } from '../window/seeded-library.ts'
import { table } from './collections.ts'
import type { Measured, Task } from './measure-engine.ts'
import { article, random } from './synthetic.ts'

const DEFAULT_QUERIES = 300

/** Words from titles and texts, one to four, as people search; a quarter unfinished, a tenth with a slip. */
export function queries(size: number): string[] {
  const next = random(99)
  return Array.from({ length: DEFAULT_QUERIES }, () => {
    const { title, text } = article(Math.floor(next() * size))
    const words = next() < 0.6 ? title.split(' ') : text.split(/\s+/)
    const from = Math.floor(next() * words.length)
    let query = words.slice(from, from + 1 + Math.floor(next() * 4)).join(' ')
    const way = next()
    if (way < 0.25) query = query.slice(0, Math.max(3, Math.ceil(query.length * 0.8)))
    else if (way < 0.35 && query.length > 6) query = query.slice(0, 3) + query.slice(4)
    return query
  })
}

const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0)
const ms = (value: number) => value.toFixed(1)

const HEAD = 'engine,articles,built/s,disk MB,memory MB,cold ms,update ms,p50 ms,p95 ms,p99 ms'.split(',')
const ABOUT = `Libraries of about 800 words an article (Zipf, seeded). Lectern answers with the passages of 20 hits,
FTS5 with 20 row numbers; both take the last word for a beginning. Cold: a new process, from opening the
index to the first answer. Memory: of that process after all queries, less what it had before.
`

/** Build, disk, memory, cold start, update and query times of libraries of the given sizes, beside FTS5. */
export async function benchScale(sizes: readonly number[]): Promise<void> {
  console.log(ABOUT)
  // Each size when it is done: the largest takes long.
  for (const size of sizes) {
    const texts = seededTexts(size)
    // The kept library stays as it is; what is measured goes into a folder of its own.
    const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'))
    copyFileSync(join(texts, 'library.sqlite'), join(folder, 'library.sqlite'))
    const library = fixtureLibrary(folder)
    try {
      const task: Task = { folder, size, queries: queries(size) }
      const built = { lectern: await buildLectern(library, size), fts5: buildFts5(library, folder, size) }
      print(size, built, { lectern: measure('lectern', task), fts5: measure('fts5', task) })
    } finally {
      library.close()
    }
  }
}

type Both<T> = Record<'lectern' | 'fts5', T>

function print(size: number, built: Both<Built>, measured: Both<Measured>): void {
  const of = (pick: (its: Measured) => number) => (pick(measured.lectern) / pick(measured.fts5)).toFixed(2)
  table(HEAD, [
    cells('Lectern', size, built.lectern, measured.lectern),
    cells('FTS5', size, built.fts5, measured.fts5),
    [
      'ratio',
      '',
      (built.lectern.perSecond / built.fts5.perSecond).toFixed(2),
      (built.lectern.disk / built.fts5.disk).toFixed(2),
      of((its) => its.memory),
      of((its) => its.cold),
      of((its) => its.update),
      of((its) => its.p50),
      of((its) => its.p95),
      of((its) => its.p99)
    ]
  ])
  const { related, worstBad } = measured.lectern
  console.log(
    `Lectern: related articles p50 ${ms(related.p50)} ms, p95 ${ms(related.p95)} ms; slowest bad query ${ms(worstBad.ms)} ms (${worstBad.name})\n`
  )
}

interface Built {
  perSecond: number
  /** Bytes. */
  disk: number
}

function cells(engine: string, size: number, built: Built, its: Measured): string[] {
  return [
    engine,
    String(size),
    built.perSecond.toFixed(0),
    megabytes(built.disk),
    megabytes(its.memory),
    its.cold.toFixed(0),
    ...[its.update, its.p50, its.p95, its.p99].map(ms)
  ]
}

/** Runs `measure-engine.ts` in a process of its own, so that one engine's caches and memory are not the other's. */
function measure(engine: 'lectern' | 'fts5', task: Task): Measured {
  const file = join(task.folder, 'task.json')
  writeFileSync(file, JSON.stringify(task))
  const script = fileURLToPath(new URL('measure-engine.ts', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, engine, file], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`Measuring ${engine} failed:\n${stderr}`)
  return JSON.parse(stdout) as Measured
}

async function buildLectern(library: FixtureLibrary, size: number): Promise<Built> {
  const began = performance.now()
  const search = new LibrarySearch({ ...library, onStatus: () => undefined })
  await search.caughtUp()
  const perSecond = size / ((performance.now() - began) / 1000)
  await search.close()
  return { perSecond, disk: statSync(library.indexFile).size }
}

function buildFts5(library: FixtureLibrary, folder: string, size: number): Built {
  const file = join(folder, 'fts.sqlite')
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  // Contentless: the texts are in the library, as they are for us.
  db.exec("CREATE VIRTUAL TABLE t USING fts5 (title, text, content = '', tokenize = 'porter unicode61')")
  const began = performance.now()
  const insert = db.prepare('INSERT INTO t (rowid, title, text) VALUES (?, ?, ?)')
  const texts = library.db
    .prepare(
      'SELECT a.title, v.text FROM articles a JOIN article_versions v ON v.id = a.current_version_id LIMIT ?'
    )
    .raw()
    .iterate(size) as IterableIterator<[string, string]>
  let row = 0
  db.transaction(() => {
    for (const [title, text] of texts) insert.run(++row, title, text)
  })()
  const perSecond = size / ((performance.now() - began) / 1000)
  db.close()
  return { perSecond, disk: statSync(file).size }
}
