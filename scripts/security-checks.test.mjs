import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { at } from './paths.mjs'

const page = await readFile(at('docs/security-checks.md'), 'utf8')
const rows = page.split('\n').filter((line) => /^\| (?!(?:Rule|Row|Case) \|)/.test(line))
/** A test is named as `file`: words of its title. */
const named = [...page.matchAll(/`((?:src|e2e|scripts|bench)\/[^`]+)`: (.+?)(?=<br>| \||\. [A-Z]| \()/g)].map(
  ([, file, title]) => /** @type {const} */ ([file ?? '', title ?? ''])
)

it('names tests that are there', async () => {
  expect(named.length).toBeGreaterThan(100)
  const missing = []
  for (const [file, title] of named) {
    const text = await readFile(at(file), 'utf8').catch(() => '')
    if (!text.includes(title)) missing.push(`${file}: ${title}`)
  }
  expect(missing).toEqual([])
})

it('says of every line what proves it, or that nothing does', () => {
  const bare = rows.filter((row) => !/`(?:src|e2e|scripts|bench)\/[^`]+`: |\*\*not proven\*\*/.test(row))
  expect(bare).toEqual([])
})

it('has every row of the bad-input plan once', () => {
  const numbers = rows.map((row) => Number(/^\| (\d+) \|/.exec(row)?.[1])).filter(Number.isInteger)
  expect(numbers).toEqual(Array.from({ length: 58 }, (_, index) => index + 1))
})
