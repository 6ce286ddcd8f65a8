/**
 * Opens one engine over a library that has been built, asks it, and prints what was measured as JSON:
 *   measure-engine.ts lectern|fts5 task.json
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { badQueries } from '../../src/main/search/bad-queries.ts'
import { LibrarySearch } from '../../src/main/search/library-search.ts'
import { fixtureLibrary } from '../../src/main/search/search-fixture.ts'
import type { RelatedRequest } from '../../src/shared/search.ts'
import { percentile } from './collections.ts'
import { ftsQuery } from './engines.ts'
import { article } from './synthetic.ts'

export interface Task {
  folder: string
  size: number
  queries: string[]
}

/** Times in ms, memory in bytes. */
export interface Measured {
  cold: number
  memory: number
  update: number
  p50: number
  p95: number
  p99: number
  related: { p50: number; p95: number }
  worstBad: { ms: number; name: string }
}

const UPDATES = 20
const LIMIT = 20

const [engine, file = ''] = process.argv.slice(2)
const task = JSON.parse(readFileSync(file, 'utf8')) as Task
const bare = process.memoryUsage().rss
console.log(JSON.stringify(engine === 'lectern' ? await measureLectern(task) : measureFts5(task)))

function time(work: () => void): number {
  const began = performance.now()
  work()
  return performance.now() - began
}

function spread(times: readonly number[]): Pick<Measured, 'p50' | 'p95' | 'p99'> {
  return { p50: percentile(times, 0.5), p95: percentile(times, 0.95), p99: percentile(times, 0.99) }
}

async function measureLectern({ folder, size, queries }: Task): Promise<Measured> {
  const libraryFile = join(folder, 'library.sqlite')
  const began = performance.now()
  const search = new LibrarySearch({
    libraryFile,
    indexFile: join(folder, 'search.sqlite'),
    onStatus: () => undefined
  })
  const ask = (query: string) => search.query({ query, limit: LIMIT }, () => false)
  ask(queries[0] ?? '')
  const cold = performance.now() - began
  await search.caughtUp()
  const times = queries.map((query) => time(() => ask(query)))
  const memory = process.memoryUsage().rss - bare

  const library = fixtureLibrary(folder)
  const ids = library.db
    .prepare('SELECT id FROM articles ORDER BY id LIMIT 40 OFFSET ?')
    .pluck()
    .all(Math.floor(size / 2)) as RelatedRequest['articleId'][]
  const related = ids.map((articleId) => time(() => search.related({ articleId }, () => false)))
  let worstBad = { ms: 0, name: '' }
  for (const [name, query] of badQueries) {
    const took = time(() => ask(query))
    if (took > worstBad.ms) worstBad = { ms: took, name }
  }
  const updates: number[] = []
  for (let at = 0; at < UPDATES; at++) {
    library.addArticle({ ...article(size + at), language: 'en' })
    const one = performance.now()
    await search.caughtUp()
    updates.push(performance.now() - one)
  }
  await search.close()
  library.db.close()
  return {
    cold,
    memory,
    update: percentile(updates, 0.5),
    ...spread(times),
    related: spread(related),
    worstBad
  }
}

/** FTS5 in a file of its own, answering row numbers only. */
function measureFts5({ folder, size, queries }: Task): Measured {
  const began = performance.now()
  const db = new Database(join(folder, 'fts.sqlite'))
  const select = db.prepare('SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 2.0, 1.0) LIMIT ?')
  const ask = (query: string) => {
    // The same as-you-type help as ours: the last word may go on.
    const match = ftsQuery(query)
    if (match !== '') select.all(query.endsWith(' ') ? match : `${match}*`, LIMIT)
  }
  ask(queries[0] ?? '')
  const cold = performance.now() - began
  const times = queries.map((query) => time(() => ask(query)))
  const memory = process.memoryUsage().rss - bare
  const update = db.prepare('INSERT INTO t (rowid, title, text) VALUES (?, ?, ?)')
  const updates = Array.from({ length: UPDATES }, (_, at) => {
    const { title, text } = article(size + at)
    return time(() => update.run(size + at + 1, title, text))
  })
  db.close()
  return {
    cold,
    memory,
    update: percentile(updates, 0.5),
    ...spread(times),
    related: { p50: 0, p95: 0 },
    worstBad: { ms: 0, name: '' }
  }
}
