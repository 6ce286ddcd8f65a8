import { afterEach, beforeEach, expect, it } from 'vitest'
import type { HighlightId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.close())

it('counts each of more highlights than one turn takes, and answers others meanwhile', async () => {
  const articleId = await test.add('Tides\n\nThe sea comes and goes.')
  const first = await test.mark(articleId, 'sea', { tag: 'Water' })
  const { db } = test.app.context
  const more = 4500
  db.prepare(
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO highlights SELECT printf('01a00000-0000-7000-8000-%012d', i), article_id, version_id, text_start,
       text_end, exact, prefix, suffix, color, created_at, updated_at, device_id
     FROM n JOIN highlights ON highlights.id = ?`
  ).run(more, first)
  db.prepare(
    `INSERT INTO highlight_tags SELECT id, 'water', 1, device_id FROM highlights WHERE id <> ?
     UNION ALL SELECT id, 'salt', 1, device_id FROM highlights WHERE id LIKE '%1'`
  ).run(first)
  const except = ['01a00000-0000-7000-8000-000000000001' as HighlightId]
  let isAnswered = false
  const tags = test.call('tags.ofHighlights', { filter: {}, except }).then((answer) => {
    isAnswered = true
    return answer
  })
  await test.call('settings.get', {})
  expect(isAnswered).toBe(false)
  const salted = db.prepare("SELECT count(*) FROM highlights WHERE id LIKE '%1'").pluck().get() as number
  expect((await tags).map(({ tag, count }) => [tag.toLowerCase(), count])).toEqual([
    ['water', more],
    ['salt', salted - 1]
  ])
})
