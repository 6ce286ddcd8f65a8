import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite, { type Database } from 'better-sqlite3'
import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { v7 } from 'uuid'
import type { PromptId } from '../../../shared/cards.ts'
import { contract, type MethodName } from '../../../shared/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import type { NotebookId } from '../../../shared/notebooks.ts'
import type { SavedSearchId } from '../../../shared/saved-searches.ts'
import type { ArticleId, HighlightId, NoteId } from '../../../shared/values.ts'
import { readAnkiPackage } from '../../cards/read-anki.ts'
import { writeAnkiPackage } from '../../cards/write-anki.ts'
import { restoreLibraryZip } from '../../export/restore-zip.ts'
import { violationsIn } from '../../import/fixtures/allowed-html.ts'
import { type TestApp, testApp } from '../test-app.ts'
import { nearly } from './from-schema.ts'
import { applyEdits, edits } from './mutate-bytes.ts'
import { type FuzzTarget, queries } from './targets.ts'

/**
 * Methods that are not called with made-up input, only asked whether they would take it: they read and write
 * files where they are told to, use the network, or take long.
 */
const onlyChecked = new Set<MethodName>([
  'imports.files',
  'imports.plan',
  'imports.address',
  'imports.pictures',
  'libraryImports.plan',
  'articles.purge',
  'backups.make',
  'backups.check',
  'backups.restore',
  'backups.mend',
  'backups.bringBack',
  'exports.saveLibrary',
  'cards.exportAnki',
  // Each starts a thread or writes a file: seconds, which a hundred thousand calls do not have.
  'sheets.saveMarkdown',
  'citations.list',
  'citations.quote',
  'reviews.retention'
])

/** Each starts a thread that reads the whole library: they are called once in so many of their cases. */
const seldom = new Set<MethodName>(['sheets.get', 'sheets.lookThrough'])
const SELDOM = 20

const jsonWords = [
  'null',
  '-1',
  '1e99',
  '"',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"__proto__":1,',
  '../../etc/passwd',
  '\\u0000',
  '\\ud800',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  ' onclick="x"',
  'javascript:alert(1)'
]

/** What may stand in a cell of a stranger's database. */
const cells = fc.oneof(
  fc.constant(null),
  fc.integer(),
  fc.double(),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.uint8Array({ maxLength: 8 }),
  fc.constantFrom(
    '{}',
    '[]',
    'null',
    '{"__proto__":{"a":1}}',
    '{{c1::x}}',
    '<img src="x.png">',
    '\x1f\x1f',
    2 ** 53,
    '1e400'
  )
)

/** An app whose library is thrown away: what the disk was told to keep is not waited for. */
function hastyApp(): TestApp {
  const test = testApp()
  test.app.context.db.pragma('synchronous = OFF')
  return test
}

/** A library of so many articles, and the ids of everything in it. */
async function filled(articles: number): Promise<{ test: TestApp; known: string[] }> {
  const test = hastyApp()
  const known: string[] = []
  for (let n = 0; n < articles; n++) {
    const articleId = await test.add(
      `Tides number ${n}\n\n${`The tide comes twice a day and nobody in harbour ${n} minds. `.repeat(6)}\n\n${'Another paragraph about the moon and the sea. '.repeat(5)}`,
      `tides-${n}.txt`
    )
    const { version } = await test.call('reading.open', { articleId })
    known.push(articleId, version.id)
    const { text } = await test.call('reading.text', {
      versionId: version.id,
      start: 0,
      end: version.textLength
    })
    for (const word of ['twice', 'moon']) {
      const id = v7() as HighlightId
      const start = text.indexOf(word)
      await test.call('highlights.create', {
        id,
        articleId,
        versionId: version.id,
        start,
        end: start + word.length,
        exact: word,
        color: 'yellow'
      })
      const noteId = v7() as NoteId
      await test.call('notes.save', { id: noteId, articleId, highlightId: id, body: `On ${word}` })
      known.push(id, noteId)
    }
  }
  return { test, known }
}

/** One of each thing that an exported library holds beside its articles. */
async function furnish(test: TestApp, [articleId]: readonly string[]): Promise<void> {
  const articleIds = [articleId as ArticleId]
  await test.call('articles.addTag', { articleIds, tag: 'sea' })
  await test.call('queue.add', { articleIds })
  await test.call('cards.create', {
    promptId: v7() as PromptId,
    kind: 'question',
    front: 'When does the tide come?',
    back: 'Twice a day',
    picture: null,
    source: null,
    tags: ['sea']
  })
  await test.call('notebooks.create', {
    id: v7() as NotebookId,
    title: 'On the sea',
    body: '# Tides\n\nTwice a day.\n'
  })
  await test.call('savedSearches.create', {
    id: v7() as SavedSearchId,
    name: 'The moon',
    query: 'moon tag:sea'
  })
}

/** Runs work on a database and takes back whatever it did. */
async function thenTakenBack(db: Database, work: () => Promise<void>): Promise<void> {
  db.exec('BEGIN')
  try {
    await work()
  } finally {
    if (db.inTransaction) db.exec('ROLLBACK')
  }
}

const isSentence = (error: unknown) => error instanceof AppError && error.sentence !== undefined

/** An Anki collection whose tables take any value, as a stranger's may, and what columns it has. */
function loosened(collection: Uint8Array): { loose: Buffer; columns: (readonly [string, string])[] } {
  const db = new SQLite(Buffer.from(collection))
  db.pragma('writable_schema = ON')
  const tables = ['col', 'notes', 'cards', 'revlog']
  const columns = tables.flatMap((table) =>
    (db.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => [table, name] as const)
  )
  for (const table of tables) {
    db.exec(
      `CREATE TABLE loose AS SELECT * FROM ${table}; DROP TABLE ${table}; ALTER TABLE loose RENAME TO ${table}`
    )
  }
  const loose = db.serialize()
  db.close()
  return { loose, columns }
}

/** What needs a library: the contract's methods, the search, and what is brought back into one. */
export async function libraryTargets(): Promise<{ targets: FuzzTarget[]; close(): Promise<void> }> {
  const { test, known } = await filled(4)
  const empty = hastyApp()
  const folder = mkdtempSync(join(tmpdir(), 'lectern-fuzz-'))

  // One article: a case changes one file, and the others would be brought back a hundred thousand times.
  const small = await filled(1)
  await furnish(small.test, small.known)
  small.test.saveTo(join(folder, 'library.zip'))
  await small.test.call('exports.saveLibrary', {})
  const zipped = unzipSync(readFileSync(join(folder, 'library.zip')))
  const names = Object.keys(zipped)
  const tried = join(folder, 'tried.zip')

  await writeAnkiPackage(small.test.app.context.db, join(folder, 'cards.apkg'), Date.now())
  await small.test.close()
  const anki = unzipSync(readFileSync(join(folder, 'cards.apkg')))
  const collection = Object.keys(anki).find((name) => name.startsWith('collection.'))!
  const { columns, loose } = loosened(anki[collection]!)

  const methods = Object.keys(contract) as MethodName[]
  let skipped = 0
  const calls = fc.oneof(
    ...methods.map((method) => nearly(contract[method].input, known).map((input) => ({ method, input })))
  )

  const targets = [
    {
      name: 'contract, every method',
      inputs: calls,
      async check({ method, input }: { method: MethodName; input: unknown }) {
        if (onlyChecked.has(method) || (seldom.has(method) && ++skipped % SELDOM !== 1)) {
          contract[method].input.safeParse(input)
          return
        }
        test.bugs.length = 0
        const reply = await test.app.dispatch(method, input)
        const bug = test.bugs[0]?.error
        if (bug) throw bug
        assert(reply.ok || reply.error.code !== 'internal')
        assert.equal(({} as { polluted?: unknown }).polluted, undefined)
      }
    },
    {
      name: 'search through the app',
      inputs: queries,
      async check(text: string) {
        test.bugs.length = 0
        const reply = await test.app.dispatch('search.query', {
          query: text.toWellFormed().replaceAll('\0', '')
        })
        const bug = test.bugs[0]?.error
        if (bug) throw bug
        assert(reply.ok || reply.error.code === 'invalid-input', reply.ok ? '' : reply.error.code)
      }
    },
    {
      name: 'exported libraries, changed',
      inputs: fc.record({ file: fc.nat(names.length - 1), list: edits(jsonWords) }),
      async check({ file, list }: { file: number; list: Parameters<typeof applyEdits>[1] }) {
        const name = names[file]!
        writeFileSync(tried, zipSync({ ...zipped, [name]: applyEdits(zipped[name]!, list) }, { level: 0 }))
        const { db } = empty.app.context
        await thenTakenBack(db, async () => {
          try {
            await restoreLibraryZip(db, tried)
          } catch (error) {
            if (!isSentence(error)) throw error
          }
          assert.deepEqual(db.pragma('foreign_key_check'), [])
          for (const html of db.prepare('SELECT html FROM article_versions').pluck().all() as string[]) {
            assert.deepEqual(violationsIn(html), [])
          }
        })
      }
    },
    {
      name: 'exported libraries and Anki packages, damaged',
      inputs: fc.record({ anki: fc.boolean(), list: edits(jsonWords) }),
      async check({ anki: isAnki, list }: { anki: boolean; list: Parameters<typeof applyEdits>[1] }) {
        const whole = readFileSync(join(folder, isAnki ? 'cards.apkg' : 'library.zip'))
        writeFileSync(tried, applyEdits(whole, list))
        const { db } = empty.app.context
        await thenTakenBack(db, async () => {
          try {
            if (isAnki) await readAnkiPackage(db, tried, { now: Date.now, deviceId: 'x' })
            else await restoreLibraryZip(db, tried)
          } catch (error) {
            if (!isSentence(error)) throw error
          }
        })
      }
    },
    {
      name: 'Anki packages, odd values in their tables',
      inputs: fc.array(fc.tuple(fc.nat(columns.length - 1), cells), { minLength: 1, maxLength: 3 }),
      async check(changes: [number, unknown][]) {
        const stranger = new SQLite(Buffer.from(loose))
        for (const [index, value] of changes) {
          const [table, column] = columns[index]!
          stranger.prepare(`UPDATE ${table} SET "${column}" = ?`).run(value as never)
        }
        writeFileSync(
          tried,
          zipSync({ ...anki, [collection]: new Uint8Array(stranger.serialize()) }, { level: 0 })
        )
        stranger.close()
        const { db } = empty.app.context
        await thenTakenBack(db, async () => {
          try {
            await readAnkiPackage(db, tried, { now: Date.now, deviceId: 'x' })
          } catch (error) {
            if (!isSentence(error)) throw error
          }
        })
      }
    }
  ] as unknown as FuzzTarget[]

  return {
    targets,
    async close() {
      const { db } = test.app.context
      assert.deepEqual(db.pragma('foreign_key_check'), [])
      assert.equal(db.pragma('integrity_check', { simple: true }), 'ok')
      await test.close()
      await empty.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
