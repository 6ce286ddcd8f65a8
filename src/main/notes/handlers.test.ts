import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MAX_NOTE } from '../../shared/notes.ts'
import type { ArticleId, NoteId } from '../../shared/values.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
let articleId: ArticleId

beforeEach(async () => {
  test = testApp()
  articleId = await test.add('Tides\n\nThe sea comes and goes.')
})
afterEach(() => test.close())

const writing = (body: string, base?: string) => ({
  id: v7() as NoteId,
  articleId,
  highlightId: null,
  body,
  ...(base === undefined ? {} : { base })
})
const stored = async () => (await test.call('articles.get', { articleId })).note

describe('notes', () => {
  it('written in two windows at once keep both texts, and say so', async () => {
    await test.call('notes.save', writing('The sea.', ''))
    expect(await test.call('notes.save', writing('The sea. From one.', 'The sea.'))).toEqual({
      body: 'The sea. From one.',
      joined: false
    })
    expect(await test.call('notes.save', writing('Two begins: The sea.', 'The sea.'))).toEqual({
      body: 'Two begins: The sea. From one.',
      joined: true
    })
    const third = await test.call('notes.save', writing('The sea. And three.', 'The sea.'))
    expect(third.joined).toBe(true)
    for (const words of ['Two begins', 'From one', 'And three']) expect(await stored()).toContain(words)
    await test.call('history.undo', {})
    expect(await stored()).toBe('')
  })

  it('of 50 MB are refused with a sentence, and the old text stays', async () => {
    await test.call('notes.save', writing('Before.'))
    const began = performance.now()
    await expect(test.call('notes.save', writing('x'.repeat(50_000_000)))).rejects.toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('1,000,000')
    })
    expect(await test.call('notes.keepDraft', writing('x'.repeat(50_000_000)))).toBeNull()
    expect(performance.now() - began).toBeLessThan(30_000)
    expect(await stored()).toBe('Before.')
    const most = 'y'.repeat(MAX_NOTE)
    expect((await test.call('notes.save', writing(most))).body).toBe(most)
    expect(test.bugs).toEqual([])
  })

  it('half typed when the window goes are stored by main, soon or when it closes', async () => {
    await test.call('notes.keepDraft', writing('The last wor', ''))
    await test.call('notes.keepDraft', writing('The last word', ''))
    expect(await stored()).toBe('')
    await expect.poll(stored, { timeout: 10_000 }).toBe('The last word')
    await test.call('notes.keepDraft', writing('The last word and more', 'The last word'))
    await test.restart()
    expect(await stored()).toBe('The last word and more')
    await test.call('notes.keepDraft', writing('Old', 'The last word and more'))
    await test.call('notes.save', writing('New', 'The last word and more'))
    await test.restart()
    expect(await stored()).toBe('New')
  })

  it('half typed that could not be stored are tried again until they are, and never over newer words', async () => {
    const { db } = test.app.context
    // As on a full disk, or one that does not answer.
    const fail = () =>
      db.exec(`CREATE TEMP TRIGGER no_room BEFORE INSERT ON main.notes BEGIN SELECT raise(ABORT, 'full'); END;
        CREATE TEMP TRIGGER no_room_either BEFORE UPDATE ON main.notes BEGIN SELECT raise(ABORT, 'full'); END`)
    const mend = () => db.exec('DROP TRIGGER no_room; DROP TRIGGER no_room_either')
    fail()
    await test.call('notes.keepDraft', writing('Typed', ''))
    await expect.poll(() => test.bugs.length, { timeout: 10_000 }).toBe(1)
    expect(await stored()).toBe('')
    // The window's own attempt fails as well: nothing is forgotten for that.
    await expect(test.call('notes.save', writing('Typed', ''))).rejects.toMatchObject({ code: 'internal' })
    mend()
    await expect.poll(stored, { timeout: 10_000 }).toBe('Typed')
    fail()
    await test.call('notes.keepDraft', writing('Old words', 'Typed'))
    await expect.poll(() => test.bugs.length, { timeout: 10_000 }).toBe(3)
    mend()
    await test.call('notes.save', writing('New words', 'Typed'))
    await test.restart()
    expect(await stored()).toBe('New words')
    test.bugs.length = 0
  })

  it('half typed are stored first of all when the app closes, whatever else it has to wait for', async () => {
    await test.call('notes.keepDraft', writing('Last words', ''))
    const { db } = test.app.context
    const closing = test.app.close()
    expect(db.prepare('SELECT body FROM notes').pluck().get()).toBe('Last words')
    await closing
    await test.restart()
  })
})
