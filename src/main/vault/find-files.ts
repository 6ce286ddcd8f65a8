import { type FileHandle, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { articleIdOf } from './read-vault-file.ts'
import { KEPT_FOLDER, STATE_FOLDER } from './vault-state.ts'

/** Files looked at when one of ours is not where it was; more than any vault we know of. */
const MOST_FILES = 50_000
const HEAD_BYTES = 65_536

/**
 * Where the files of articles are now, when readers moved or renamed them: article id → path relative to the
 * folder. Links are not followed; the first of two with one id counts.
 */
export async function findArticleFiles(folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const waiting = ['']
  let seen = 0
  while (waiting.length > 0) {
    const place = waiting.shift()!
    const entries = await readdir(join(folder, place), { withFileTypes: true }).catch(() => [])
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = place === '' ? entry.name : `${place}/${entry.name}`
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && entry.name !== KEPT_FOLDER && entry.name !== STATE_FOLDER) {
          waiting.push(path)
        }
      } else if (entry.isFile() && entry.name.toLowerCase().endsWith('.md')) {
        if (++seen > MOST_FILES) return found
        const id = articleIdOf(await headOf(join(folder, path)))
        if (id !== '' && !found.has(id)) found.set(id, path)
      }
    }
  }
  return found
}

/** The beginning of a file as text, or an empty string when it cannot be read. */
export async function headOf(path: string): Promise<string> {
  let file: FileHandle | undefined
  try {
    file = await open(path)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.toString('utf8', 0, bytesRead)
  } catch {
    return ''
  } finally {
    await file?.close()
  }
}
