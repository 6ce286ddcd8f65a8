import { expect, it } from 'vitest'
import { testApp } from '../testing/test-app.ts'
import { ofAddress, ofTitle } from './find-edition.ts'

it('walks no table, however many articles there are', async () => {
  const test = testApp()
  const { db } = test.app.context
  const plan = (sql: string, values: Record<string, string>) =>
    db
      .prepare<[Record<string, string>], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(values)
      .map(({ detail }) => detail)
  expect(plan(ofAddress, { url: 'u', address: 'a', id: 'i' })).toContain(
    'SEARCH a USING INDEX articles_by_url (url=?)'
  )
  expect(plan(ofTitle, { title: 't', id: 'i' })).toContain(
    'SEARCH a USING INDEX articles_by_title (trashed_at=? AND title=?)'
  )
  await test.app.close()
})
