import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { recogniseLibraryExport } from './read-library-export.ts'

/** Bytes of a text that tell what it is. */
const HEAD = 65_536
/** The names in an archive stand at its end; a larger one in a folder is looked at when it is chosen itself. */
const LARGEST_ARCHIVE = 64 * 1024 * 1024

/** Whether a regular file holds what another app gave away of its library. What cannot be read does not. */
export async function isLibraryFile(path: string): Promise<boolean> {
  const isArchive = /\.zip$/i.test(path)
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      if (isArchive && size > LARGEST_ARCHIVE) return false
      const bytes = new Uint8Array(isArchive ? size : Math.min(size, HEAD))
      const { bytesRead } = await file.read(bytes)
      return recogniseLibraryExport(bytes.subarray(0, bytesRead), basename(path)) !== ''
    } finally {
      await file.close()
    }
  } catch {
    return false
  }
}
