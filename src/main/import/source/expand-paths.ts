import { lstat, readdir, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { MAX_FILES } from '../../../shared/imports.ts'
import { hasKnownExtension } from './known-extensions.ts'
import { isCompanion } from './local-pictures.ts'

const MAX_DEPTH = 64
/** A disk or share that has said nothing for so long is given up, milliseconds. */
export const SILENCE_MS = 10_000
/** Folders asked at once whether they answer: fewer than the process has threads to wait with. */
export const MOST_ASKED = 32

/**
 * The files behind what the reader chose. A file is taken whatever its name; a folder gives the files
 * with known extensions in it and below, in order of name. A link is followed only when it was chosen
 * itself, never inside a folder. What cannot be listed is passed on, so that reading it says why.
 * `leftOut` is the first of more than may come at once; `silent` are the folders that did not answer, of which
 * nothing is listed.
 */
export async function expandPaths(
  paths: readonly string[],
  silenceMs = SILENCE_MS
): Promise<{ files: string[]; leftOut: string | undefined; silent: string[] }> {
  const files: string[] = []
  const silent = await whichAreSilent(paths, silenceMs)
  for (const path of paths) {
    if (files.length > MAX_FILES) break
    if (silent.has(dirname(path))) continue
    const chosen = await lstat(path).catch(() => undefined)
    const target = chosen?.isSymbolicLink() ? await realpath(path).catch(() => path) : path
    const info = target === path ? chosen : await lstat(target).catch(() => undefined)
    if (info?.isDirectory()) await addFolder(target, files, 0)
    else files.push(target)
  }
  return { files: files.slice(0, MAX_FILES), leftOut: files[MAX_FILES], silent: [...silent] }
}

/**
 * Asks the first path of every folder, all at once: a share that is gone costs one wait, however many files were
 * chosen on it and however many shares are.
 */
async function whichAreSilent(paths: readonly string[], silenceMs: number): Promise<Set<string>> {
  const first = new Map<string, string>()
  for (const path of paths) {
    if (first.size === MOST_ASKED) break
    const folder = dirname(path)
    if (!first.has(folder)) first.set(folder, path)
  }
  const silent = new Set<string>()
  await Promise.all(
    [...first].map(async ([folder, path]) => {
      let timer: NodeJS.Timeout | undefined
      const silence = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          silent.add(folder)
          resolve()
        }, silenceMs)
      })
      const answer = lstat(path).then(
        () => undefined,
        () => undefined
      )
      await Promise.race([answer, silence])
      clearTimeout(timer)
    })
  )
  return silent
}

async function addFolder(folder: string, files: string[], depth: number): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined)
  if (!entries) {
    files.push(folder)
    return
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  const pages = new Set(entries.filter((one) => one.isFile()).map(({ name }) => name))
  for (const entry of entries) {
    if (files.length > MAX_FILES) return
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      // What programs keep for themselves (.git, .obsidian) is no reading.
      const isHidden = entry.name.startsWith('.') || entry.name === 'node_modules'
      // What belongs to a saved page comes with it.
      if (depth < MAX_DEPTH && !isHidden && !isCompanion(entry.name, pages))
        await addFolder(path, files, depth + 1)
    } else if (entry.isFile() && hasKnownExtension(entry.name)) {
      files.push(path)
    }
  }
}
