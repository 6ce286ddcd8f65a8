import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isWholeElf, requireWholeSqlite } from './whole-program.ts'

const sqlite = join(dirname(createRequire(import.meta.url).resolve('better-sqlite3')), '..')
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-elf-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('machine code', () => {
  it('is whole as it came, and not when it was cut anywhere', () => {
    const copy = join(folder, 'linux.node')
    for (const machine of ['linux-x64', 'linux-arm64', 'linuxmusl-x64']) {
      copyFileSync(join(sqlite, 'prebuilds', `${machine}.node`), copy)
      expect(isWholeElf(copy)).toBe(true)
      const { size } = statSync(copy)
      for (const cut of [size - 1, size - 4096, Math.floor(size / 2), 10_000, 200, 64, 10, 0]) {
        truncateSync(copy, cut)
        expect(isWholeElf(copy), `${machine} cut at ${cut}`).toBe(false)
      }
    }
  })

  it('that is of another kind is not judged', () => {
    const other = join(folder, 'other.node')
    copyFileSync(join(sqlite, 'prebuilds', 'darwin-arm64.node'), other)
    expect(isWholeElf(other)).toBe(true)
    writeFileSync(other, 'no machine code at all')
    expect(isWholeElf(other)).toBe(true)
  })

  it('of SQLite is whole here', () => {
    expect(requireWholeSqlite).not.toThrow()
  })
})
