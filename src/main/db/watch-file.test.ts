import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArticleId, NoteId } from '../../shared/values.ts'
import { testApp } from '../testing/test-app.ts'
import { LIBRARY_FILE } from './library-files.ts'
import { lockLibrary } from './lock-library.ts'
import { migrations } from './migrations/index.ts'
import { openLibrary } from './open-library.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-watch-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const noteBodies = () => {
  const library = openLibrary(folder, { create: false })
  const bodies = library.db.prepare('SELECT body FROM notes').pluck().all()
  library.close()
  return bodies
}

/** Saves a note, deletes the log, does `more`, and dies; says what was saved and what was refused. */
function dieWithoutLog(more: string): string {
  const program = `
    import { rmSync } from 'node:fs'
    import { testApp } from ${JSON.stringify(join(import.meta.dirname, '../testing/test-app.ts'))}
    const test = testApp({ folder: ${JSON.stringify(folder)} })
    const articleId = test.app.context.db.prepare('SELECT id FROM articles').pluck().get()
    const save = (body) =>
      test.call('notes.save', { id: crypto.randomUUID(), articleId, highlightId: null, body })
        .then(() => console.log('saved', body), (error) => console.log(error.code, body))
    await save('before')
    rmSync(${JSON.stringify(join(folder, `${LIBRARY_FILE}-wal`))})
    ${more}
    process.kill(process.pid, 'SIGKILL')`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8'
  })
  return stdout.trim()
}

// Windows deletes no file that is open.
describe.skipIf(process.platform === 'win32')('a log that is deleted while the library is open', () => {
  beforeEach(async () => {
    const test = testApp({ folder })
    await test.add('Tides\n\nThe sea comes and goes.')
    await test.app.close()
  })

  it('loses nothing that was saved when the next change comes, which is refused', () => {
    expect(dieWithoutLog("await save('after')")).toBe('saved before\nnot-found after')
    expect(noteBodies()).toEqual(['before'])
  })

  it('loses nothing either when no change comes', () => {
    expect(dieWithoutLog('await new Promise((resolve) => setTimeout(resolve, 1500))')).toBe('saved before')
    expect(noteBodies()).toEqual(['before'])
  })
})

it('a library that a newer Lectern has changed meanwhile is not written to any more', async () => {
  const test = testApp({ folder })
  const articleId: ArticleId = await test.add('Tides\n\nThe sea comes and goes.')
  const newer = openLibrary(folder)
  newer.db.pragma(`user_version = ${migrations.at(-1)!.version + 1}`)
  newer.close()
  const note = { id: crypto.randomUUID() as NoteId, articleId, highlightId: null, body: 'Words' }
  await expect(test.call('notes.save', note)).rejects.toMatchObject({ code: 'newer-library' })
  const batchId = crypto.randomUUID()
  await expect(test.call('imports.paste', { batchId, text: 'Words' })).rejects.toMatchObject({
    code: 'newer-library'
  })
  // Reading goes on.
  expect(await test.call('articles.get', { articleId })).toMatchObject({ title: 'Tides' })
  await test.app.close()
})

it('one library has one window, also when another folder holds a link to its file', async () => {
  const test = testApp({ folder })
  const beside = join(folder, 'beside')
  mkdirSync(beside)
  symlinkSync(join(folder, LIBRARY_FILE), join(beside, LIBRARY_FILE))
  expect(() => lockLibrary(beside)).toThrow(expect.objectContaining({ code: 'busy' }))
  await test.app.close()
  lockLibrary(beside)()
})
