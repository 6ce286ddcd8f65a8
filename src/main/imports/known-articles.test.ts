import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { LibraryEntry } from '../import/library/library-entry.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { knownArticles } from './known-articles.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.close())

const entry = (url: string) => ({ url, title: '', byline: '', articleId: null }) as LibraryEntry

it('knows every article, in however many turns the library is read, and rather one that is not in the Trash', async () => {
  const path = join(test.folder, 'pocket.csv')
  const rows = Array.from({ length: 7 }, (_, at) => `Page ${at},https://example.org/${at},1600000000,,unread`)
  writeFileSync(path, `title,url,time_added,tags,status\n${rows.join('\n')}`)
  const batchId = crypto.randomUUID()
  await test.call('libraryImports.plan', { batchId, path })
  await test.call('libraryImports.run', { batchId })
  const { db } = test.app.context
  const ids = db.prepare<[], string>('SELECT id FROM articles ORDER BY id').pluck().all()
  // The first is in the Trash, and has the address of the last.
  db.prepare("UPDATE articles SET trashed_at = 1, url = 'https://example.org/6' WHERE id = ?").run(ids[0])
  for (const atOnce of [2, 3, 500]) {
    const known = await knownArticles(db, atOnce)
    for (const at of [1, 2, 3, 4, 5, 6]) expect(known.find(entry(`https://example.org/${at}`))).toBe(ids[at])
    expect(known.find(entry('https://example.org/0'))).toBeUndefined()
    expect(known.isTrashed(ids[0] as never)).toBe(true)
  }
})
