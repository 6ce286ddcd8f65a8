import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { at } from '../paths.mjs'

const renderer = at('src', 'renderer')
const read = (/** @type {string} */ file) => readFileSync(file, 'utf8')

/** Files of ours that one imports, statically or (`import()`) when it is needed. */
function importsOf(/** @type {string} */ file, /** @type {'static' | 'later'} */ how) {
  const lines = how === 'static' ? /^(?:import|export|\}) .*?'(\.[^']+)'$/gm : /import\('(\.[^']+)'\)/g
  return [...read(file).matchAll(lines)]
    .filter(([line]) => !line.startsWith('import type'))
    .map(([, path]) => join(dirname(file), path ?? ''))
    .filter((path) => path.startsWith(renderer) && existsSync(path))
}

/** A file and all that comes along with it. */
function together(/** @type {string} */ entry, found = new Set()) {
  if (found.has(entry)) return found
  found.add(entry)
  if (/\.tsx?$/.test(entry)) for (const file of importsOf(entry, 'static')) together(file, found)
  return found
}

/** Every part of the window that is loaded by itself. */
function partsOf(/** @type {string} */ entry, found = new Set()) {
  if (found.has(entry)) return found
  found.add(entry)
  for (const file of together(entry))
    if (/\.tsx?$/.test(file)) for (const part of importsOf(file, 'later')) partsOf(part, found)
  return found
}

/** Classes that a stylesheet has a rule for by itself, whatever they stand in. */
function classesOf(/** @type {string} */ sheet) {
  const rules = read(sheet).replace(/\/\*[\s\S]*?\*\//g, '')
  return [...rules.matchAll(/^\.([a-zA-Z][\w-]*)(?:,| \{|:|::)/gm)].map(([, name]) => name)
}

const usedIn = (/** @type {string} */ component) =>
  [...read(component).matchAll(/className="([^"]+)"/g)].flatMap(([, names]) => names?.split(/\s+/) ?? [])

it('whatever is loaded by itself brings its styles along', () => {
  const main = together(join(renderer, 'main.tsx'))
  const parts = [...partsOf(join(renderer, 'main.tsx'))]
  const sheets = new Set(parts.flatMap((part) => [...together(part)].filter((file) => file.endsWith('.css'))))
  const missing = new Set()
  let looked = 0
  for (const part of parts) {
    const files = [...together(part), ...main]
    const here = new Set(files.filter((file) => file.endsWith('.css')).flatMap(classesOf))
    const elsewhere = new Set([...sheets].flatMap(classesOf))
    for (const file of together(part)) {
      if (!file.endsWith('.tsx')) continue
      for (const name of usedIn(file)) {
        looked++
        if (elsewhere.has(name) && !here.has(name))
          missing.add(`${relative(renderer, part)}: ${name} of ${relative(renderer, file)}`)
      }
    }
  }
  expect([...missing]).toEqual([])
  expect(looked).toBeGreaterThan(500)
  expect(sheets.size).toBeGreaterThan(15)
})
