import { readdir, readFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { expect, it } from 'vitest'
import { at } from './paths.mjs'

/** Packages that main asks for while it runs; makers of random data are for tests. @returns {Promise<Set<string>>} */
async function askedForByMain() {
  const files = (await readdir(at('src/main'), { recursive: true })).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !/testing|random-/.test(name)
  )
  const asked = new Set()
  for (const file of files) {
    const text = await readFile(at('src/main', file), 'utf8')
    for (const [, type, name] of text.matchAll(
      /(?:^|\n)(?:import|export)\s(type\s)?[^'"]*?from\s'([^'.][^']*)'/g
    )) {
      if (!type && name && !isBuiltin(name) && name !== 'electron') {
        asked.add(name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0])
      }
    }
  }
  return asked
}

// A package that is only in devDependencies is bundled into main, where its own shims may break the build's,
// and a packaged app does not have it at all.
it('lists every package that main asks for among the dependencies', async () => {
  const { dependencies } = JSON.parse(await readFile(at('package.json'), 'utf8'))
  const asked = await askedForByMain()
  expect(asked).toContain('better-sqlite3')
  expect([...asked].filter((name) => !(name in dependencies))).toEqual([])
})
