import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { type SavedSearchId, SavedSearchName } from '../../shared/saved-searches.ts'
import { tell } from '../../shared/sentence.ts'
import { fromNowhere, insertPrompt } from '../cards/repository.ts'
import { type Library, openLibrary } from '../db/open-library.ts'
import { insertSavedSearch } from '../saved-searches/repository.ts'
import { addArticle, articleModel, sampleArticle, stamp } from '../testing/full-articles.ts'
import { libraryHash } from './library-hash.ts'
import { saveLibraryZip } from './library-zip.ts'
import { restoreLibraryZip } from './restore-zip.ts'
import { runExportWorker } from './run-export-worker.ts'
import { openZip } from './zip-reader.ts'
import { zipWriter } from './zip-writer.ts'

const folder = mkdtempSync(join(tmpdir(), 'lectern-zip-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const newLibrary = (): Library => openLibrary(join(folder, randomUUID()))
const options = { lectern: '0.1.0', now: () => stamp.now }

/** Packs the entries of a zip again, each changed or left out. */
async function repack(
  from: string,
  change: (name: string, bytes: Buffer) => Buffer | undefined
): Promise<string> {
  const to = join(folder, `${randomUUID()}.zip`)
  const zip = await openZip(from)
  const file = await open(to, 'wx')
  const writer = zipWriter(file, new Date(0))
  for (const name of zip.names) {
    const bytes = change(name, await zip.read(name, 1e9))
    if (bytes) await writer.add(name, bytes)
  }
  await writer.finish()
  await file.close()
  await zip.close()
  return to
}

describe('the library as a zip', () => {
  it('comes back as an equal library, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(articleModel, { maxLength: 4, selector: (model) => model.source.join() }),
        async (models) => {
          const first = newLibrary()
          for (const model of models) await addArticle(first, model)
          first.db.exec(`INSERT INTO settings (key, value) VALUES ('theme', '"sepia"')`)
          const names = fc.sample(fc.string({ minLength: 1, maxLength: 30, unit: 'binary' }), {
            numRuns: 3,
            seed: models.length
          })
          for (const name of names) {
            if (!name.trim() || name.includes('\0')) continue
            const id = randomUUID() as SavedSearchId
            insertSavedSearch(first.db, { id, name: SavedSearchName.parse(name), query: name }, stamp)
          }
          const zip = join(folder, `${randomUUID()}.zip`)
          const saved = await saveLibraryZip(first.file, zip, options)
          expect(saved.contentHash).toBe(libraryHash(first.db))

          const second = newLibrary()
          const result = await restoreLibraryZip(second.db, zip)
          expect(result.failures).toEqual([])
          expect(libraryHash(second.db)).toBe(saved.contentHash)
          expect(second.db.pragma('foreign_key_check')).toEqual([])
          const links = 'SELECT * FROM links ORDER BY source_id'
          expect(second.db.prepare(links).all()).toEqual(first.db.prepare(links).all())
          const again = await restoreLibraryZip(second.db, zip)
          expect(again).toMatchObject({ added: 0, failed: 0, alreadyHere: saved.articles })

          const zipAgain = join(folder, `${randomUUID()}.zip`)
          await saveLibraryZip(second.file, zipAgain, options)
          // Made at the same moment from an equal library: only the library's own id differs.
          const [a, b] = [await openZip(zip), await openZip(zipAgain)]
          expect([...b.names]).toEqual([...a.names])
          for (const name of a.names) {
            if (name === 'manifest.json') continue
            expect((await b.read(name, 1e9)).equals(await a.read(name, 1e9))).toBe(true)
          }
          for (const each of [a, b]) await each.close()
          for (const each of [first, second]) each.close()
        }
      ),
      { numRuns: 15 }
    )
  })

  it('notices every kind of change: equal hashes are no accident', async () => {
    const library = newLibrary()
    await addArticle(library, sampleArticle())
    const before = libraryHash(library.db)
    for (const change of [
      "UPDATE articles SET title = title || '.'",
      'UPDATE articles SET trashed_at = 5',
      "UPDATE article_versions SET html = html || ' '",
      'UPDATE highlights SET updated_at = updated_at + 1',
      "UPDATE notes SET body = body || '.'",
      "UPDATE highlight_tags SET device_id = 'x'",
      'UPDATE prompts SET front = front || 1',
      'UPDATE cards SET due_day = due_day + 1',
      'DELETE FROM prompt_tags',
      'DELETE FROM reviews',
      'DELETE FROM article_tags',
      "INSERT INTO settings (key, value) VALUES ('theme', '\"dark\"')",
      "INSERT INTO saved_searches VALUES ('s', 'Name', 'query', 0, 1, 1, 'd')"
    ]) {
      library.db.exec('SAVEPOINT change')
      library.db.exec(change)
      expect(libraryHash(library.db), change).not.toBe(before)
      library.db.exec('ROLLBACK TO change')
    }
    library.close()
  })

  it('leaves out and names what was changed by hand, and brings back the rest', async () => {
    const first = newLibrary()
    await addArticle(first, sampleArticle({ source: new Uint8Array([1]) }))
    const words = [{ type: 'text' as const, text: 'Quite another text' }]
    const other = sampleArticle({
      title: 'Other',
      source: new Uint8Array([2]),
      blocks: [{ type: 'paragraph', children: words }]
    })
    await addArticle(first, other)
    const zip = join(folder, 'changed.zip')
    await saveLibraryZip(first.file, zip, options)

    const script = Buffer.from('<p data-at="0">x</p>\n<script>alert(1)</script>')
    const changes: [string, RegExp, (name: string, bytes: Buffer) => Buffer | undefined][] = [
      [
        'script in the text',
        /does not write/,
        (name, bytes) => (/Other\/versions\/1\.html/.test(name) ? script : bytes)
      ],
      [
        'another word',
        /hash/,
        (name, bytes) => (/Other\/versions\/1\.html/.test(name) ? edit(bytes, 'Quite', 'Never') : bytes)
      ],
      ['no metadata', /missing/, (name, bytes) => (/Other\/metadata/.test(name) ? undefined : bytes)],
      [
        'a highlight elsewhere',
        /highlight/,
        (name, bytes) => (/Other\/metadata/.test(name) ? edit(bytes, '"start": 4', '"start": 5') : bytes)
      ],
      [
        'an unknown key',
        /JSON/,
        (name, bytes) =>
          /Other\/metadata/.test(name) ? edit(bytes, '"article": {', '"article": { "__proto__x": 1,') : bytes
      ],
      [
        'a place in a version that is not there',
        /reading position|position/,
        (name, bytes) =>
          /Other\/metadata/.test(name)
            ? Buffer.from(
                bytes.toString('utf8').replace(/("reading": \{\s*"versionId": ")[^"]*/, `$1${randomUUID()}`)
              )
            : bytes
      ],
      [
        'another source',
        /original/,
        (name, bytes) => (/Other\/.*source/.test(name) ? Buffer.from('y') : bytes)
      ]
    ]
    for (const [what, why, change] of changes) {
      const second = newLibrary()
      const result = await restoreLibraryZip(second.db, await repack(zip, change))
      expect(result, what).toMatchObject({ added: 1, failed: 1 })
      expect(result.failures[0]?.name, what).toContain('Other')
      expect(tell(result.failures[0]!.sentence), what).toMatch(why)
      expect(second.db.prepare('SELECT count(*) FROM highlights').pluck().get()).toBe(1)
      second.close()
    }
    first.close()
  })

  it('knows a text that both libraries took in by themselves, unless the zip has words of the reader on it', async () => {
    const plain = sampleArticle({ marks: [], cards: [] })
    const first = newLibrary()
    const second = newLibrary()
    const id = await addArticle(first, plain)
    await addArticle(second, plain)
    for (const { db } of [first, second]) {
      db.exec(
        "DELETE FROM notes; DELETE FROM sheet_entries; DELETE FROM reading_positions; UPDATE articles SET state = 'later', starred = 0, trashed_at = NULL"
      )
    }
    const zip = join(folder, 'both.zip')
    await saveLibraryZip(first.file, zip, options)
    expect(await restoreLibraryZip(second.db, zip)).toMatchObject({ added: 0, alreadyHere: 1, failed: 0 })

    first.db
      .prepare('INSERT INTO article_tags (article_id, tag, updated_at, device_id) VALUES (?, ?, 1, ?)')
      .run(id, 'given by the reader', 'device')
    const tagged = join(folder, 'tagged.zip')
    await saveLibraryZip(first.file, tagged, options)
    expect(await restoreLibraryZip(second.db, tagged)).toMatchObject({ added: 1, alreadyHere: 0, failed: 0 })
    // The library's own copy had nothing of the reader's on it, so the zip's copy took its place.
    expect(second.db.prepare('SELECT id FROM articles').pluck().all()).toEqual([id])

    // A text that was read anew, or corrected, is more than the text that is here.
    first.db.exec('DELETE FROM article_tags')
    copyRow(first, 'article_versions', { id: randomUUID(), number: 2 })
    const corrected = join(folder, 'corrected.zip')
    await saveLibraryZip(first.file, corrected, options)
    const fourth = newLibrary()
    await addArticle(fourth, plain)
    fourth.db.prepare('UPDATE articles SET starred = 1').run()
    expect(await restoreLibraryZip(fourth.db, corrected)).toMatchObject({ added: 1, alreadyHere: 0 })
    fourth.close()

    // A copy that was worked on stays beside it.
    const third = newLibrary()
    await addArticle(third, plain)
    third.db.prepare('UPDATE articles SET starred = 1').run()
    expect(await restoreLibraryZip(third.db, tagged)).toMatchObject({ added: 1, alreadyHere: 0, failed: 0 })
    expect(third.db.prepare('SELECT count(*) FROM articles').pluck().get()).toBe(2)
    third.close()
    first.close()
    second.close()
  })

  it('brings back a text as often as the zip has it', async () => {
    const first = newLibrary()
    const id = await addArticle(first, sampleArticle({ marks: [], cards: [] }))
    first.db.exec(
      "DELETE FROM notes; DELETE FROM sheet_entries; DELETE FROM reading_positions; DELETE FROM article_tags; UPDATE articles SET state = 'later', starred = 0, trashed_at = NULL"
    )
    const [again, version] = [randomUUID(), randomUUID()]
    first.db.transaction(() => {
      first.db.pragma('defer_foreign_keys = ON')
      copyRow(first, 'articles', { id: again, current_version_id: version })
      copyRow(first, 'article_versions', { id: version, article_id: again })
    })()
    const zip = join(folder, 'twice.zip')
    await saveLibraryZip(first.file, zip, options)
    const second = newLibrary()
    expect(await restoreLibraryZip(second.db, zip)).toMatchObject({ added: 2, alreadyHere: 0, failed: 0 })
    expect(second.db.prepare('SELECT id FROM articles').pluck().all().sort()).toEqual([id, again].sort())
    for (const each of [first, second]) each.close()
  })

  it('changes nothing that is here, and writes no file outside the library whatever names the zip holds', async () => {
    const library = newLibrary()
    const id = await addArticle(library, sampleArticle())
    const zip = join(folder, 'here.zip')
    await saveLibraryZip(library.file, zip, options)
    library.db.prepare("UPDATE articles SET title = 'Mine now' WHERE id = ?").run(id)
    const hash = libraryHash(library.db)
    const slipped = await repack(zip, (name, bytes) =>
      name === 'manifest.json' ? edit(bytes, '"folder": "articles/', '"folder": "../../articles/') : bytes
    )
    expect(await restoreLibraryZip(library.db, zip)).toMatchObject({ added: 0, alreadyHere: 1 })
    expect(libraryHash(library.db)).toBe(hash)

    const files = readdirSync(folder, { recursive: true }).length
    const empty = newLibrary()
    const made = readdirSync(empty.folder).length + 1
    expect(await restoreLibraryZip(empty.db, slipped)).toMatchObject({ added: 0, failed: 1 })
    expect(readdirSync(folder, { recursive: true }).length).toBe(files + made)
    for (const each of [library, empty]) each.close()
  })

  it('refuses what is not a library, with a sentence', async () => {
    const library = newLibrary()
    const notZip = join(folder, 'not.zip')
    writeFileSync(notZip, 'PK but not really')
    await expect(restoreLibraryZip(library.db, notZip)).rejects.toMatchObject({ code: 'damaged' })
    await expect(restoreLibraryZip(library.db, join(folder, 'none.zip'))).rejects.toMatchObject({
      code: 'unreadable'
    })
    await expect(restoreLibraryZip(library.db, folder)).rejects.toMatchObject({ code: 'damaged' })
    const zip = join(folder, 'cut.zip')
    await saveLibraryZip(library.file, zip, options)
    writeFileSync(zip, readFileSync(zip).subarray(0, -30))
    await expect(restoreLibraryZip(library.db, zip)).rejects.toMatchObject({ code: 'damaged' })
    library.close()
  })

  it('stops where the disk is full, also between cards, instead of counting what did not come back', async () => {
    const first = newLibrary()
    for (let at = 0; at < 40; at++) {
      const prompt = {
        id: randomUUID(),
        kind: 'question' as const,
        front: `Question ${at}`,
        back: 'x'.repeat(20_000),
        guid: `full-${at}`,
        ...fromNowhere,
        sentence: '',
        imageHash: null,
        masks: [],
        createdAt: stamp.now
      }
      insertPrompt(first.db, prompt, stamp)
    }
    const zip = join(folder, 'cards.zip')
    await saveLibraryZip(first.file, zip, options)
    const second = newLibrary()
    // SQLite answers a page too many as it answers a disk without room.
    second.db.pragma(`max_page_count = ${second.db.pragma('page_count', { simple: true })}`)
    await expect(restoreLibraryZip(second.db, zip)).rejects.toMatchObject({ code: 'disk-full' })
    second.db.pragma('max_page_count = 1073741823')
    expect(await restoreLibraryZip(second.db, zip)).toMatchObject({ failed: 0 })
    expect(libraryHash(second.db)).toBe(libraryHash(first.db))
    first.close()
    second.close()
  })

  it('leaves nothing behind when it cannot be written', async () => {
    const library = newLibrary()
    const place = join(folder, 'full')
    await expect(saveLibraryZip(library.file, join(place, 'a.zip'), options)).rejects.toMatchObject({
      code: 'unreadable'
    })
    const stopped = { ...options, signal: AbortSignal.abort() }
    await addArticle(library, sampleArticle())
    const target = join(library.folder, 'b.zip')
    writeFileSync(target, 'an older export')
    await expect(saveLibraryZip(library.file, target, stopped)).rejects.toMatchObject({ code: 'cancelled' })
    expect(readFileSync(target, 'utf8')).toBe('an older export')
    expect(readdirSync(library.folder).filter((name) => name.endsWith('.part'))).toEqual([])
    library.close()
  })

  it('is made and read by a worker of its own', async () => {
    const first = newLibrary()
    await addArticle(first, sampleArticle())
    const target = join(folder, 'worker.zip')
    await runExportWorker({ kind: 'save', libraryFile: first.file, target, lectern: '0.1.0' })
    const second = newLibrary()
    const result = await runExportWorker({ kind: 'restore', libraryFile: second.file, path: target })
    expect(result).toMatchObject({ added: 1, failed: 0 })
    expect(libraryHash(second.db)).toBe(libraryHash(first.db))
    await expect(
      runExportWorker({ kind: 'restore', libraryFile: second.file, path: join(folder, 'none') })
    ).rejects.toMatchObject({ code: 'unreadable' })
    for (const each of [first, second]) each.close()
  })
})

/** Adds a row that is like the only one of a table but for some columns. */
function copyRow({ db }: Library, table: string, other: Record<string, unknown>): void {
  const row = { ...db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).get()!, ...other }
  const names = Object.keys(row)
  db.prepare(`INSERT INTO ${table} (${names}) VALUES (${names.map((name) => `@${name}`)})`).run(row)
}

function edit(bytes: Buffer, from: string, to: string): Buffer {
  const text = bytes.toString('utf8')
  if (!text.includes(from)) throw new Error(`The test expects ${from}`)
  return Buffer.from(text.replace(from, to))
}
