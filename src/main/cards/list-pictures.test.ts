import { afterEach, beforeEach, expect, it } from 'vitest'
import { png } from '../import/fixtures/epub.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.close())

it('lists each picture that is kept once, with what it says first, and none that is missing', async () => {
  const boat = `data:image/png;base64,${png.toString('base64')}`
  const words =
    'The ferry leaves at seven and comes back when the tide allows it, which nobody knows. '.repeat(4)
  const images = [
    ['https://example.org/missing.png', 'Not here'],
    [boat, 'A boat &amp; its “crew”'],
    [boat, 'The same boat']
  ]
  const html = images.map(([src, alt]) => `<p>${words}</p><img src="${src}" alt="${alt}">`).join('')
  const articleId = await test.add(
    `<!doctype html><title>Ferries</title><article><h1>Ferries</h1>${html}<p>${words}</p></article>`,
    'ferries.html'
  )
  const { db } = test.app.context
  const [hash] = db.prepare<[], string>('SELECT hash FROM assets').pluck().all()
  const listed = { hash, width: 10, height: 10, alt: 'A boat & its “crew”' }
  expect(await test.call('cards.pictures', { articleId })).toEqual([listed])
  // A picture whose bytes are gone can hide nothing.
  db.exec('PRAGMA foreign_keys = OFF; DELETE FROM assets')
  expect(await test.call('cards.pictures', { articleId })).toEqual([])
})
