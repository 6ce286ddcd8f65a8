import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { countWaiting, nextWaiting } from './waiting-cards.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.close())

it('looks at the few cards of its prompt for each new card, and not at all that are due', () => {
  const { db } = test.app.context
  const prepared = vi.spyOn(db, 'prepare')
  const at = { today: 100, now: 8_640_000_000, apart: true }
  countWaiting(db, at, { due: 200, fresh: 20 })
  nextWaiting(db, at, { due: 200, fresh: 20 })
  const queries = prepared.mock.calls.map(([sql]) => sql).filter((sql) => sql.includes('cards s'))
  prepared.mockRestore()
  expect(queries).toHaveLength(3)
  for (const sql of queries) {
    const plan = db
      .prepare<[Record<string, number>], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all({ today: 100, now: 1, soon: 1, limit: 1 })
      .map(({ detail }) => detail)
    expect(plan.filter((detail) => /^(SEARCH|SCAN) s /.test(detail))).toEqual([
      expect.stringMatching(/\(prompt_id=\?\)$/)
    ])
  }
})
