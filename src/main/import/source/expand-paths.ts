import { lstat, readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { MAX_FILES } from '../../../shared/imports.ts'
import { hasKnownExtension, hasLibraryExtension } from './known-extensions.ts'
import { isCompanion } from './local-pictures.ts'
import { SILENCE_MS, Silence, type SilentPlaces, silentPlaces, unlessSilent } from './silent-places.ts'

const MAX_DEPTH = 64
/** Folders asked at once whether they answer: fewer than the process has threads to wait with. */
export const MOST_ASKED = 32

/** Files of a folder that are asked whether they are another app's library: one has few, other programs have many. */
const MOST_LIBRARIES_ASKED = 200

/** Whether a file holds what another app gave away of its library. */
type IsLibrary = (path: string) => Promise<boolean>

interface Asking {
  silenceMs: number
  silent: SilentPlaces
  files: string[]
  isLibrary: IsLibrary
  librariesLeft: number
}

/**
 * The files behind what the reader chose. A file is taken whatever its name; a folder gives the files
 * with known extensions in it and below, in order of name, and what other apps gave away of their libraries. A link is followed only when it was chosen
 * itself, never inside a folder. What cannot be listed is passed on, so that reading it says why.
 * `leftOut` is the first of more than may come at once; `silent` are folders that did not answer, of which
 * nothing is listed: the first of a share, and those one comes by after it without asking them.
 */
export async function expandPaths(
  paths: readonly string[],
  {
    silenceMs = SILENCE_MS,
    silent = silentPlaces(),
    isLibrary = async () => false
  }: { silenceMs?: number; silent?: SilentPlaces; isLibrary?: IsLibrary } = {}
): Promise<{ files: string[]; leftOut: string | undefined; silent: string[] }> {
  const files: string[] = []
  const asking = { silenceMs, silent, files, isLibrary, librariesLeft: MOST_LIBRARIES_ASKED }
  await askFolders(paths, asking)
  for (const path of paths) {
    if (files.length > MAX_FILES) break
    const target = await ask(silent.holderOf(path), asking, () => targetOf(path))
    if (!target) continue
    if (target.isFolder) await addFolder(target.path, asking, 0)
    else files.push(target.path)
  }
  return {
    files: files.slice(0, MAX_FILES),
    leftOut: files[MAX_FILES],
    silent: silent.folders().slice(0, MOST_ASKED)
  }
}

/** What a chosen path is; what is not there is taken for a file, so that reading it says so. */
async function targetOf(path: string): Promise<{ path: string; isFolder: boolean }> {
  const chosen = await lstat(path).catch(() => undefined)
  const target = chosen?.isSymbolicLink() ? await realpath(path).catch(() => path) : path
  const info = target === path ? chosen : await lstat(target).catch(() => undefined)
  return { path: target, isFolder: info?.isDirectory() ?? false }
}

/** @returns undefined where `folder` is silent, which is noted, or known to be: then nobody waits for it */
async function ask<T>(
  folder: string,
  { silenceMs, silent }: Asking,
  question: () => Promise<T>
): Promise<T | undefined> {
  if (silent.has(folder)) {
    if (silent.folders().length < MOST_ASKED) silent.add(folder)
    return undefined
  }
  try {
    return await unlessSilent(question(), silenceMs)
  } catch (error) {
    if (!(error instanceof Silence)) throw error
    silent.add(folder)
    return undefined
  }
}

/**
 * Asks the first path of every folder, all at once: a share that is gone costs one wait, however many files were
 * chosen on it and however many shares are.
 */
async function askFolders(paths: readonly string[], asking: Asking): Promise<void> {
  const first = new Map<string, string>()
  for (const path of paths) {
    if (first.size === MOST_ASKED) break
    const folder = asking.silent.holderOf(path)
    if (!first.has(folder)) first.set(folder, path)
  }
  await Promise.all(
    [...first].map(([folder, path]) => ask(folder, asking, () => lstat(path).catch(() => undefined)))
  )
}

async function addFolder(folder: string, asking: Asking, depth: number): Promise<void> {
  const { files } = asking
  const list = () => readdir(folder, { withFileTypes: true }).catch(() => 'unreadable' as const)
  const entries = await ask(folder, asking, list)
  if (!entries) return
  if (entries === 'unreadable') {
    files.push(folder)
    return
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  const pages = new Set(entries.filter((one) => one.isFile()).map(({ name }) => name))
  for (const entry of entries) {
    if (files.length > MAX_FILES) return
    // What programs keep for themselves (.git, .obsidian, macOS's ._notes.md beside notes.md) is no reading.
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      // What belongs to a saved page comes with it.
      if (depth < MAX_DEPTH && !isCompanion(entry.name, pages)) await addFolder(path, asking, depth + 1)
    } else if (entry.isFile() && hasKnownExtension(entry.name)) {
      files.push(path)
    } else if (entry.isFile() && hasLibraryExtension(entry.name) && asking.librariesLeft-- > 0) {
      // Any other table or archive in a folder is none of our business.
      if (await ask(folder, asking, () => asking.isLibrary(path))) files.push(path)
    }
  }
}
