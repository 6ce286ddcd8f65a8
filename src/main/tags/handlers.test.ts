import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
let first: ArticleId
let second: ArticleId

beforeEach(async () => {
  test = testApp()
  first = await test.add('Tides\n\nThe sea comes and goes.', 'tides.txt')
  second = await test.add('Waves\n\nThey come and go.', 'waves.txt')
})
afterEach(() => test.close())

describe('a tag', () => {
  it.each([
    ['Politics', 'politics'],
    ['Étude', 'étude'],
    ['ИСТОРИЯ', 'История'],
    // The same letters, composed and in parts.
    ['Übung', 'u\u0308bung']
  ])('“%s” is taken for “%s”, whatever its alphabet', async (known, typed) => {
    await test.call('articles.addTag', { articleIds: [first], tag: known })
    await test.call('articles.addTag', { articleIds: [second], tag: typed })
    expect(await test.call('tags.list', {})).toEqual([{ tag: known, articleCount: 2, highlightCount: 0 }])
  })

  it('renamed to another that is in use becomes that one, as it is spelled; its own name may be spelled anew', async () => {
    await test.call('articles.addTag', { articleIds: [first], tag: 'Étude' })
    await test.call('articles.addTag', { articleIds: [second], tag: 'paper' })
    expect(await test.call('tags.rename', { from: 'paper', to: 'étude' })).toEqual({ tag: 'Étude' })
    expect(await test.call('tags.list', {})).toEqual([{ tag: 'Étude', articleCount: 2, highlightCount: 0 }])
    expect(await test.call('tags.rename', { from: 'Étude', to: 'étude' })).toEqual({ tag: 'étude' })
    expect(await test.call('tags.list', {})).toMatchObject([{ tag: 'étude' }])
  })

  it('that only looks alike stays a tag of its own', async () => {
    await test.call('articles.addTag', { articleIds: [first], tag: 'Etude' })
    await test.call('articles.addTag', { articleIds: [second], tag: 'Étude' })
    expect((await test.call('tags.list', {})).length).toBe(2)
  })
})
