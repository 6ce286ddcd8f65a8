import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { at, root } from './paths.mjs'
import { runShown } from './run-command.mjs'

const STAMP = at('out', 'built-from')
const BUILT = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html']

/**
 * A hash over everything a build is made from: names and contents, in a fixed order. Contents, not times:
 * git sets times to the moment of the checkout.
 * @param {string} folder
 * @param {readonly string[]} [files] further files, relative to the folder's parent
 */
export async function hashSources(folder, files = []) {
  const base = dirname(folder)
  const found = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(base, join(entry.parentPath, entry.name)))
  const hash = createHash('sha256')
  for (const name of [...found, ...files].sort()) {
    const content = await readFile(join(base, name))
    hash.update(`${name.split(sep).join('/')}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Builds the app, whatever is there. @param {readonly string[]} [args] */
export async function build(args = []) {
  await rm(STAMP, { force: true })
  const sources = await sourcesNow()
  const code = await runShown(process.execPath, [
    at('node_modules/electron-vite/bin/electron-vite.js'),
    'build',
    ...args
  ])
  if (code !== 0) return code
  await mkdir(dirname(STAMP), { recursive: true })
  // Hashed before the build: a file saved meanwhile makes the next run build again.
  await writeFile(STAMP, sources)
  return 0
}

/** Builds the app when what is built is not made from what is here. */
export async function buildWhenStale() {
  const stamp = await readFile(STAMP, 'utf8').catch(() => undefined)
  const whole = BUILT.every((file) => existsSync(at(file)))
  return whole && stamp === (await sourcesNow()) ? 0 : build()
}

async function sourcesNow() {
  const settings = (await readdir(root)).filter((name) => /^electron\.vite\..*ts$/.test(name))
  return hashSources(join(root, 'src'), [...settings, 'package-lock.json'])
}
