import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { v7 } from 'uuid'
import { type TestApp, testApp } from '../src/main/testing/test-app.ts'
import type { ArticleId, HighlightId } from '../src/shared/values.ts'

/**
 * What the reader waits for in main, each beside the least it could cost in the same run: a durable
 * write beside a bare SQLite insert with the same settings, a page of a large library beside a page of a
 * small one, an import beside reading the same files. `npm run bench -- library`
 */
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const p95 = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]!
const line = (what: string, ours: number[], peer: string, theirs: number[]) =>
  console.log(
    `${what.padEnd(44)} p50 ${median(ours).toFixed(2).padStart(8)} ms  p95 ${p95(ours).toFixed(2).padStart(8)} ms   ${(median(ours) / median(theirs)).toFixed(2).padStart(6)} x ${peer} (${median(theirs).toFixed(2)} ms)`
  )

async function timed(times: number, act: (n: number) => unknown): Promise<number[]> {
  const results: number[] = []
  for (let n = 0; n < times; n++) {
    const start = performance.now()
    await act(n)
    results.push(performance.now() - start)
  }
  return results
}

const scratch = mkdtempSync(join(tmpdir(), 'lectern-bench-'))

/** Rows as an import makes them, with plain SQL, so that a large library is there in seconds. */
function fill(test: TestApp, model: ArticleId, count: number): void {
  const { db } = test.app.context
  const article = db.prepare('SELECT * FROM articles WHERE id = ?').get(model) as Record<string, unknown>
  const version = db.prepare('SELECT * FROM article_versions WHERE article_id = ?').get(model) as Record<
    string,
    unknown
  >
  const into = (table: string, row: Record<string, unknown>) =>
    db.prepare(
      `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
        .map((name) => `@${name}`)
        .join(', ')})`
    )
  const [addArticle, addVersion] = [into('articles', article), into('article_versions', version)]
  db.transaction(() => {
    for (let n = 0; n < count; n++) {
      const [id, versionId] = [v7(), v7()]
      addArticle.run({
        ...article,
        id,
        current_version_id: versionId,
        title: `Article ${n}`,
        added_at: n + 1
      })
      addVersion.run({ ...version, id: versionId, article_id: id, hash: `${n}` })
    }
  })()
}

async function pages(count: number): Promise<number[]> {
  const test = testApp({ indexing: true })
  const model = await test.add('A model article\n\nWith a paragraph of some words that stand for many.')
  fill(test, model, count)
  const results = await timed(60, (n) =>
    test.call('articles.list', {
      filter: { state: 'later' },
      sort: 'added',
      descending: true,
      page: { offset: (n * 100) % Math.max(1, count - 100), limit: 100 }
    })
  )
  await test.close()
  return results
}

// A durable write: one highlight through dispatch (checked, journaled, marked for the index).
{
  const test = testApp({ indexing: true })
  const articleId = await test.add(`Marks\n\n${'Some words to mark again and again. '.repeat(300)}`)
  const { version } = await test.call('reading.open', { articleId })
  const { text } = await test.call('reading.text', {
    versionId: version.id,
    start: 0,
    end: version.textLength
  })
  const ours = await timed(300, (n) =>
    test.call('highlights.create', {
      id: v7() as HighlightId,
      articleId,
      versionId: version.id,
      start: n * 20,
      end: n * 20 + 19,
      exact: text.slice(n * 20, n * 20 + 19),
      color: 'yellow'
    })
  )
  const bare = new SQLite(join(scratch, 'bare.sqlite'))
  bare.pragma('journal_mode = WAL')
  bare.pragma('synchronous = FULL')
  bare.exec('CREATE TABLE marks (id TEXT PRIMARY KEY, exact TEXT) STRICT')
  const insert = bare.prepare('INSERT INTO marks VALUES (?, ?)')
  const theirs = await timed(300, (n) => insert.run(v7(), text.slice(n * 20, n * 20 + 19)))
  bare.close()
  line('a highlight, saved durably', ours, 'a bare durable insert', theirs)
  const undo = await timed(100, () => test.call('history.undo', {}))
  line('undo', undo, 'a bare durable insert', theirs)
  await test.close()
}

// A page of the library.
const small = await pages(200)
for (const count of [10_000, 50_000]) {
  line(`100 rows of a library of ${count}`, await pages(count), 'of a library of 200', small)
}

// An import, beside reading the bytes.
{
  const test = testApp({ indexing: true })
  const paths = Array.from({ length: 300 }, (_, n) => {
    const path = join(scratch, `article${n}.txt`)
    writeFileSync(
      path,
      `Article ${n}\n\n${`A paragraph that belongs to article ${n} and to no other. `.repeat(60)}`
    )
    return path
  })
  const theirs = await timed(300, (n) => readFileSync(paths[n]!))
  await test.call('imports.files', { batchId: crypto.randomUUID(), paths: paths.slice(0, 20) })
  const start = performance.now()
  await test.call('imports.files', { batchId: crypto.randomUUID(), paths: paths.slice(20) })
  const each = (performance.now() - start) / 280
  line('one text file of 600 words imported', [each], 'reading the file', theirs)
  console.log(`${''.padEnd(44)} ${Math.round(1000 / each)} files a second`)
  await test.close()
}
rmSync(scratch, { recursive: true, force: true })
process.exit(0)
