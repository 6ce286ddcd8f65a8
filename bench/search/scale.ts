import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { LibrarySearch } from '../../src/main/search/library-search.ts'
import { type FixtureLibrary, fixtureLibrary } from '../../src/main/search/search-fixture.ts'
import { percentile, table } from './collections.ts'
import { ftsQuery } from './engines.ts'
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

/** Build, memory, disk, cold start, update and query times of libraries of the given sizes, beside FTS5. */
export async function benchScale(sizes: readonly number[]): Promise<void> {
  const rows: string[][] = []
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-bench-'))
    const library = fixtureLibrary(folder)
    library.db.pragma('synchronous = OFF')
    for (let from = 0; from < size; from += 1000) {
      library.db.transaction(() => {
        for (let at = from; at < Math.min(size, from + 1000); at++)
          library.addArticle({ ...article(at), language: 'en' })
      })()
      // Long work: say how far it is.
      if (size > 20_000 && from % 10_000 === 0) console.log(`  writing ${from} of ${size} articles`)
    }
    rows.push(await lecternRow(library, size), ftsRow(library, folder, size))
    library.close()
    rmSync(folder, { recursive: true, force: true })
  }
  console.log(
    'Libraries of about 800 words an article (Zipf, seeded); Lectern answers with passages of 20 hits'
  )
  table(
    [
      'engine',
      'articles',
      'built/s',
      'disk MB',
      'heap+ext MB',
      'cold ms',
      'update ms',
      'p50 ms',
      'p95 ms',
      'p99 ms'
    ],
    rows
  )
}

async function lecternRow(library: FixtureLibrary, size: number): Promise<string[]> {
  let began = performance.now()
  let search = new LibrarySearch({ ...library, onStatus: () => undefined })
  await search.caughtUp()
  const built = size / ((performance.now() - began) / 1000)
  await search.close()
  const disk = statSync(library.indexFile).size

  // Caches of the analyser stay warm in this process; the file and the index are opened anew.
  const all = queries(size)
  began = performance.now()
  search = new LibrarySearch({ ...library, onStatus: () => undefined })
  search.query({ query: all[0] ?? '', limit: 20 }, () => false)
  const cold = performance.now() - began
  await search.caughtUp()

  const times: number[] = []
  for (const query of all) {
    const one = performance.now()
    search.query({ query, limit: 20 }, () => false)
    times.push(performance.now() - one)
  }
  const updates: number[] = []
  for (let at = 0; at < 20; at++) {
    library.addArticle({ ...article(size + at), language: 'en' })
    const one = performance.now()
    await search.caughtUp()
    updates.push(performance.now() - one)
  }
  const { heapUsed, external } = process.memoryUsage()
  await search.close()
  return [
    'Lectern',
    String(size),
    built.toFixed(0),
    megabytes(disk),
    megabytes(heapUsed + external),
    cold.toFixed(0),
    percentile(updates, 0.5).toFixed(1),
    ...[0.5, 0.95, 0.99].map((p) => percentile(times, p).toFixed(1))
  ]
}

/** FTS5 in a file of its own, answering ids and titles only. */
function ftsRow(library: FixtureLibrary, folder: string, size: number): string[] {
  const file = join(folder, 'fts.sqlite')
  let db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL')
  // Contentless: the texts are in the library, as they are for us.
  db.exec("CREATE VIRTUAL TABLE t USING fts5 (title, text, content = '', tokenize = 'porter unicode61')")
  let began = performance.now()
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
  const built = size / ((performance.now() - began) / 1000)
  db.close()
  const disk = statSync(file).size
  const all = queries(size)
  began = performance.now()
  db = new Database(file)
  const select = db.prepare('SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 2.0, 1.0) LIMIT 20')
  const run = (query: string) => {
    // The same as-you-type help as ours: the last word may go on.
    const match = ftsQuery(query)
    if (match !== '') select.all(query.endsWith(' ') ? match : `${match}*`)
  }
  run(all[0] ?? '')
  const cold = performance.now() - began
  const times = all.map((query) => {
    const one = performance.now()
    run(query)
    return performance.now() - one
  })
  const update = db.prepare('INSERT INTO t (rowid, title, text) VALUES (?, ?, ?)')
  const updates = Array.from({ length: 20 }, (_, at) => {
    const { title, text } = article(size + at)
    const one = performance.now()
    update.run(size + at + 1, title, text)
    return performance.now() - one
  })
  db.close()
  return [
    'FTS5',
    String(size),
    built.toFixed(0),
    megabytes(disk),
    '',
    cold.toFixed(0),
    percentile(updates, 0.5).toFixed(1),
    ...[0.5, 0.95, 0.99].map((p) => percentile(times, p).toFixed(1))
  ]
}
