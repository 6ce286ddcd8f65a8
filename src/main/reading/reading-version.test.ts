import { afterEach, beforeEach, expect, it } from 'vitest'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.close())

it('gives any version of an article, and refuses one that is not there', async () => {
  const { results } = await test.call('imports.paste', {
    batchId: crypto.randomUUID(),
    text: 'One title\n\nA paragraph of a few words.'
  })
  const { version } = await test.call('reading.open', { articleId: results[0]!.articleId! })
  expect(await test.call('reading.version', { versionId: version.id })).toEqual(version)
  await expect(
    test.call('reading.version', { versionId: crypto.randomUUID() as never })
  ).rejects.toMatchObject({
    code: 'not-found'
  })
})

it('says that its page is another when what stands above the text is', async () => {
  const { results } = await test.call('imports.paste', {
    batchId: crypto.randomUUID(),
    text: 'One title\n\nA paragraph of a few words.'
  })
  const articleId = results[0]!.articleId!
  const masthead = async () => (await test.call('reading.open', { articleId })).version.masthead
  const seen = new Set([await masthead()])
  const said = [{ title: 'Another' }, { byline: 'Ada Penn' }, { site: 'The Sea' }, { published: '2020' }]
  for (const one of [...said, { language: 'fr' }]) {
    await test.call('articles.update', { articleId, ...one })
    seen.add(await masthead())
  }
  expect(seen.size).toBe(6)
  await test.call('reading.opened', { articleId })
  expect(seen).toContain(await masthead())
})
