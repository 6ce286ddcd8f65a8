import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { PromptId } from '../../shared/cards.ts'
import { checkStart } from '../backups/check-rows.ts'
import { runBackupJob } from '../backups/run-backup-job.ts'
import { importAnki } from '../cards/anki.ts'
import { runExportWorker } from '../export/run-export-worker.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { LIBRARY_FILE } from './library-files.ts'
import { openBeside } from './open-beside.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.close())

const file = () => join(test.folder, LIBRARY_FILE)
const pragmas = (journal: string) => {
  const own = new SQLite(file())
  own.pragma(`journal_mode = ${journal}`)
  own.close()
  const db = openBeside(file())
  try {
    const read = (name: string) => db.pragma(name, { simple: true })
    return Object.fromEntries(
      ['journal_mode', 'synchronous', 'fullfsync', 'foreign_keys', 'trusted_schema', 'cell_size_check'].map(
        (name) => [name, read(name)]
      )
    )
  } finally {
    db.close()
  }
}

it('keeps the journal of the place, and everything else as durable as the app has it', async () => {
  await test.app.close()
  const same = { fullfsync: 1, foreign_keys: 1, trusted_schema: 0, cell_size_check: 1 }
  // 2 is FULL, 3 EXTRA.
  expect(pragmas('WAL')).toEqual({ ...same, journal_mode: 'wal', synchronous: 2 })
  expect(pragmas('DELETE')).toEqual({ ...same, journal_mode: 'delete', synchronous: 3 })
  expect(() => openBeside(join(test.folder, 'nothing.sqlite'))).toThrow()
})

it('leaves a library on a network drive with its rollback journal, whatever works on it beside the app', async () => {
  const articleId = await test.add('Tides\n\nThe sea comes and goes, and nobody asks it why.')
  const promptId = uuidv7() as PromptId
  const card = { front: 'What comes and goes?', back: 'The sea', picture: null, source: null, tags: [] }
  await test.call('cards.create', { promptId, kind: 'question', ...card })
  const zip = join(test.folder, 'library.zip')
  const deck = join(test.folder, 'cards.apkg')
  test.saveTo(zip)
  await test.call('exports.saveLibrary', {})
  test.saveTo(deck)
  await test.call('cards.exportAnki', { format: 'apkg' })
  await test.app.close()

  // What `openLibrary` does on such a place.
  const app = new SQLite(file())
  app.pragma('journal_mode = DELETE')
  app.close()
  // In the file's header: 1 is the rollback journal, 2 the log. A connection would only say what it knew before.
  const mode = () => readFileSync(file())[18]
  expect(mode()).toBe(1)
  const from = checkStart
  const check = await runBackupJob({ kind: 'check', libraryFile: file(), from, pause: 0, pages: true })
  expect(check.damages).toEqual([])
  expect(mode()).toBe(1)
  const damages = [{ kind: 'note' as const, id: uuidv7(), articleId }]
  await runBackupJob({ kind: 'mend', libraryFile: file(), libraryFolder: test.folder, damages })
  expect(mode()).toBe(1)
  await runExportWorker({ kind: 'save', libraryFile: file(), target: zip, lectern: '0.0.0' })
  await runExportWorker({ kind: 'restore', libraryFile: file(), path: zip })
  expect(mode()).toBe(1)
  const db = openBeside(file())
  const dialogs = { chooseOpen: async () => deck, chooseSave: async () => null }
  expect(await importAnki({ ...test.app.context, db }, dialogs)).not.toBeNull()
  db.close()
  expect(mode()).toBe(1)
})
