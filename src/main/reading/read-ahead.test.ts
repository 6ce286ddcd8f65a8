import { expect, it } from 'vitest'
import { testApp } from '../testing/test-app.ts'
import { takeBody } from './read-ahead.ts'

it('reads the text of an article that is opened ahead of its page, once, and the very same text', async () => {
  const test = testApp()
  const { results } = await test.call('imports.paste', {
    batchId: crypto.randomUUID(),
    text: 'One title\n\nA paragraph of a few words.'
  })
  const articleId = results[0]!.articleId!
  const { version } = await test.call('reading.open', { articleId })
  const now = takeBody(test.app.context.db, version.id)
  expect(now?.html).toContain('A paragraph of a few words.')

  await test.call('reading.open', { articleId, ahead: true })
  await new Promise(setImmediate)
  const ahead = takeBody(test.app.context.db, version.id)
  expect(ahead).toEqual(now)
  expect(takeBody(test.app.context.db, version.id)).not.toBe(ahead)
  expect(takeBody(test.app.context.db, crypto.randomUUID())).toBeUndefined()
  await test.close()
})
