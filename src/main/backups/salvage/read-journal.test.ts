import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NoteId } from '../../../shared/values.ts'
import { LIBRARY_FILE, REPAIRED_FILE } from '../../db/library-files.ts'
import { openLibrary } from '../../db/open-library.ts'
import { type TestApp, testApp } from '../../testing/test-app.ts'
import { repairLibrary } from '../repair-library.ts'
import { readJournal } from './read-journal.ts'

let test: TestApp
const words = (at: number) => `${at}: the words of before. ${'They are many. '.repeat(40)}`
const library = () => join(test.folder, LIBRARY_FILE)
const notesIn = (file: string) => {
  const db = new SQLite(file, { readonly: true })
  try {
    return db.prepare<[], string>('SELECT body FROM notes').pluck().all().sort()
  } finally {
    db.close()
  }
}
let before: string[]

/** A closed library as a power cut leaves it on a network drive, halfway through writing over its notes. */
beforeEach(async () => {
  test = testApp()
  for (let at = 0; at < 60; at++) {
    const articleId = await test.add(`Tides ${at}\n\nThe sea of day ${at} comes and goes.`)
    const note = { id: v7() as NoteId, articleId, highlightId: null, body: words(at) }
    await test.call('notes.save', note)
  }
  await test.app.close()
  before = notesIn(library())
  const db = new SQLite(library())
  db.pragma('journal_mode = DELETE')
  // What does not fit is written into the file before the transaction is over.
  db.pragma('cache_size = 10')
  db.exec("BEGIN; INSERT INTO meta (key, value) VALUES ('filling', hex(randomblob(200000)))")
  db.exec("UPDATE notes SET body = replace(body, 'before', 'aftermath'), updated_at = 7")
  for (const end of ['', '-journal']) copyFileSync(library() + end, `${library()}.cut${end}`)
  db.exec('ROLLBACK')
  db.close()
  for (const end of ['', '-journal']) copyFileSync(`${library()}.cut${end}`, library() + end)
  expect(readFileSync(library()).includes('aftermath')).toBe(true)
})
afterEach(() => {
  rmSync(library(), { force: true })
  return test.close()
})

const tearFirstPage = () => {
  const bytes = readFileSync(library())
  writeFileSync(library(), bytes.fill(0, 0, 512))
}
const repaired = () => {
  const report = repairLibrary(test.folder)
  return { report, notes: notesIn(join(test.folder, REPAIRED_FILE)) }
}

describe('the journal of a transaction that was interrupted', () => {
  it('is heeded by a repair: what was half written is as it was', () => {
    tearFirstPage()
    const { report, notes } = repaired()
    expect(notes).toEqual(before)
    expect(report).toMatchObject({ articles: 60, notes: 60, mended: 0, damaged: 0 })
    // The damaged library is only read.
    expect(existsSync(`${library()}-journal`)).toBe(true)
  })

  it('brings a library back by itself whose first page was torn', () => {
    tearFirstPage()
    openLibrary(test.folder).close()
    expect(notesIn(library())).toEqual(before)
  })

  it('is nothing to go by once it was done with, and up to where it was written otherwise', () => {
    const journal = `${library()}-journal`
    const whole = readJournal(journal)!
    expect(whole.pages.size).toBeGreaterThan(5)
    const bytes = readFileSync(journal)
    const [first, second] = [...whole.pages.values()]
    const start = bytes.indexOf(second!)
    const upToIt = [[...whole.pages.keys()][0]]
    expect(first).not.toEqual(second)
    // A record whose page is another than the one it was made of.
    const torn = Buffer.from(bytes)
    torn[start + whole.pageSize - 200]! ^= 1
    writeFileSync(journal, torn)
    expect([...readJournal(journal)!.pages.keys()]).toEqual(upToIt)
    writeFileSync(journal, bytes)
    truncateSync(journal, start + 100)
    expect([...readJournal(journal)!.pages.keys()]).toEqual(upToIt)
    // As SQLite leaves one that it keeps.
    writeFileSync(journal, Buffer.from(bytes).fill(0, 0, 28))
    expect(readJournal(journal)).toBeUndefined()
    writeFileSync(journal, '')
    expect(readJournal(journal)).toBeUndefined()
    rmSync(journal)
    expect(readJournal(journal)).toBeUndefined()
  })
})
