import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { libraryFolder, rememberLibraryFolder, rememberOpened, wasOpened } from './library-folder.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lectern-home-'))
  vi.stubEnv('LECTERN_HOME', home)
  vi.stubEnv('LECTERN_LIBRARY', '')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true, force: true })
})

it('is the one that was chosen, else the one in the device’s folder', () => {
  expect(libraryFolder()).toBe(join(home, 'library'))
  rememberLibraryFolder('/somewhere/else')
  expect(libraryFolder()).toBe('/somewhere/else')
  expect(wasOpened('/somewhere/else')).toBe(false)
  rememberOpened('/somewhere/else')
  expect(wasOpened('/somewhere/else')).toBe(true)
})

it.each([
  ['empty', ''],
  ['binary', '\0\x01\x02'],
  ['of several lines', '/one\n/two'],
  ['no path', '{"folder": "/x"}'],
  ['huge', '/'.padEnd(5_000_000, 'x')]
])('is the last one opened when the note of the choice is %s, which is put aside', (_what, content) => {
  rememberOpened('/the/library')
  const note = join(home, 'library-folder.txt')
  writeFileSync(note, content)
  expect(libraryFolder()).toBe('/the/library')
  expect(existsSync(note)).toBe(false)
  expect(readFileSync(`${note}.aside`, 'utf8')).toBe(content)
})
