import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from './paths.mjs'

const renderer = join(root, 'src/renderer')
/** The window's own stylesheets; those in `public` are the article's frame, a document of its own. */
const sheets = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.css') && !name.startsWith('public')
)

/**
 * The classes a sheet gives looks to by their name alone, outside of conditions such as a narrow window.
 * @param {string} css
 */
function classesOf(css) {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/@[^{;]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '')
  const selectors = [...plain.matchAll(/([^{}]+)\{/g)].flatMap(([, list]) => list?.split(',') ?? [])
  return selectors.flatMap((one) => /^\s*\.([a-z][\w-]*)\s*$/.exec(one)?.[1] ?? [])
}

it('gives every class one stylesheet: sheets of parts loaded later change nothing that is shown already', () => {
  /** @type {Map<string, string>} */
  const owners = new Map()
  /** @type {string[]} */
  const shared = []
  for (const sheet of sheets) {
    for (const name of classesOf(readFileSync(join(renderer, sheet), 'utf8'))) {
      const owner = owners.get(name)
      if (owner !== undefined && owner !== sheet) shared.push(`.${name}: ${owner} and ${sheet}`)
      owners.set(name, sheet)
    }
  }
  expect(owners.size).toBeGreaterThan(200)
  expect(shared).toEqual([])
})

it('styles highlights at the root alone, from where all else inherits', () => {
  const bare = readdirSync(join(renderer, 'public'))
    .filter((name) => name.endsWith('.css'))
    .flatMap((name) => {
      const css = readFileSync(join(renderer, 'public', name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
      return [...css.matchAll(/(\S*)::(?:highlight|selection)\b/g)].map(([, before]) => `${name}: ${before}`)
    })
  expect(bare.length).toBeGreaterThan(12)
  // Any other rule would have a style made for every element and every kind of highlight (decision 5).
  expect(bare.filter((one) => !one.endsWith(': :root'))).toEqual([])
})
