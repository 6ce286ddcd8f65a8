import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ImportResult } from '../../shared/imports.ts'
import { pdfOfObjects, writePdf } from '../import/fixtures/write-pdf.ts'
import { rowsHash } from '../testing/rows-hash.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
let folder: string
beforeAll(async () => {
  test = testApp()
  folder = join(test.folder, 'inbox')
  mkdirSync(folder)
  await test.add('A first article\n\nWith a paragraph that must stay as it is.')
})
afterAll(() => test.close())

const libraryHash = () => rowsHash(test.app.context.db)

async function bringIn(...names: string[]): Promise<ImportResult[]> {
  const paths = names.map((name) => join(folder, name))
  return (await test.call('imports.files', { batchId: crypto.randomUUID(), paths })).results
}
const write = (name: string, bytes: string | Uint8Array) => writeFileSync(join(folder, name), bytes)

function lockedPdf(): Uint8Array {
  const key = `<${'00'.repeat(32)}>`
  return writePdf({
    pages: [{ texts: [{ x: 60, y: 700, text: 'Nobody may read this.' }] }],
    trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >> /ID [${key} ${key}]`
  })
}

const refused: [string, string, () => void, RegExp][] = [
  ['an empty file', 'empty.txt', () => write('empty.txt', ''), /empty/],
  ['only spaces', 'spaces.txt', () => write('spaces.txt', ' \n\n\t \n'), /text|empty|words/],
  [
    'a program',
    'program.txt',
    () =>
      write(
        'program.txt',
        Uint8Array.from({ length: 5000 }, (_, i) => (i * 89) % 256)
      ),
    /not a text|binary/
  ],
  [
    'a picture called .html',
    'picture.html',
    () =>
      write(
        'picture.html',
        new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82])
      ),
    /image|picture/i
  ],
  ['a PDF that asks for a password', 'locked.pdf', () => write('locked.pdf', lockedPdf()), /password/],
  [
    'a PDF that is no more than its beginning',
    'cut.pdf',
    () => write('cut.pdf', '%PDF-1.7\n1 0 obj\n<<'),
    /damaged PDF/
  ],
  [
    'a PDF whose page tree eats its tail',
    'loop.pdf',
    () =>
      write(
        'loop.pdf',
        pdfOfObjects(
          ['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Count 1000000 /Kids [2 0 R 2 0 R] >>'],
          '/Root 1 0 R'
        )
      ),
    /damaged PDF/
  ],
  [
    'a file of 200 MB',
    'large.txt',
    () => {
      const file = openSync(join(folder, 'large.txt'), 'w')
      ftruncateSync(file, 200 * 1024 * 1024)
      closeSync(file)
    },
    /MB/
  ],
  ['a FIFO', 'pipe.txt', () => execFileSync('mkfifo', [join(folder, 'pipe.txt')]), /not a (regular )?file/],
  ['a device', 'zero.txt', () => symlinkSync('/dev/zero', join(folder, 'zero.txt')), /not a (regular )?file/],
  [
    'a link to itself',
    'loop.txt',
    () => symlinkSync('loop.txt', join(folder, 'loop.txt')),
    /loop|link|read|found/
  ],
  ['a file that is not there', 'gone.txt', () => {}, /not there|no longer|gone|found/]
]

describe('what cannot be read', () => {
  it.skipIf(process.platform === 'win32').each(refused)(
    '%s gets a sentence and changes nothing',
    async (_what, name, prepare, sentence) => {
      prepare()
      const before = libraryHash()
      const [result] = await bringIn(name)
      expect(result).toMatchObject({ status: 'failed', articleId: null })
      // A link is named by what it leads to.
      expect(result!.message).toContain(name === 'zero.txt' ? 'zero' : name)
      expect(result!.message).toMatch(sentence)
      expect(libraryHash()).toBe(before)
      expect(test.bugs).toEqual([])
      rmSync(join(folder, name), { force: true })
    }
  )

  it.skipIf(process.getuid?.() === 0)('a file one may not read', async () => {
    write('secret.txt', 'Not for you')
    chmodSync(join(folder, 'secret.txt'), 0)
    const [result] = await bringIn('secret.txt')
    expect(result).toMatchObject({ status: 'failed' })
  })

  it('does not stop the rest of a batch', async () => {
    write('one.txt', 'One good article\n\nA paragraph of the first good article in this batch.')
    write('two.txt', '')
    write('three.txt', 'Another good article\n\nA paragraph of the second good article in this batch.')
    const results = await bringIn('one.txt', 'two.txt', 'missing.txt', 'three.txt')
    expect(results.map((one) => one.status)).toEqual(['added', 'failed', 'failed', 'added'])
  })
})

describe('what is strange but can be read', () => {
  it.each([
    [
      'NUL bytes',
      'nul.txt',
      () => `A strange text\n\nBefore\0after, and some more words that make this a text.`
    ],
    [
      'lone surrogates in UTF-16',
      'lone.txt',
      () =>
        Buffer.concat([
          Buffer.from([0xff, 0xfe]),
          Buffer.from('A text\n\nHalf \ud800 of a pair and some more words.', 'utf16le')
        ])
    ],
    [
      'invalid UTF-8',
      'invalid.txt',
      () =>
        Buffer.concat([
          Buffer.from('A text\n\nCaf'),
          Buffer.from([0xe9]),
          Buffer.from(' and na'),
          Buffer.from([0xef]),
          Buffer.from('ve words that go on for a while.')
        ])
    ],
    [
      '100,000 nested tags',
      'nested.html',
      () =>
        `<title>Deep</title><p>Some words to begin with.</p>${'<div>'.repeat(100_000)}<p>The words at the bottom.</p>`
    ],
    ['one line of 20 MB', 'line.txt', () => `One long line\n\n${'word after word '.repeat(1_300_000)}`]
  ])('%s', async (_what, name, content) => {
    write(name, content())
    const [result] = await bringIn(name)
    expect(result).toMatchObject({ status: 'added' })
    const { text } = await test.read(result!.articleId!)
    expect(text.isWellFormed() && !text.includes('\0') && text.length > 0).toBe(true)
    rmSync(join(folder, name))
  })

  it('the same text twice, also under another name, is one article', async () => {
    const text = 'Twice the same\n\nThis is the text that comes twice, word for word.'
    write('first.txt', text)
    write('second.txt', `${text}\n`)
    const results = await bringIn('first.txt', 'first.txt', 'second.txt')
    expect(results.map((one) => one.status)).toEqual(['added', 'already-here', 'already-here'])
    expect(new Set(results.map((one) => one.articleId)).size).toBe(1)
    await test.call('articles.trash', { articleIds: [results[0]!.articleId!] })
    const [again] = await bringIn('second.txt')
    expect(again).toMatchObject({ status: 'already-here', articleId: results[0]!.articleId })
    expect(await test.call('articles.get', { articleId: again!.articleId! })).toMatchObject({
      trashedAt: null
    })
  })

  it('a text of 5 MB is kept as one step of undo, though another thread writes it', async () => {
    write('large.txt', `A large text\n\n${'Words without an end, and none like it. '.repeat(130_000)}`)
    const [added] = await bringIn('large.txt')
    expect(added).toMatchObject({ status: 'added', title: 'A large text' })
    const articleId = added!.articleId!
    expect((await bringIn('large.txt'))[0]).toMatchObject({ status: 'already-here', articleId })
    const count = () =>
      test.app.context.db
        .prepare('SELECT count(*) FROM articles WHERE id = ? AND trashed_at IS NULL')
        .pluck()
        .get(articleId)
    expect((await test.call('history.undo', {}))?.label).toBe('undo.import')
    expect(count()).toBe(0)
    await test.call('history.redo', {})
    expect(count()).toBe(1)
    expect(test.bugs).toEqual([])
  })

  it('a cancelled batch keeps what was added and adds no more', async () => {
    const names = Array.from({ length: 40 }, (_, n) => `many${n}.txt`)
    for (const [n, name] of names.entries())
      write(name, `Article number ${n}\n\nA paragraph that belongs to article number ${n} only.`)
    const batchId = crypto.randomUUID()
    const running = test.call('imports.files', { batchId, paths: names.map((name) => join(folder, name)) })
    // Listed and begun with: before that there is nothing to keep.
    await vi.waitFor(
      () =>
        expect(test.events.map(({ payload }) => payload)).toContainEqual(
          expect.objectContaining({ total: 40 })
        ),
      { timeout: 30_000 }
    )
    await test.call('imports.cancel', { batchId })
    const { results } = await running
    const added = results.filter((one) => one.status === 'added').length
    expect(added).toBeLessThan(40)
    // A window that was loaded anew meanwhile has nothing but this to know that it is over.
    const last = test.events.findLast(({ event }) => event === 'imports.progress')?.payload
    expect(last).toMatchObject({ batchId, done: 40, total: 40, current: '' })
    const counts = await test.call('articles.counts', {})
    const before = counts.all
    await new Promise((done) => setTimeout(done, 100))
    expect((await test.call('articles.counts', {})).all).toBe(before)
  })
})
