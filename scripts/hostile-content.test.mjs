import { readdir, readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { at } from './paths.mjs'

/** The sources that are shipped, by path below `src`. @returns {Promise<[string, string][]>} */
async function sources() {
  const names = (await readdir(at('src'), { recursive: true }))
    .map((name) => name.replaceAll('\\', '/'))
    .filter(
      (name) => /\.(?:tsx?|html)$/.test(name) && !/\.test\.tsx?$|(?:^|\/)(?:testing|fixtures)\//.test(name)
    )
  return Promise.all(
    names.map(
      async (name) => /** @type {[string, string]} */ ([name, await readFile(at('src', name), 'utf8')])
    )
  )
}

/** Comments say what is not done; only what is done counts. @param {string} text */
const code = (text) => text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

/** @param {RegExp} pattern */
const where = async (pattern) =>
  (await sources())
    .filter(([, text]) => pattern.test(code(text)))
    .map(([name]) => name)
    .sort()

it('no string becomes markup or program', async () => {
  expect(
    await where(
      /\.(?:innerHTML|outerHTML)\s*=|insertAdjacentHTML\(|document\.write|createContextualFragment|\.setHTML|dangerouslySetInnerHTML|srcdoc=|\beval\(|new Function\(/
    )
  ).toEqual([])
})

it('the system opens addresses at one place, and files at none', async () => {
  expect(await where(/shell\.openExternal/)).toEqual(['main/open-link.ts'])
  expect(await where(/shell\.openPath|shell\.openItem/)).toEqual([])
})

it('no program is started but our own processes', async () => {
  // The storm is a test that kills its own copies.
  expect(await where(/from '(?:node:)?child_process'/)).toEqual([
    'main/search/kill-storm.ts',
    'main/spawn-process.ts'
  ])
  expect(await where(/execFile|execSync|spawnSync|shell: true/)).toEqual([])
})

it('no frame may run scripts, and the window hands nothing of Electron on', async () => {
  expect(await where(/allow-scripts/)).toEqual([])
  expect(await where(/exposeInMainWorld/)).toEqual(['preload/index.ts'])
})

it('windows are made in three places', async () => {
  expect(await where(/new (?:BrowserWindow|WebContentsView|BrowserView)\(/)).toEqual([
    'main/original-pages/page-window.ts',
    'main/printing/print-window.ts',
    'main/window.ts'
  ])
})
