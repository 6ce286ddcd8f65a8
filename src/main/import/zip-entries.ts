import { unzipSync } from 'fflate'
import { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'

/** What an archive may hold unpacked, in bytes, and in how many files. */
const MAX_UNPACKED = 1024 * 1024 * 1024
const MAX_FILES = 200_000

export const isZip = (bytes: Uint8Array) =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

/**
 * The files of an archive that `wanted` chooses, by name. A name is a key of the map and never a path; sizes
 * are added up from the directory before anything is unpacked, and no file gets more room than it states.
 * @throws AppError `too-large`, or `unreadable` with the sentence `damaged`
 */
export function zipEntries(
  bytes: Uint8Array,
  fileName: string,
  wanted: (name: string) => boolean,
  damaged: MessageKey
): Map<string, Uint8Array> {
  let count = 0
  let size = 0
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!wanted(name)) return false
        count++
        size += originalSize
        if (count > MAX_FILES || size > MAX_UNPACKED)
          throw new AppError('too-large', 'errors.libraryImport.unpacksTooLarge', { name: fileName })
        return true
      }
    })
    return new Map(Object.entries(files))
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('unreadable', damaged, { name: fileName }, { cause: error })
  }
}

/** The names in an archive, or none when it cannot be read. */
export function zipNames(bytes: Uint8Array): string[] {
  const names: string[] = []
  try {
    unzipSync(bytes, { filter: ({ name }) => names.push(name) < 0 })
  } catch {
    return []
  }
  return names
}
