import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'lectern-looks-'))
  vi.stubEnv('LECTERN_HOME', home)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true, force: true })
})

let starts = 0
/** As a start of the app finds it: nothing read yet. Another address is another module. */
const fresh = (): Promise<typeof import('./looks.ts')> => import(`./looks.ts?start=${++starts}`)
const file = () => join(home, 'looks.json')

it('a start looks as the last one did', async () => {
  const first = await fresh()
  expect(first.looks()).toBeUndefined()
  first.rememberLooks({ language: 'ar', theme: 'black' })
  expect((await fresh()).looks()).toEqual({ language: 'ar', theme: 'black' })
})

it('has the names of the menus, where they are names', async () => {
  const first = await fresh()
  first.rememberLooks({ language: 'de', theme: 'dark' })
  first.rememberLooks({ menus: ['Datei', 'Hilfe'] })
  expect((await fresh()).looks()).toEqual({ language: 'de', theme: 'dark', menus: ['Datei', 'Hilfe'] })
  writeFileSync(file(), '{"language":"de","theme":"dark","menus":["Datei",{}]}')
  expect((await fresh()).looks()).toEqual({ language: 'de', theme: 'dark' })
})

it.each([
  'no JSON',
  '[]',
  'null',
  '{"language":"tlh","theme":"dark"}',
  '{"language":"de","theme":"\\" onload=\\"x"}'
])('takes %s for no note at all', async (text) => {
  writeFileSync(file(), text)
  expect((await fresh()).looks()).toBeUndefined()
})

it('writes only what has changed, and does without a place to write', async () => {
  const { looks, rememberLooks } = await fresh()
  rememberLooks({ language: 'de', theme: 'sepia' })
  const before = readFileSync(file(), 'utf8')
  writeFileSync(file(), 'left alone')
  rememberLooks({ language: 'de', theme: 'sepia' })
  expect(readFileSync(file(), 'utf8')).toBe('left alone')
  expect(before).toContain('sepia')
  rmSync(home, { recursive: true })
  writeFileSync(home, 'a file where the folder was')
  rememberLooks({ language: 'de', theme: 'dark' })
  expect(looks()).toEqual({ language: 'de', theme: 'dark' })
})
