import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkStart } from './backups/check-rows.ts'
import { openLibrary } from './db/open-library.ts'
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

  it('says how far it is, and what it finds on the way, each to whoever listens for it', async () => {
    const library = openLibrary(folder)
    const job = { kind: 'check', libraryFile: library.file, from: checkStart, pause: 1, pages: false }
    const steps: unknown[] = []
    const told: number[][] = []
    await runJob('backup-worker', job, {
      onStep: (step) => steps.push(step),
      tell: (done, total) => told.push([done, total])
    })
    library.close()
    expect(told.length).toBeGreaterThan(0)
    expect(steps.length).toBeGreaterThan(0)
    for (const step of steps) expect(step).toMatchObject({ next: expect.anything(), damages: [] })
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
