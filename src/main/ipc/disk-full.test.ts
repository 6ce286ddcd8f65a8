import { v7 } from 'uuid'
import { expect, it } from 'vitest'
import type { NoteId } from '../../shared/values.ts'
import { testApp } from '../testing/test-app.ts'

it('a full disk is said plainly, keeps what was saved, and passes', async () => {
  const test = testApp()
  const articleId = await test.add('Full\n\nA paragraph that is kept whatever happens to the disk.')
  const { db } = test.app.context
  const save = (body: string) =>
    test.call('notes.save', { id: v7() as NoteId, articleId, highlightId: null, body })
  await save('Saved before')
  // SQLite answers a page too many as it answers a disk without room.
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`)
  await expect(save('x'.repeat(900_000))).rejects.toMatchObject({
    code: 'disk-full',
    message: expect.stringContaining('Everything saved before is safe')
  })
  expect((await test.call('articles.get', { articleId })).note).toBe('Saved before')
  expect(db.prepare('SELECT step_id FROM undo_recording').pluck().get()).toBeNull()
  db.pragma('max_page_count = 1073741823')
  await save('Saved after')
  expect((await test.call('articles.get', { articleId })).note).toBe('Saved after')
  expect(test.bugs).toEqual([])
  await test.close()
})
