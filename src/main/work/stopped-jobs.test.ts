import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backupsFolder } from '../backups/backup-files.ts'
import { repairLibrary } from '../backups/repair-library.ts'
import { prepareRestore } from '../backups/restore-backup.ts'
import { libraryHash } from '../export/library-hash.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import type { LongWork } from './long-work.ts'

const ARTICLES = 12
const CARDS = 1500

let test: TestApp
let follow: LongWork['follow']
beforeAll(async () => {
  test = testApp()
  const { db, work } = test.app.context
  follow = work.follow
  for (let at = 0; at < ARTICLES; at++) {
    const articleId = await test.add(`Article ${at}\n\n${`A sentence of article ${at}. `.repeat(20_000)}`)
    await test.call('notes.save', {
      id: crypto.randomUUID() as never,
      articleId,
      highlightId: null,
      body: `A note on ${at}`
    })
  }
  const prompt = await test.call('cards.create', {
    promptId: '01930000-0000-7000-8000-00000000c000' as never,
    kind: 'question',
    front: 'First?',
    back: 'Yes.',
    picture: null,
    source: null,
    tags: []
  })
  expect(prompt).toHaveLength(1)
  db.transaction(() => {
    const columns = (table: string) =>
      db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table)
    const copy = (table: string, changed: Record<string, string>) => {
      const names = columns(table)
      db.exec(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${CARDS})
         INSERT INTO ${table} (${names.join(', ')})
         SELECT ${names.map((name) => changed[name] ?? name).join(', ')} FROM n, (SELECT * FROM ${table} LIMIT 1)`
      )
    }
    const id = "'01930000-0000-7000-8000-' || printf('%012x', i)"
    copy('prompts', { id, guid: "'guid' || i" })
    copy('cards', { id: "'01930000-0000-7000-9000-' || printf('%012x', i)", prompt_id: id })
  })()
})
afterAll(() => test.close())

/** Every job that is followed is asked to stop with its first step. */
function stopAtFirstStep() {
  test.app.context.work.follow = (_about, work) => {
    const stopping = new AbortController()
    return work(stopping.signal, () => stopping.abort())
  }
}
const goOn = () => {
  test.app.context.work.follow = follow
}

describe('long work that is stopped', () => {
  it('leaves nothing behind, and the library as it was', async () => {
    const { db } = test.app.context
    const before = libraryHash(db)
    const packed = join(test.folder, 'packed.apkg')
    const zipped = join(test.folder, 'library.zip')
    const text = join(test.folder, 'anki.txt')
    stopAtFirstStep()
    try {
      const refused = { name: 'AppError', code: 'cancelled' }
      for (const path of [packed, zipped, text]) {
        writeFileSync(path, 'an older one')
        test.saveTo(path)
        const asked =
          path === zipped
            ? test.call('exports.saveLibrary', {})
            : test.call('cards.exportAnki', { format: path === packed ? 'apkg' : 'text' })
        await expect(asked, path).rejects.toMatchObject(refused)
      }
      await expect(test.call('backups.make', {})).rejects.toMatchObject(refused)
      await expect(test.call('backups.check', {})).rejects.toMatchObject(refused)
    } finally {
      goOn()
    }
    expect(readdirSync(backupsFolder(test.folder))).toEqual([])
    expect(readdirSync(test.folder).filter((name) => name.includes('.part'))).toEqual([])
    expect(libraryHash(db)).toBe(before)
    // Nothing of it stands in the way of the next.
    expect(await test.call('backups.make', {})).not.toBe(null)
    expect((await test.call('backups.check', {})).damages).toEqual([])
  })

  it('keeps what a restored zip and an Anki package brought until then, and goes on from there', async () => {
    const path = join(test.folder, 'all.zip')
    const cards = join(test.folder, 'all.apkg')
    test.saveTo(path)
    await test.call('exports.saveLibrary', {})
    test.saveTo(cards)
    await test.call('cards.exportAnki', { format: 'apkg' })
    const other = testApp()
    const { db, work } = other.app.context
    const own = work.follow
    const count = (table: string) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
    /** Asked to stop as soon as some of it is there. */
    const stopOnceIn = (table: string) => {
      work.follow = (_about, doIt) => {
        const stopping = new AbortController()
        const look = setInterval(() => {
          if (count(table) > 0) stopping.abort()
        }, 1)
        return doIt(stopping.signal, () => {}).finally(() => clearInterval(look))
      }
    }
    try {
      other.openFrom(cards)
      stopOnceIn('prompts')
      await expect(other.call('cards.importAnki', {})).rejects.toMatchObject({ code: 'cancelled' })
      const kept = count('prompts')
      expect(kept).toBeGreaterThan(0)
      expect(kept).toBeLessThan(CARDS)
      work.follow = own
      expect(await other.call('cards.importAnki', {})).toMatchObject({
        added: CARDS + 1 - kept,
        alreadyHere: kept
      })
      other.openFrom(path)
      stopOnceIn('articles')
      await expect(other.call('exports.restoreLibrary', {})).rejects.toMatchObject({ code: 'cancelled' })
      const articles = count('articles')
      expect(articles).toBeGreaterThan(0)
      expect(articles).toBeLessThan(ARTICLES)
      work.follow = own
      expect(await other.call('exports.restoreLibrary', {})).toMatchObject({
        added: ARTICLES - articles,
        alreadyHere: articles,
        failed: 0
      })
    } finally {
      await other.close()
    }
  })

  it('puts no half of a library in the place of one, nor beside it', async () => {
    const made = await test.call('backups.make', {})
    const [backup] = made ? [made] : (await test.call('backups.list', {})).backups
    const source = join(backupsFolder(test.folder), backup!.name)
    const place = testApp()
    await place.app.close()
    for (const work of [
      (follow: Parameters<typeof prepareRestore>[2]) => prepareRestore(place.folder, source, follow),
      (follow: Parameters<typeof prepareRestore>[2]) => repairLibrary(place.folder, follow)
    ]) {
      const before = readdirSync(place.folder).sort()
      for (const steps of [1, 2, 3]) {
        const stop = { aborted: false }
        let told = 0
        expect(() =>
          work({
            stop,
            onStep: () => {
              told++
              if (told >= steps) stop.aborted = true
            }
          })
        ).toThrow('stopped')
        expect(readdirSync(place.folder).sort(), `${steps}`).toEqual(before)
      }
    }
    rmSync(place.folder, { recursive: true })
  })
})
