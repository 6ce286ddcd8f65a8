/**
 * As many files as one import brings in, read to the end:
 *   npm run torture -- many-files [files, 100,000 by default]
 * Each is an article afterwards, nothing that was there has changed, and main was free all the time.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { libraryChecks } from '../src/main/cli/verify-library.ts'
import { testApp } from '../src/main/testing/test-app.ts'

const files = Number(process.argv[2] ?? 100_000)
const wrong: string[] = []
const demand = (what: string, holds: boolean) => {
  if (!holds) wrong.push(what)
}
const test = testApp({ indexing: true })
const { db } = test.app.context
const first = await test.add('A first article\n\nWith a paragraph that must stay as it is.', 'first.txt')
const before = JSON.stringify(await test.call('articles.get', { articleId: first }))
const folder = join(test.folder, 'many')
for (let at = 0; at < files; at++) {
  const part = join(folder, String(at % 100))
  if (at < 100) mkdirSync(part, { recursive: true })
  writeFileSync(join(part, `${at}.txt`), `Paper ${at}\n\nThe words of paper ${at} are its own.\n`)
}
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
const began = performance.now()
const { results, stopped } = await test.call('imports.files', {
  batchId: crypto.randomUUID(),
  paths: [folder]
})
const took = performance.now() - began
delay.disable()
const added = results.filter(({ status }) => status === 'added').length
console.log(
  `${files} files: ${results.length} results, ${added} added, ${Math.round(took / 1000)} s (${(took / files).toFixed(1)} ms each), main never away for longer than ${Math.round(delay.max / 1e6)} ms`
)
demand('not all were added', added === files && results.length === files && !stopped)
demand(
  'not all are there',
  db.prepare("SELECT count(DISTINCT title) FROM articles WHERE title LIKE 'Paper %'").pluck().get() === files
)
demand(
  'the first is another',
  JSON.stringify(await test.call('articles.get', { articleId: first })) === before
)
for (const { check, problems } of libraryChecks(db)) demand(`${check}: ${problems[0]}`, problems.length === 0)
demand('bugs', test.bugs.length === 0)
// One step of undo, however many they are.
const undone = performance.now()
await test.call('history.undo', {})
const { all, trashed } = await test.call('articles.counts', {})
console.log(
  `taken back in ${Math.round((performance.now() - undone) / 1000)} s: ${all} left, ${trashed} in the Trash`
)
demand('undo', all === 1 && trashed === files)
await test.app.close()
rmSync(test.folder, { recursive: true, force: true })
console.log(wrong.length === 0 ? 'all well' : `FAILED: ${wrong.join('; ')}`)
process.exit(wrong.length === 0 ? 0 : 1)
