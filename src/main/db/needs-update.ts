import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { APPLICATION_ID, LIBRARY_FILE } from './library-files.ts'
import { migrations } from './migrations/index.ts'

/**
 * Whether opening the library would change its tables. Read from the file's first bytes, without SQLite; a file
 * that cannot be read needs something else.
 */
export function needsUpdate(folder: string): boolean {
  const file = join(folder, LIBRARY_FILE)
  if (!existsSync(file)) return false
  const head = Buffer.alloc(100)
  try {
    const handle = openSync(file, 'r')
    try {
      if (readSync(handle, head, 0, 100, 0) < 100) return false
    } finally {
      closeSync(handle)
    }
  } catch {
    return false
  }
  const version = head.readUInt32BE(60)
  return (
    head.readUInt32BE(68) === APPLICATION_ID && version > 0 && version < (migrations.at(-1)?.version ?? 0)
  )
}
