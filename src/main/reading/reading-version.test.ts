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
