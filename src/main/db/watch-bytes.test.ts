import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { LIBRARY_FILE } from './library-files.ts'
import { openLibrary } from './open-library.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-bytes-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))
const file = () => join(folder, LIBRARY_FILE)

/** Puts other bytes into the file where it lies, as a program does that knows nothing of SQLite. */
function writeOver(bytes: Uint8Array): void {
  const handle = openSync(file(), 'r+')
  writeSync(handle, bytes, 0, bytes.length, 0)
  closeSync(handle)
}

// Windows is not looked at.
describe.skipIf(process.platform === 'win32')('bytes written into the open file where it lies', () => {
  let test: TestApp
  let other: Uint8Array
  beforeEach(async () => {
    const elsewhere = testApp()
    await elsewhere.add('Tides\n\nThe sea comes and goes.')
    await elsewhere.app.close()
    other = readFileSync(join(elsewhere.folder, LIBRARY_FILE))
    test = testApp({ folder })
    await test.add('Hills\n\nThe hills stay where they are.', 'hills.txt')
  })
  afterEach(() => test.app.close())

  it.each([
    ['what was saved is in the file', (): unknown => test.app.context.db.pragma('wal_checkpoint(TRUNCATE)')],
    ['what was saved is in the log', (): unknown => undefined]
  ])('keep anything from being saved, where %s', async (_, put) => {
    put()
    await expect(test.add('One\n\nThe first of two more.', 'one.txt')).resolves.toBeTruthy()
    put()
    await wait(500)
    writeOver(other)
    await expect(test.add('Two\n\nThe second of two more.', 'two.txt')).rejects.toMatchObject({
      code: 'not-found'
    })
    // Not only once, whatever SQLite does with the file from now on.
    test.app.context.db.pragma('wal_checkpoint(TRUNCATE)')
    await expect(test.add('Two\n\nThe second of two more.', 'two.txt')).rejects.toMatchObject({
      code: 'not-found'
    })
  })

  it('are no alarm when they are the same, whatever the file says of when it was written', async () => {
    await wait(500)
    utimesSync(file(), new Date(), new Date(2000, 1, 1))
    await wait(500)
    const same = readFileSync(file())
    writeOver(same)
    await expect(test.add('Two\n\nThe second of two.', 'two.txt')).resolves.toBeTruthy()
  })
})

it('is no alarm whatever other programs write and put into the file, and wherever they are killed', async () => {
  const library = openLibrary(folder)
  copyFileSync(file(), join(folder, 'beside.sqlite'))
  const program = `
    import SQLite from ${JSON.stringify(join(import.meta.dirname, '../../../node_modules/better-sqlite3/lib/index.js'))}
    const db = new SQLite(${JSON.stringify(file())}, { timeout: 10000 })
    db.pragma('wal_autocheckpoint = ' + Math.ceil(Math.random() * 40))
    const modes = ['PASSIVE', 'FULL', 'RESTART', 'TRUNCATE']
    for (;;) {
      db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run(crypto.randomUUID(), 'x'.repeat(Math.random() * 9000))
      if (Math.random() < 0.2) db.prepare("DELETE FROM meta WHERE key <> 'library_id' AND random() % 2 = 0").run()
      if (Math.random() < 0.3) db.pragma('wal_checkpoint(' + modes[Math.floor(Math.random() * 4)] + ')')
      if (Math.random() < 0.02) db.exec('VACUUM')
    }`
  let looks = 0
  let puts = 0
  let kills = 0
  let isOver = false
  const writers = [1, 2].map(async () => {
    while (!isOver) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
        env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
      })
      const over = once(child, 'exit')
      await wait(300 + Math.random() * 700)
      child.kill('SIGKILL')
      await over
      kills++
    }
  })
  try {
    const changes = library.db.prepare('PRAGMA data_version').pluck()
    for (let last = changes.get(); kills < 12 || puts < 200 || looks < 2000; ) {
      expect(library.isInPlace(), `after ${looks} looks`).toBe(true)
      looks++
      const now = changes.get()
      if (now !== last) puts++
      last = now
      if (looks % 50 === 0) await wait(1)
    }
  } finally {
    isOver = true
    await Promise.all(writers)
    library.close()
  }
})
