import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { writePdf } from '../import/fixtures/write-pdf.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
let folder: string
beforeEach(() => {
  test = testApp()
  folder = join(test.folder, 'reading')
  mkdirSync(folder)
})
afterEach(() => test.close())

const put = (name: string, content: string | Uint8Array) => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const text = (title: string) => `${title}\n\nThe words of ${title}, enough of them to be read one evening.\n`
const call = {
  plan: (paths: string[], batchId = crypto.randomUUID()) => test.call('imports.plan', { batchId, paths }),
  files: (paths: string[], batchId = crypto.randomUUID()) => test.call('imports.files', { batchId, paths }),
  counts: () => test.call('articles.counts', {})
}

it('says what files would bring and adds nothing, not even out of the Trash', async () => {
  const known = put('known.txt', text('Known'))
  const trashed = put('trashed.txt', text('Trashed'))
  const { results } = await call.files([known, trashed])
  await test.call('articles.trash', { articleIds: [results[1]!.articleId!] })
  put('new.txt', text('New'))
  put('twice.txt', text('New'))
  put('broken.pdf', '%PDF-1.7 cut short')
  put(
    'koi.html',
    Buffer.from('<p>\xf0\xd2\xc9\xd7\xc5\xd4, \xcd\xc9\xd2. \xeb\xc1\xcb \xc4\xc5\xcc\xc1?', 'latin1')
  )
  const exported = put(
    'export.json',
    '[{"is_archived":0,"title":"Row","url":"https://example.org/","content":"","annotations":[]}]'
  )
  const before = await call.counts()

  const { files, stopped } = await call.plan([folder, exported])
  expect(stopped).toBe(false)
  const fates = Object.fromEntries(files.map(({ file, fate }) => [file.slice(folder.length + 1), fate]))
  expect(fates).toEqual({
    'known.txt': 'already-here',
    'trashed.txt': 'in-trash',
    'new.txt': 'new',
    'twice.txt': 'already-here',
    'broken.pdf': 'unreadable',
    'koi.html': 'new',
    'export.json': 'library'
  })
  expect(files.find(({ file }) => file.endsWith('koi.html'))!.message).toMatch(/^The encoding was guessed/)
  expect(await call.counts()).toEqual(before)
})

it('keeps what became of every file, for whoever wants it as a table', async () => {
  put('good.txt', text('Good'))
  put('broken.pdf', '%PDF-1.7 cut short')
  const batchId = crypto.randomUUID()
  await call.files([folder], batchId)
  const path = join(test.folder, 'report.csv')
  test.saveTo(path)
  expect(await test.call('imports.saveReport', { batchId })).toBe(true)
  const [head, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n')
  expect(head).toBe('\ufefffile,fate,title,message')
  expect(rows).toHaveLength(2)
  expect(rows.find((row) => row.includes('broken.pdf'))).toContain('failed')
  expect(rows.find((row) => row.includes('good.txt'))).toContain('added,Good,')

  // A plan is remembered as well, until the next one.
  const planned = crypto.randomUUID()
  await call.plan([folder], planned)
  expect(await test.call('imports.saveReport', { batchId: planned })).toBe(true)
  expect(readFileSync(path, 'utf8')).toContain('already-here,Good,')
  await call.plan([folder])
  await expect(test.call('imports.saveReport', { batchId: planned })).rejects.toMatchObject({
    code: 'not-found'
  })
})

it('two texts that say the same under different titles are two; a book that is none by its name is told', async () => {
  const words = '\n\nNothing happened today, and nobody minded.\n'
  put('a.md', `# Monday${words}`)
  put('b.md', `# Tuesday${words}`)
  put('c.md', `#  Monday${words}\n`)
  const page = put(
    'book.epub',
    `<!doctype html><title>Not found</title><p>There is no such book here, says the server.`
  )
  put('scan 1.pdf', writePdf({ pages: [{ content: '0 0 100 100 re f' }] }))
  put('scan 2.pdf', writePdf({ pages: [{ content: '0 0 200 200 re f' }] }))
  const { files } = await call.plan([folder])
  const fates = files.map(({ file, fate }) => [file.slice(folder.length + 1), fate])
  expect(Object.fromEntries(fates)).toEqual({
    'a.md': 'new',
    'b.md': 'new',
    'c.md': 'already-here',
    'book.epub': 'new',
    'scan 1.pdf': 'new',
    'scan 2.pdf': 'new'
  })
  const { results } = await call.files([folder])
  const here = results.filter(({ status }) => status === 'already-here')
  expect(here.map(({ title }) => title)).toEqual(['Monday'])
  expect(results.filter(({ status }) => status === 'added')).toHaveLength(5)
  const told = 'By its name this file is another format (.epub); what it really holds was added.'
  expect(results.find(({ file }) => file === page)).toMatchObject({ title: 'Not found', message: told })
  const articleId = results.find(({ file }) => file === page)!.articleId!
  expect(await test.call('versions.list', { articleId })).toMatchObject([
    { remarks: [told], missingPictures: 0 }
  ])
})

it('a text that is here twice is the one in the library, and the other stays in the Trash', async () => {
  const first = put('first.txt', text('Tides'))
  const { results } = await call.files([first, put('second.txt', `${text('Tides')}\nWith a line more.\n`)])
  const [old, newer] = results.map(({ articleId }) => articleId!)
  await test.call('versions.adopt', { articleId: newer!, fromArticleId: old! })
  expect((await call.files([first])).results).toMatchObject([{ status: 'already-here', articleId: newer }])
  expect((await test.call('articles.get', { articleId: old! })).trashedAt).not.toBeNull()
})
