import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract, type MethodName } from '../../shared/contract.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
beforeAll(() => {
  test = testApp()
})
afterAll(() => test.close())

const wrong: [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a string', 'articles'],
  ['a number', Number.NaN],
  ['a list', []],
  ['an extra key', { surprise: 1 }],
  ['__proto__ as an own key', JSON.parse('{"__proto__": {"polluted": true}}')],
  ['constructor', { constructor: { prototype: { polluted: true } } }],
  [
    'wrong types throughout',
    { articleId: 7, articleIds: 'x', query: {}, page: -1, batchId: [], url: 1, id: null }
  ]
]

describe.each(Object.keys(contract) as MethodName[])('%s', (method) => {
  it.each(wrong)('refuses %s and changes nothing', async (_name, input) => {
    const before = test.app.context.db.prepare('SELECT total_changes()').pluck().get()
    const reply = await test.app.dispatch(method, input)
    expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
    expect(test.app.context.db.prepare('SELECT total_changes()').pluck().get()).toBe(before)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

describe('dispatch', () => {
  it.each(['nope', '__proto__', 'constructor', 'toString', ''])(
    'knows no method called “%s”',
    async (method) => {
      expect(await test.app.dispatch(method, {})).toMatchObject({
        ok: false,
        error: { code: 'invalid-input' }
      })
    }
  )

  it('refuses text that SQLite would change silently', async () => {
    const articleIds = ['01890a5d-ac96-774b-bcce-b302099a8057']
    for (const tag of ['a\0b', 'half \ud800', '']) {
      expect(await test.app.dispatch('articles.addTag', { articleIds, tag })).toMatchObject({
        ok: false,
        error: { code: 'invalid-input' }
      })
    }
  })

  it('says where it did not understand, and nothing of what stands there', async () => {
    const told = async (input: unknown) => {
      const reply = await test.app.dispatch('articles.setStarred', input)
      return reply.ok ? '' : reply.error.message
    }
    const message = await told({ articleIds: ['a secret'], starred: 'another' })
    expect(message).toContain('articleIds.0 (')
    expect(message).toContain('starred (invalid_type)')
    expect(message).not.toMatch(/secret|another/)
    expect(await told('a secret')).toContain('input (invalid_type)')
  })

  it('answers a bug with a calm sentence and tells main which method it was', async () => {
    test.app.context.db.exec('ALTER TABLE notes RENAME TO notes_elsewhere')
    const reply = await test.app.dispatch('articles.list', {
      filter: {},
      sort: 'added',
      descending: true,
      page: { offset: 0, limit: 10 }
    })
    test.app.context.db.exec('ALTER TABLE notes_elsewhere RENAME TO notes')
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } })
    expect(test.bugs.at(-1)?.method).toBe('articles.list')
  })
})
