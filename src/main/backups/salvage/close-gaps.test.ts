import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { HighlightId } from '../../../shared/values.ts'
import { blocksOf } from '../../imports/stored-blocks.ts'
import { type TestApp, testApp } from '../../testing/test-app.ts'
import { closeGaps } from './close-gaps.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.close())

it('makes of highlighted words a text that can be read, saved and brought back like any other', async () => {
  const exact = 'said "no" & left <all>'
  const articleId = await test.add(`Lamps\n\nThe keeper ${exact} of it behind him.`)
  const { version } = await test.call('reading.open', { articleId })
  const versionId = version.id
  const { db } = test.app.context
  const text = db.prepare('SELECT text FROM article_versions WHERE id = ?').pluck().get(versionId) as string
  const start = text.indexOf(exact)
  const end = start + exact.length
  const id = uuidv7() as HighlightId
  await test.call('highlights.create', { id, articleId, versionId, start, end, exact, color: 'yellow' })
  db.pragma('foreign_keys = OFF')
  db.prepare('DELETE FROM article_versions').run()
  db.pragma('foreign_keys = ON')
  closeGaps(db)

  const html = db.prepare('SELECT html FROM article_versions WHERE id = ?').pluck().get(versionId) as string
  expect(blocksOf(html)).toMatchObject([
    { type: 'paragraph', children: [{ text: `${' '.repeat(start)}${exact}` }] }
  ])
  expect(html).toContain('data-at="0"')
  const zip = join(test.folder, 'library.zip')
  test.saveTo(zip)
  await test.call('exports.saveLibrary', {})
  const other = testApp()
  try {
    expect(await other.call('exports.restoreLibrary', { path: zip })).toMatchObject({ added: 1, failed: 0 })
    expect(await other.call('highlights.listByArticle', { articleId })).toMatchObject([{ id, exact }])
  } finally {
    await other.close()
  }
})
