import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.close())

async function bringIn(words: string, created = '2024-05-06') {
  const folder = join(test.folder, 'Clippings')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'Tides.md')
  writeFileSync(
    path,
    `---\ntitle: Tides\nsource: https://example.org/tides\ncreated: ${created}\n---\n${words}\n`
  )
  const { results } = await test.call('imports.files', { batchId: crypto.randomUUID(), paths: [path] })
  const [result] = results
  const marks = await test.call('highlights.listByArticle', { articleId: result!.articleId! })
  return { status: result!.status, articleId: result!.articleId!, marks: marks.map(({ exact }) => exact) }
}

it('words marked in a clipped note are highlights, each once; those marked later come along', async () => {
  const first = await bringIn('The ==moon== pulls the sea.')
  expect(first).toMatchObject({ status: 'added', marks: ['moon'] })
  expect(await test.call('articles.get', { articleId: first.articleId })).toMatchObject({
    addedAt: Date.UTC(2024, 4, 6),
    url: 'https://example.org/tides'
  })
  expect(await bringIn('The ==moon== pulls the sea.')).toMatchObject({
    status: 'already-here',
    marks: ['moon']
  })
  expect(await bringIn('The ==moon== pulls ==the sea==.')).toMatchObject({
    status: 'already-here',
    articleId: first.articleId,
    marks: ['moon', 'the sea']
  })
  // Deleted here, it does not come back with the file as it was.
  await test.call('history.undo', {})
  expect((await bringIn('The ==moon== pulls the sea.')).marks).toEqual(['moon'])
})

it('words whose highlight was deleted stay without it when the very same file comes again', async () => {
  const { articleId } = await bringIn('The ==moon== pulls the sea.')
  const [mark] = await test.call('highlights.listByArticle', { articleId })
  await test.call('highlights.delete', { highlightIds: [mark!.id] })
  expect(await bringIn('The ==moon== pulls the sea.')).toMatchObject({ status: 'already-here', marks: [] })
})

it('a day that is still to come is none on which it was clipped', async () => {
  const before = Date.now()
  const { articleId } = await bringIn('The moon pulls the sea.', '2999-05-06')
  const { addedAt } = await test.call('articles.get', { articleId })
  expect(addedAt).toBeGreaterThanOrEqual(before)
  expect(addedAt).toBeLessThanOrEqual(Date.now())
})
