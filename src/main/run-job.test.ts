import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runJob } from './run-job.ts'
import type { AlignJob } from './versions/align.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-job-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const compare: AlignJob = { kind: 'compare', old: 'The sea comes.', new: 'The sea goes.' }

describe('a job in a thread of its own', () => {
  it('answers with what it made', async () => {
    expect(await runJob('align-worker', compare)).toMatchObject({ changes: 2, isWhole: true })
  })

  it('refuses in the words it refused with, and in those for what the disk says', async () => {
    const missing = { kind: 'prepare-restore', libraryFolder: folder, source: join(folder, 'none.sqlite') }
    await expect(runJob('backup-worker', missing)).rejects.toMatchObject({
      name: 'AppError',
      code: 'not-found'
    })
    const noLibrary = {
      kind: 'text',
      libraryFile: join(folder, 'none.sqlite'),
      target: join(folder, 'x'),
      now: 0
    }
    await expect(runJob('anki-worker', noLibrary)).rejects.toMatchObject({
      name: 'AppError',
      code: 'unreadable'
    })
  })

  it('that breaks for another reason is a bug', async () => {
    await expect(runJob('align-worker', null)).rejects.toBeInstanceOf(TypeError)
  })

  it('is cancelled before it begins, or on its way', async () => {
    const words = 'errors.backup.cancelled'
    const stopped = { signal: AbortSignal.abort(), words } as const
    await expect(runJob('align-worker', compare, { stop: stopped })).rejects.toMatchObject({
      code: 'cancelled'
    })
    const stopping = new AbortController()
    const running = runJob('align-worker', compare, { stop: { signal: stopping.signal, words } })
    stopping.abort()
    await expect(running).rejects.toMatchObject({ name: 'AppError', code: 'cancelled' })
  })
})
