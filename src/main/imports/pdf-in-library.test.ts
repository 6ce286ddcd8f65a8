import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import type { HighlightId } from '../../shared/values.ts'
import { textLines, writePdf } from '../import/fixtures/write-pdf.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

const lines = [
  'The harbour lies behind two long walls of stone, and the older of',
  'them was begun before anybody wrote down why. What is left of the',
  'trade has moved to the deep water, but the small boats still come',
  'in with every tide, and the sheds along the quay are full of nets.'
]
const pdf = (more: string, first: string) =>
  writePdf({
    info: { Title: 'The walls of the harbour' },
    pages: [first, String(Number(first) + 1)].map((number) => ({
      texts: [
        ...textLines([...lines, `${more} on the leaf of number ${number}.`], { x: 60, y: 760 }),
        { x: 290, y: 30, text: number }
      ]
    }))
  })

async function bringIn(test: TestApp, name: string, bytes: Uint8Array) {
  const file = join(test.folder, name)
  writeFileSync(file, bytes)
  const { results } = await test.call('imports.files', { batchId: v7(), paths: [file] })
  return results[0]!
}

it('a PDF keeps its pages in the library, in its zip, and in a new version, with highlights carried along', async () => {
  const test = testApp()
  const added = await bringIn(test, 'walls.pdf', pdf('A herring was seen', '41'))
  expect(added.status).toBe('added')
  const articleId = added.articleId!
  const { version } = await test.call('reading.open', { articleId })
  expect(version.hasOriginalPages).toBe(true)
  const pages = await test.call('reading.pages', { versionId: version.id })
  expect(pages.map((page) => page.label)).toEqual(['41', '42'])
  const { text } = await test.read(articleId)
  const start = text.lastIndexOf('the small boats')
  const id = v7() as HighlightId
  await test.call('highlights.create', {
    id,
    articleId,
    versionId: version.id,
    start,
    end: start + 15,
    exact: 'the small boats',
    color: 'green'
  })
  expect((await bringIn(test, 'again.pdf', pdf('A herring was seen', '41'))).status).toBe('already-here')

  const zip = join(test.folder, 'all.zip')
  test.saveTo(zip)
  await test.call('exports.saveLibrary', {})
  const other = testApp()
  await other.call('exports.restoreLibrary', { path: zip })
  const restored = await other.call('reading.open', { articleId })
  expect(restored.version).toEqual(version)
  expect(await other.call('reading.pages', { versionId: version.id })).toEqual(pages)
  await other.close()

  const newer = await bringIn(test, 'newer.pdf', pdf('Two herrings were certainly seen', '51'))
  expect(newer).toMatchObject({ status: 'added', editionOf: { articleId } })
  await test.call('versions.adopt', { articleId, fromArticleId: newer.articleId! })
  const now = await test.call('reading.open', { articleId })
  const pagesNow = await test.call('reading.pages', { versionId: now.version.id })
  expect(pagesNow.map((page) => page.label)).toEqual(['51', '52'])
  expect(now.version.hasOriginalPages).toBe(true)
  const [moved] = await test.call('highlights.listByArticle', { articleId })
  expect(moved).toMatchObject({ versionId: now.version.id, exact: 'the small boats' })
  expect(test.bugs).toEqual([])
  await test.close()
})
