/**
 * What backups and checks cost the one who writes: npm run bench -- backups [articles, 400 by default]
 * Prints how long saving a note takes while nothing else happens, while a backup is made, and while the whole
 * library is checked; and the longest the thread of the window's calls was held.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { makeLibrary } from '../src/main/testing/durability/corruptions.ts'
import { testApp } from '../src/main/testing/test-app.ts'
import type { ArticleId, NoteId } from '../src/shared/values.ts'

const articles = Number(process.argv[2] ?? 400)
const folder = mkdtempSync(join(tmpdir(), 'lectern-backups-bench-'))
await makeLibrary(folder, articles)
const test = testApp({ folder, indexing: true })
const articleId = test.app.context.db.prepare('SELECT id FROM articles LIMIT 1').pluck().get() as ArticleId

/** Saves notes until `until` settles, at least fifty. @returns milliseconds of each, and the longest turn of the loop */
async function write(
  until: Promise<unknown>
): Promise<{ times: number[]; longestTurn: number; took: number }> {
  const times: number[] = []
  let isOver = false
  let longestTurn = 0
  const began = performance.now()
  void until.finally(() => {
    isOver = true
  })
  while (!isOver || times.length < 50) {
    const start = performance.now()
    await test.call('notes.save', { id: v7() as NoteId, articleId, highlightId: null, body: `Note ${v7()}` })
    times.push(performance.now() - start)
    const turn = performance.now()
    await new Promise((resolve) => setTimeout(resolve, 2))
    longestTurn = Math.max(longestTurn, performance.now() - turn)
  }
  return { times: times.sort((a, b) => a - b), longestTurn, took: performance.now() - began }
}
const at = (times: readonly number[], share: number) => times[Math.floor((times.length - 1) * share)] ?? 0

await write(Promise.resolve())
const idle = await write(new Promise((resolve) => setTimeout(resolve, 3000)))
const backup = await write(test.app.keeper.backup('manual', true))
const check = await write(test.app.keeper.check())
const size = statSync(test.app.libraryFile).size / 1e6
console.log(`${articles} articles, ${size.toFixed(0)} MB`)
for (const [name, { times, longestTurn, took }] of Object.entries({ idle, backup, check })) {
  console.log(
    `${name.padEnd(6)} ${times.length} notes saved: median ${at(times, 0.5).toFixed(1)} ms, 99 % within ${at(times, 0.99).toFixed(1)} ms (${(at(times, 0.99) / at(idle.times, 0.99)).toFixed(2)} × idle), longest turn ${longestTurn.toFixed(0)} ms, took ${(took / 1000).toFixed(1)} s`
  )
}
await test.app.close()
rmSync(folder, { recursive: true, force: true })
