import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ArticleId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import type { PageBody } from './page-body.ts'
import { pageBody } from './read-ahead.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.close())

/** An article of so many bytes. */
async function articleOf(bytes: number): Promise<{ articleId: ArticleId; versionId: string; html: string }> {
  const line = 'The sea came in 🌊 again, and the lamp was lit for whoever was still out there.'
  const { results } = await test.call('imports.paste', {
    batchId: crypto.randomUUID(),
    text: `The lamp\n\n${Array.from({ length: bytes / 84 }, (_, at) => `${at} ${line}`).join('\n\n')}`
  })
  const articleId = results[0]!.articleId!
  const { version } = await test.call('reading.open', { articleId })
  const html = test.app.context.db
    .prepare<[string], string>('SELECT html FROM article_versions WHERE id = ?')
    .pluck()
    .get(version.id)!
  return { articleId, versionId: version.id, html }
}

const put = ({ sections, html }: PageBody) => sections.map(([from, to]) => html(from, to)).join('')
const body = (versionId: string, position: number) => pageBody(test.app.context.db, versionId, position)!

it.each([
  ['short', 20_000],
  ['long', 1_200_000]
])('gives a %s text byte for byte, from its beginning and from further down', async (_, bytes) => {
  const { versionId, html } = await articleOf(bytes)
  expect(put(body(versionId, 0))).toBe(html)
  expect(put(body(versionId, 10_000))).toBe(html)
})

it('has the beginning of a long text before the rest is read, and gives no rest that is another', async () => {
  const { versionId, html } = await articleOf(1_200_000)
  const { db } = test.app.context
  const begun = body(versionId, 0)
  const below = body(versionId, begun.sections[0]![3])
  db.prepare(
    `UPDATE article_versions SET html = replace(html, 'lamp', 'light'), sections = '[[0, 10, 0, 5]]' WHERE id = ?`
  ).run(versionId)
  const [from, to] = begun.sections[0]!
  expect(begun.html(from, to)).toBe(html.slice(from, to))
  const [nextFrom, nextTo] = begun.sections[1]!
  expect(to).toBeLessThan(16_384)
  expect(() => begun.html(nextFrom + 16_384, nextTo + 16_384)).toThrow('was changed')
  // Whoever goes on further down has all of it in one piece.
  expect(put(below)).toBe(html)
})

it('goes on with the same words where pictures have come since its beginning was given', async () => {
  const { versionId, html } = await articleOf(1_200_000)
  const { db } = test.app.context
  const begun = body(versionId, 0)
  const picture = '<img src="asset://image/0">'
  const filled = begun.sections.map(([from, to, start, end], at) => [
    from + at * picture.length,
    to + (at + 1) * picture.length,
    start,
    end
  ])
  const withPictures = begun.sections.map(([from, to]) => picture + html.slice(from, to)).join('')
  db.prepare('UPDATE article_versions SET html = ?, sections = ? WHERE id = ?').run(
    withPictures,
    JSON.stringify(filled),
    versionId
  )
  const inBeginning = begun.sections.filter(([, to]) => to <= 16_384).length
  expect(inBeginning).toBeGreaterThan(0)
  const rest = begun.sections.slice(inBeginning)
  expect(rest.map(([from, to]) => begun.html(from, to))).toEqual(
    rest.map(([from, to]) => picture + html.slice(from, to))
  )
})

it('reads a long text ahead whose first piece is longer than what an index has of it', async () => {
  const { articleId, versionId, html } = await articleOf(1_200_000)
  const { db } = test.app.context
  db.prepare('UPDATE article_versions SET sections = ? WHERE id = ?').run(
    JSON.stringify([
      [0, 20_000, 0, 15_000],
      [20_000, html.length, 15_000, html.length]
    ]),
    versionId
  )
  await test.call('reading.open', { articleId, ahead: true })
  await new Promise(setImmediate)
  db.prepare("UPDATE article_versions SET html = '' WHERE id = ?").run(versionId)
  expect(put(body(versionId, 0))).toBe(html)
})

it('reads what is opened ahead of its page, once, and the very same text', async () => {
  const { articleId, versionId, html } = await articleOf(20_000)
  const { db } = test.app.context
  await test.call('reading.open', { articleId, ahead: true })
  await new Promise(setImmediate)
  // Only what is kept has the words that were there.
  db.prepare("UPDATE article_versions SET html = '' WHERE id = ?").run(versionId)
  expect(put(body(versionId, 0))).toBe(html)
  expect(put(body(versionId, 0))).toBe('')
  expect(pageBody(db, crypto.randomUUID(), 0)).toBeUndefined()
})

it('gives each version its own body, whichever was read ahead', async () => {
  const [one, other] = [await articleOf(20_000), await articleOf(30_000)]
  await test.call('reading.open', { articleId: one.articleId, ahead: true })
  await new Promise(setImmediate)
  expect(put(body(other.versionId, 0))).toBe(other.html)
  expect(put(body(one.versionId, 0))).toBe(one.html)
})

it('gives a long text whose index is damaged or gone', async () => {
  const { articleId, versionId, html } = await articleOf(1_200_000)
  const { db } = test.app.context
  db.exec('DROP INDEX article_versions_beginning')
  expect(put(body(versionId, 0))).toBe(html)
  await test.call('reading.open', { articleId, ahead: true })
  await new Promise(setImmediate)
  expect(put(body(versionId, 0))).toBe(html)
})
