import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { at } from './paths.mjs'

/** Licences that an MIT app may ship; SPDX names. */
const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Zlib',
  'OFL-1.1'
])

/** Chosen one by one, each with its reason in docs/decisions/0009-dependencies.md. */
const CHOSEN = new Map([
  ['citeproc', 'CPAL-1.0'],
  // Of markdown readers: as free as MIT, in Python's words.
  ['argparse', 'PSF-2.0'],
  // Of mammoth: two clauses, as its LICENSE file says.
  ['duck', 'BSD']
])

/** Development dependencies that the build puts into the window; what only builds and tests is not shipped. */
const BUNDLED = [
  '@base-ui/react',
  '@expo-google-fonts/arimo',
  '@fontsource-variable/literata',
  '@fontsource-variable/source-serif-4',
  '@fontsource/atkinson-hyperlegible',
  '@tanstack/react-query',
  '@tanstack/react-virtual',
  'lucide',
  'pdfjs-dist',
  'react',
  'react-dom'
]

/**
 * Whether an SPDX expression allows us to ship: one side of an OR is enough, AND needs both.
 * @param {string} expression @param {string | undefined} chosen
 */
function allows(expression, chosen) {
  const flat = expression.replace(/[()]/g, ' ')
  return flat
    .split(/\sOR\s/)
    .some((side) => side.split(/\sAND\s/).every((name) => ALLOWED.has(name.trim()) || name.trim() === chosen))
}

/** @typedef {{ dev?: boolean, optional?: boolean, link?: boolean, dependencies?: Record<string, string> }} Locked */

/**
 * Where the packages stand that come along with the app, by the lockfile: everything of `dependencies`, and of
 * the bundled ones, with what each of them asks for.
 */
async function shipped() {
  /** @type {{ packages: Record<string, Locked> }} */
  const { packages } = JSON.parse(await readFile(at('package-lock.json'), 'utf8'))
  const found = new Set(Object.keys(packages).filter((place) => place !== '' && !packages[place]?.dev))
  /** Node's own way of looking: beside, then outward. @param {string} from @param {string} name */
  const resolve = (from, name) => {
    for (let place = from; ; place = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1))) {
      const tried = `${place === '' ? '' : `${place}/`}node_modules/${name}`
      if (packages[tried]) return tried
      if (place === '') return undefined
    }
  }
  const waiting = BUNDLED.map((name) => `node_modules/${name}`)
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (found.has(place) && !BUNDLED.includes(place.slice('node_modules/'.length))) continue
    found.add(place)
    for (const name of Object.keys(packages[place]?.dependencies ?? {})) {
      const next = resolve(place, name)
      if (next !== undefined && !found.has(next)) waiting.push(next)
    }
  }
  return [...found]
}

/** @param {any} description package.json */
function licenceOf({ license, licenses }) {
  if (typeof license === 'string') return license
  if (typeof license?.type === 'string') return license.type
  return Array.isArray(licenses) ? licenses.map((one) => one.type ?? one).join(' OR ') : ''
}

it('ships nothing whose licence an MIT app may not carry', async () => {
  const places = await shipped()
  expect(places).toContain('node_modules/better-sqlite3')
  expect(places).toContain('node_modules/react')
  const refused = []
  for (const place of places) {
    const text = await readFile(at(place, 'package.json'), 'utf8').catch(() => undefined)
    // Optional packages of other platforms are in the lockfile and not here.
    if (text === undefined) continue
    const description = JSON.parse(text)
    const licence = licenceOf(description)
    if (!allows(licence, CHOSEN.get(description.name))) refused.push(`${place}: ${licence || 'none stated'}`)
  }
  expect(refused).toEqual([])
})

it.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0)', true],
  ['MIT AND Apache-2.0', true],
  ['MIT AND GPL-2.0', false],
  ['AGPL-3.0-only', false],
  ['SEE LICENSE IN x', false],
  ['', false]
])('reads “%s”', (expression, allowed) => {
  expect(allows(expression, undefined)).toBe(allowed)
})

it('installs exact versions, from the lockfile, and runs no install scripts', async () => {
  const { dependencies, devDependencies } = JSON.parse(await readFile(at('package.json'), 'utf8'))
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/)
  }
  expect(await readFile(at('.npmrc'), 'utf8')).toMatch(/^ignore-scripts\s*=\s*true$/m)
  /** @type {{ packages: Record<string, { integrity?: string, link?: boolean }> }} */
  const { packages } = JSON.parse(await readFile(at('package-lock.json'), 'utf8'))
  const unsealed = Object.entries(packages).filter(([place, { integrity }]) => place !== '' && !integrity)
  expect(unsealed.map(([place]) => place)).toEqual([])
})
