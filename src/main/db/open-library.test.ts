import { createHash } from 'node:crypto'
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { smallDisk } from '../testing/durability/full-disk.ts'
import { APPLICATION_ID, LIBRARY_FILE } from './library-files.ts'
import { openLibrary } from './open-library.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-open-'))
})
afterEach(() => {
  chmodSync(folder, 0o700)
  rmSync(folder, { recursive: true, force: true })
})
const file = () => join(folder, LIBRARY_FILE)
const hash = () => createHash('sha256').update(readFileSync(file())).digest('hex')

const disk = smallDisk(4)
afterAll(() => disk?.remove())

describe('openLibrary', () => {
  it('makes a library with the durable settings, and finds it again', () => {
    const made = openLibrary(folder)
    expect(made.created).toBe(true)
    const pragma = (name: string) => made.db.pragma(name, { simple: true })
    expect(pragma('journal_mode')).toBe('wal')
    expect(pragma('synchronous')).toBe(2)
    expect(pragma('foreign_keys')).toBe(1)
    expect(pragma('trusted_schema')).toBe(0)
    expect(pragma('application_id')).toBe(APPLICATION_ID)
    const id = made.libraryId
    made.close()
    const again = openLibrary(folder)
    expect(again).toMatchObject({ created: false, libraryId: id, readOnly: false })
    again.close()
  })

  it('finishes a library whose making was interrupted', () => {
    const db = new SQLite(file())
    db.pragma('journal_mode = WAL')
    db.close()
    const library = openLibrary(folder)
    expect(library.db.pragma('user_version', { simple: true })).toBeGreaterThan(0)
    library.close()
  })

  it.each([
    ['damaged', () => writeFileSync(file(), '')],
    ['not-a-library', () => writeFileSync(file(), 'Dear diary, this is no database at all.')],
    ['not-a-library', () => mkdirSync(file())],
    [
      'not-a-library',
      () => {
        const db = new SQLite(file())
        db.exec('CREATE TABLE recipes (name TEXT)')
        db.close()
      }
    ],
    [
      'newer-library',
      () => {
        const library = openLibrary(folder)
        library.db.pragma('user_version = 9999')
        // So that configuring the file before looking at it would be seen.
        library.db.pragma('journal_mode = DELETE')
        library.close()
      }
    ]
  ] as const)('refuses with “%s” and leaves the file as it is', (code, prepare) => {
    prepare()
    const before = code === 'not-a-library' || code === 'damaged' ? undefined : hash()
    expect(() => openLibrary(folder)).toThrow(expect.objectContaining({ code }))
    if (before) expect(hash()).toBe(before)
  })

  it('leaves the bytes of a foreign database untouched', () => {
    const db = new SQLite(file())
    db.exec('CREATE TABLE recipes (name TEXT)')
    db.close()
    const before = hash()
    expect(() => openLibrary(folder)).toThrow()
    expect(hash()).toBe(before)
  })

  it.each([
    ['the index', () => writeFileSync(join(folder, 'search.sqlite'), 'index')],
    ['its log', () => writeFileSync(`${file()}-wal`, 'log')],
    ['the backups', () => mkdirSync(join(folder, 'backups'))]
  ])('does not put an empty library where the file is missing, and only %s is there', (_, leave) => {
    leave()
    expect(() => openLibrary(folder)).toThrow(expect.objectContaining({ code: 'not-found' }))
    expect(() => readFileSync(file())).toThrow()
  })

  // Root may write anywhere, so this can only be seen as another user.
  it.skipIf(process.getuid?.() === 0)('reads a library on a read-only place from a copy', () => {
    openLibrary(folder).close()
    chmodSync(file(), 0o400)
    chmodSync(folder, 0o500)
    const library = openLibrary(folder)
    expect(library.readOnly).toBe(true)
    expect(() => library.db.exec("INSERT INTO meta VALUES ('a', 'b')")).toThrow()
    library.close()
  })

  it('says plainly when the disk is full, and keeps what was saved', () => {
    const library = openLibrary(folder)
    const pages = library.db.pragma('page_count', { simple: true }) as number
    library.db.pragma(`max_page_count = ${pages + 1}`)
    const write = library.db.prepare('INSERT INTO meta VALUES (?, ?)')
    write.run('small', 'x')
    expect(() => write.run('large', 'x'.repeat(1_000_000))).toThrow(
      expect.objectContaining({ code: 'SQLITE_FULL' })
    )
    expect(library.db.prepare("SELECT value FROM meta WHERE key = 'small'").pluck().get()).toBe('x')
    library.close()
  })

  it.skipIf(!disk)(
    'leaves nothing of a library that could not be made, so that it can be made the next time',
    () => {
      const filler = join(disk!.path, 'filler')
      const { bavail, bsize } = statfsSync(disk!.path)
      writeFileSync(filler, Buffer.alloc(bavail * bsize, 1))
      const place = join(disk!.path, 'library')
      expect(() => openLibrary(place)).toThrow(expect.objectContaining({ code: 'disk-full' }))
      rmSync(filler)
      const library = openLibrary(place)
      expect(library.created).toBe(true)
      library.close()
    }
  )

  it('writes nothing into a copy', () => {
    openLibrary(folder).close()
    const copy = openLibrary(folder, { copy: true })
    expect(copy.readOnly).toBe(true)
    expect(() => copy.db.exec("INSERT INTO meta VALUES ('a', 'b')")).toThrow('readonly')
    copy.close()
  })

  it('records nothing for undo that nobody asked to, whatever a crash left', () => {
    const library = openLibrary(folder)
    library.db.exec(`INSERT INTO undo_steps (id, label, created_at, updated_at) VALUES (7, 'x', 1, 1);
      UPDATE undo_recording SET step_id = 7`)
    library.close()
    const again = openLibrary(folder)
    again.db.exec("INSERT INTO saved_searches VALUES ('s', 'Sea', 'sea', 0, 1, 1, 'd')")
    expect(again.db.prepare('SELECT count(*) FROM undo_rows').pluck().get()).toBe(0)
    again.close()
  })

  it('reads in a copy what was saved, not what a crash left half written where there is no log', () => {
    openLibrary(folder).close()
    const writer = new SQLite(file())
    writer.pragma('journal_mode = DELETE')
    writer.pragma('cache_size = 5')
    const write = writer.prepare('INSERT OR REPLACE INTO meta VALUES (?, ?)')
    const writeAll = (what: string) => {
      for (let at = 0; at < 200; at++) write.run(`row ${at}`, what.repeat(2000))
    }
    writer.transaction(() => writeAll('a'))()
    writer.exec('BEGIN')
    writeAll('b')
    // As a crash in the middle leaves it: some pages are in the file, what they were in the journal.
    const crashed = mkdtempSync(join(tmpdir(), 'lectern-crashed-'))
    for (const end of ['', '-journal']) copyFileSync(file() + end, join(crashed, LIBRARY_FILE + end))
    writer.exec('ROLLBACK')
    writer.close()
    const copy = openLibrary(crashed, { copy: true })
    expect(copy.db.pragma('integrity_check', { simple: true })).toBe('ok')
    const saved = "SELECT count(*) FROM meta WHERE key LIKE 'row %' AND value LIKE 'aaaa%'"
    expect(copy.db.prepare(saved).pluck().get()).toBe(200)
    copy.close()
    rmSync(crashed, { recursive: true })
  })

  it('reads a file copied together with its log', () => {
    const library = openLibrary(folder)
    library.db.prepare("INSERT INTO meta VALUES ('kept', 'yes')").run()
    const copy = mkdtempSync(join(tmpdir(), 'lectern-copy-'))
    for (const end of ['', '-wal']) copyFileSync(file() + end, join(copy, LIBRARY_FILE + end))
    library.close()
    const second = openLibrary(copy)
    expect(second.db.prepare("SELECT value FROM meta WHERE key = 'kept'").pluck().get()).toBe('yes')
    second.close()
    rmSync(copy, { recursive: true })
  })
})
