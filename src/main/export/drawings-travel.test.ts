import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { openLibrary } from '../db/open-library.ts'
import { buildBody } from '../import/body/build-body.ts'
import { importBytes } from '../import/importers.ts'
import { prepareImport, saveImport } from '../imports/save-import.ts'
import { printPage } from '../printing/print-page.ts'
import { saveLibraryZip } from './library-zip.ts'
import { restoreLibraryZip } from './restore-zip.ts'

const folder = mkdtempSync(join(tmpdir(), 'lectern-drawings-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const stamp = { now: 1_700_000_000_000, deviceId: 'device-a' }
const words = 'The ferry leaves at seven and comes back when the tide allows it to, which nobody can say. '
const drawing =
  '<svg viewBox="0 0 300 200" width="300" height="200"><title>The tide</title><script>alert(1)</script><path d="M0 0L300 200" onclick="alert(1)"/></svg>'

/** A library with one article that shows a drawing; `swap` puts other bytes in the drawing's place. */
async function withDrawing(swap?: Buffer) {
  const sourceBytes = Buffer.from(
    `<!doctype html><title>Tides</title><article><h1>Tides</h1><p>${words.repeat(4)}</p><figure>${drawing}</figure><p>${words.repeat(4)}</p></article>`
  )
  const { blocks, ...article } = importBytes({ bytes: sourceBytes, fileName: 'tides.html' })
  const [asset] = article.assets
  const bytes = swap ?? Buffer.from(asset!.bytes)
  const hash = createHash('sha256').update(bytes).digest('hex')
  const shown = JSON.parse(JSON.stringify(blocks).replaceAll(asset!.hash, hash)) as typeof blocks
  const prepared = await prepareImport({
    article: { ...article, assets: [{ ...asset!, bytes, hash }] },
    body: buildBody(shown, article),
    sourceBytes,
    sha256: createHash('sha256').update(sourceBytes).digest('hex'),
    size: sourceBytes.length
  })
  const library = openLibrary(join(folder, randomUUID()))
  library.db.transaction(() => saveImport(library.db, prepared, 'tides.html', stamp))()
  return { library, hash, bytes }
}

async function throughZip(from: Awaited<ReturnType<typeof withDrawing>>) {
  const zip = join(folder, `${randomUUID()}.zip`)
  await saveLibraryZip(from.library.file, zip, { lectern: '0.1.0', now: () => stamp.now })
  const second = openLibrary(join(folder, randomUUID()))
  const result = await restoreLibraryZip(second.db, zip)
  const kept = second.db.prepare('SELECT hash, media_type, bytes FROM assets').all() as {
    hash: string
    bytes: Buffer
  }[]
  second.close()
  from.library.close()
  return { result, kept }
}

it('a drawing goes into the zip and comes back to the letter', async () => {
  const from = await withDrawing()
  const { result, kept } = await throughZip(from)
  expect(result).toMatchObject({ added: 1, failed: 0 })
  expect(kept).toEqual([{ hash: from.hash, media_type: 'image/svg+xml', bytes: from.bytes }])
  expect(from.bytes.toString()).not.toMatch(/script|onclick/)
})

it.each([
  [
    'not of our writing',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
  ],
  [
    'of our writing, and used millions of times',
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9" viewBox="0 0 9 9"><path id="a0" d="M0 0h1"/>${Array.from({ length: 7 }, (_, n) => `<g id="a${n + 1}">${`<use xlink:href="#a${n}"/>`.repeat(10)}</g>`).join('')}</svg>`
  ]
])('one that is %s does not come back with its article', async (_, svg) => {
  const { result, kept } = await throughZip(await withDrawing(Buffer.from(svg)))
  expect(result).toMatchObject({ added: 0, failed: 1 })
  expect(kept).toEqual([])
})

it('stands on paper as a picture of its size, with its words for those who do not see it', async () => {
  const { library, hash } = await withDrawing()
  const { id } = library.db.prepare('SELECT id FROM article_versions').get() as { id: string }
  const page = [...printPage(library.db, id)!].join('')
  expect(page).toMatch(new RegExp(`<img src="asset://image/${hash}" alt="The tide" width="300" height="200"`))
  expect(page).not.toMatch(/<svg|<script/)
  library.close()
})
