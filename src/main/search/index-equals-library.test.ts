import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closedAfterwards, testLibrary, testSearch } from '../testing/test-search.ts'
import { answerQuery } from './answer-query.ts'
import { askSearch, editOnce, randomFrom, scanLibrary } from './edit-storm.ts'
import { prepareFilters } from './filter-things.ts'
import { openIndexFile } from './index-file.ts'
import { type FixtureLibrary, fixtureLibrary } from './search-fixture.ts'
import { SearchIndex } from './search-index.ts'
import { openSearch } from './search-service.ts'
import { pendingChanges, takeInBatch } from './take-in.ts'

function storm(its: FixtureLibrary, seed: number, edits: number): void {
  const random = randomFrom(seed)
  for (let count = 0; count < edits; count++) editOnce(its, random)
}

const pause = () => new Promise<void>((resolve) => setImmediate(resolve))
const libraryIdOf = (its: FixtureLibrary) =>
  String(its.db.prepare("SELECT value FROM meta WHERE key = 'library_id'").pluck().get())

describe('the index', () => {
  it('equals a scan of the library after any sequence of changes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        async (steps, seed) => {
          const its = fixtureLibrary()
          const service = openSearch(its)
          try {
            const random = randomFrom(seed)
            // It begins beside the first changes, as in the app.
            const begun = service.caughtUp()
            for (const edits of steps) {
              for (let count = 0; count < edits; count++) editOnce(its, random)
              await begun
              await service.caughtUp()
              expect(await askSearch(service)).toEqual(scanLibrary(its))
            }
          } finally {
            await service.close()
            its.close()
          }
        }
      ),
      { numRuns: 12 }
    )
  })

  it('equals the library after being killed in the middle of it, again and again', async () => {
    const its = testLibrary()
    for (let round = 1; round <= 8; round++) {
      const child = spawn(
        process.execPath,
        [fileURLToPath(new URL('./edit-storm.ts', import.meta.url)), 'storm', its.folder, String(round)],
        { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, stdio: ['ignore', 'pipe', 'inherit'] }
      )
      const exited = once(child, 'exit')
      await Promise.race([once(child.stdout, 'data'), exited])
      await new Promise((resolve) => setTimeout(resolve, 60 + round * 53))
      expect(child.exitCode).toBe(null)
      child.kill('SIGKILL')
      await exited
      const service = openSearch(its)
      await service.caughtUp()
      expect(await askSearch(service)).toEqual(scanLibrary(its))
      await service.close()
    }
    expect(Object.values(scanLibrary(its)).flat().length).toBeGreaterThan(10)
  })

  it('is shared by two processes that both read and write it', async () => {
    const its = testLibrary()
    const one = testSearch(its)
    const other = testSearch(its)
    for (let round = 0; round < 8; round++) {
      storm(its, round, 25)
      await Promise.all([one.caughtUp(), other.caughtUp()])
      const expected = scanLibrary(its)
      expect(await askSearch(one)).toEqual(expected)
      expect(await askSearch(other)).toEqual(expected)
    }
  })

  it('notices by itself what another process commits', async () => {
    const its = testLibrary()
    const service = testSearch(its)
    await service.caughtUp()
    its.addArticle({ title: 'Kestrel' })
    await expect
      .poll(async () => (await service.query({ query: 'kestrel' })).hits.length, { timeout: 3000 })
      .toBe(1)
  })

  it('is built again when its file is damaged, cut short or of another library', async () => {
    const its = testLibrary()
    storm(its, 7, 120)
    const expected = scanLibrary(its)
    const first = openSearch(its)
    await first.caughtUp()
    await first.close()
    const spoil: (() => void)[] = [
      () => writeFileSync(its.indexFile, 'this is not a database'),
      () => writeFileSync(its.indexFile, ''),
      () => {
        const db = new Database(its.indexFile)
        db.exec("UPDATE meta SET value = 'another' WHERE key = 'library'")
        db.close()
      },
      () => {
        const db = new Database(its.indexFile)
        db.exec("UPDATE postings SET data = x'3bff'")
        db.close()
      },
      () => {
        const db = new Database(its.indexFile)
        db.exec('DELETE FROM docs WHERE doc % 2 = 0')
        db.close()
      },
      () => {
        const db = new Database(its.indexFile)
        db.exec('DROP TABLE terms')
        db.close()
      }
    ]
    for (const damage of spoil) {
      damage()
      const service = openSearch(its)
      await service.caughtUp()
      await askSearch(service)
      await service.caughtUp()
      expect(await askSearch(service)).toEqual(expected)
      await service.close()
    }
  })

  it('is read again in place when it was analysed otherwise, and answers meanwhile', async () => {
    const its = testLibrary()
    storm(its, 3, 150)
    const first = openSearch(its)
    await first.caughtUp()
    await first.close()
    const db = new Database(its.indexFile)
    db.exec("UPDATE meta SET value = 'older' WHERE key = 'analysis'")
    const before = db.prepare('SELECT max(doc) FROM docs').pluck().get() as number
    db.close()
    const service = testSearch(its)
    expect((await service.query({ query: 'meadow ' })).hits.length).toBeGreaterThan(0)
    await service.caughtUp()
    expect(await askSearch(service)).toEqual(scanLibrary(its))
    const after = new Database(its.indexFile, { readonly: true })
    expect(after.prepare('SELECT min(doc) FROM docs').pluck().get()).toBeGreaterThan(before)
    after.close()
    await service.rebuild()
    expect(await askSearch(service)).toEqual(scanLibrary(its))
  })

  it('clears out what was deleted long ago', async () => {
    const its = testLibrary()
    const service = testSearch(its)
    const ids = Array.from({ length: 1500 }, (_, at) =>
      its.addArticle({ title: `granite ${at}`, text: 'meadow' })
    )
    await service.caughtUp()
    its.db.transaction(() => {
      for (const id of ids.slice(0, 1400)) its.db.prepare('DELETE FROM articles WHERE id = ?').run(id)
    })()
    await service.caughtUp()
    expect((await service.query({ query: 'granite ', limit: 1000 })).hits.length).toBe(100)
    const db = new Database(its.indexFile, { readonly: true })
    expect(db.prepare("SELECT value FROM meta WHERE key = 'dead'").pluck().get()).toBe(0)
    expect(db.prepare('SELECT sum(length(data)) FROM postings').pluck().get()).toBeLessThan(3000)
    db.close()
  })

  it('loads many at once, answers meanwhile, and starts again where a load was cut short', async () => {
    const its = testLibrary()
    const random = randomFrom(11)
    for (let count = 0; count < 1000; count++) editOnce(its, random)
    const db = openIndexFile(its.indexFile, libraryIdOf(its))
    const index = new SearchIndex(db)
    const reading = new Database(its.libraryFile, { readonly: true })
    prepareFilters(reading)
    const pending = pendingChanges(reading, db)
    expect(pending).toBeGreaterThan(200)
    // A step that fails leaves nothing in memory that is not in the file.
    for (const table of ['terms', 'words', 'postings']) {
      db.exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON ${table} WHEN (SELECT count(*) FROM ${table}) > 4
        BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
      const failing = takeInBatch(reading, db, index, 5000, pause, () => false)
      await expect(failing).rejects.toThrow('disk full')
      db.exec('DROP TRIGGER full')
    }
    // Given up at every turn it can be given up at, until one goes through.
    let turns = 0
    for (let allowed = 0; pendingChanges(reading, db) === pending; allowed += 3) {
      turns = 0
      await takeInBatch(reading, db, index, 5000, pause, () => turns++ >= allowed)
      const answer = answerQuery(reading, db, index, { query: 'meadow river' }, () => false)
      if (answer.pending > 0) expect(answer.hits).toEqual([])
      if (allowed > 5000) throw new Error('No load goes through')
    }
    expect(pendingChanges(reading, db)).toBe(0)
    reading.close()
    db.close()
    const service = testSearch(its)
    await service.caughtUp()
    expect(await askSearch(service)).toEqual(scanLibrary(its))
    await service.rebuild()
    expect(await askSearch(service)).toEqual(scanLibrary(its))
  })

  it('stays in memory when the library is read-only', async () => {
    const its = testLibrary()
    its.addArticle({ title: 'Kestrel' })
    const service = closedAfterwards(openSearch({ ...its, readOnly: true }))
    await service.caughtUp()
    expect((await service.query({ query: 'kestrel' })).hits.length).toBe(1)
  })
})
