import { lstat, readdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { MAX_FILES } from '../../../shared/imports.ts'
import { hasKnownExtension } from './known-extensions.ts'
import { isCompanion } from './local-pictures.ts'

const MAX_DEPTH = 64

/**
 * The files behind what the reader chose. A file is taken whatever its name; a folder gives the files
 * with known extensions in it and below, in order of name. A link is followed only when it was chosen
 * itself, never inside a folder. What cannot be listed is passed on, so that reading it says why.
 * `leftOut` is the first of more than may come at once.
 */
export async function expandPaths(
  paths: readonly string[]
): Promise<{ files: string[]; leftOut: string | undefined }> {
  const files: string[] = []
  for (const path of paths) {
    if (files.length > MAX_FILES) break
    const chosen = await lstat(path).catch(() => undefined)
    const target = chosen?.isSymbolicLink() ? await realpath(path).catch(() => path) : path
    const info = target === path ? chosen : await lstat(target).catch(() => undefined)
    if (info?.isDirectory()) await addFolder(target, files, 0)
    else files.push(target)
  }
  return { files: files.slice(0, MAX_FILES), leftOut: files[MAX_FILES] }
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
