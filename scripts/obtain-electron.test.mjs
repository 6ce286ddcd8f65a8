import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkIntegrity } from './integrity.mjs'
import { isFreshFailure } from './obtain-electron.mjs'

describe('the pinned hash', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lectern-integrity-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('lets the pinned file through and stops at any other', async () => {
    const file = join(folder, 'electron.tgz')
    await writeFile(file, 'as pinned')
    const pinned = `sha512-${createHash('sha512').update('as pinned').digest('base64')}`
    await expect(checkIntegrity(file, pinned)).resolves.toBeUndefined()
    await writeFile(file, 'as pinned, and something more')
    await expect(checkIntegrity(file, pinned)).rejects.toThrow('not what Lectern pinned')
  })
})

describe('a failed official download', () => {
  const HOUR = 60 * 60 * 1000
  const failure = { version: '45.4.1', at: 100 * HOUR }

  it('is remembered for a day, for that version only', () => {
    expect(isFreshFailure(failure, '45.4.1', 123 * HOUR)).toBe(true)
    expect(isFreshFailure(failure, '45.4.1', 125 * HOUR)).toBe(false)
    expect(isFreshFailure(failure, '45.4.2', 101 * HOUR)).toBe(false)
    expect(isFreshFailure(undefined, '45.4.1', 101 * HOUR)).toBe(false)
  })

  it('is not believed when the clock stood later then than now', () => {
    expect(isFreshFailure(failure, '45.4.1', 99 * HOUR)).toBe(false)
  })
})
