import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ImportBatches } from '../imports/import-batch.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'
import { getWatchedFile, saveWatchedFile, saveWatchedFolder } from './repository.ts'
import { takeFile } from './take-file.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.close())

it('notes nothing of a file for a folder that was chosen while its article got a new version', async () => {
  const { context } = test.app
  const file = { path: '/inbox/tides.txt', size: 10, modifiedAt: 1 }
  const articleId = await test.add('Tides\n\nThe sea comes and goes.')
  const added = await test.add('Tides\n\nThe sea comes and goes, and comes again.', 'again.txt')
  const imports: Pick<ImportBatches, 'files'> = {
    files: async () => ({
      results: [{ file: file.path, status: 'added', articleId: added, title: 'Tides', message: '' }],
      stopped: false
    })
  }
  saveWatchedFolder(context.db, '/inbox')
  saveWatchedFile(context.db, { ...file, size: 5, fate: 'added', articleId, message: '' }, 1)
  await takeFile(
    context,
    imports,
    { folder: '/inbox', file },
    { isOver: () => false, onNewVersion: () => saveWatchedFolder(context.db, '/elsewhere') }
  )
  expect((await test.call('versions.list', { articleId })).length).toBe(2)
  expect(getWatchedFile(context.db, file.path)).toBeUndefined()
})
