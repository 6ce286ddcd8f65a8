import { mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openPages } from './page-file.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lectern-pages-'))
  file = join(folder, 'library.sqlite')
  const db = new SQLite(file)
  db.exec('CREATE TABLE words (word TEXT)')
  db.prepare('INSERT INTO words VALUES (?)').run('many '.repeat(10_000))
  db.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('gives every page the file holds whole, the last one too, and no other', () => {
  const bytes = readFileSync(file)
  const pages = openPages(file)
  expect(pages.pageCount).toBe(bytes.length / pages.pageSize)
  expect(pages.pageCount).toBeGreaterThan(5)
  const all = Array.from({ length: pages.pageCount }, (_, at) => pages.page(at + 1)!)
  expect(Buffer.concat(all).equals(bytes)).toBe(true)
  expect(pages.page(0)).toBeUndefined()
  expect(pages.page(pages.pageCount + 1)).toBeUndefined()
  pages.close()
})

it('gives of a file that was cut short what is whole', () => {
  const { length } = readFileSync(file)
  truncateSync(file, length - 1)
  const pages = openPages(file)
  expect(pages.pageCount).toBe(length / pages.pageSize - 1)
  const last = length - 2 * pages.pageSize
  const whole = readFileSync(file).subarray(last, last + pages.pageSize)
  expect(Buffer.from(pages.page(pages.pageCount)!).equals(whole)).toBe(true)
  expect(pages.page(pages.pageCount + 1)).toBeUndefined()
  pages.close()
})
