import { constants } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'

/** The largest text that is read, in bytes. */
export const MAX_BYTES = 100 * 1024 * 1024

/**
 * The bytes of a regular file. Links are refused (a link chosen by the reader is resolved before it gets
 * here), pipes and devices are never waited for. Every refusal is an AppError that names the file only.
 */
export async function readSource(path: string, fileName = basename(path)): Promise<Uint8Array> {
  let handle: FileHandle | undefined
  try {
    // O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0))
    const info = await handle.stat()
    if (info.isDirectory())
      throw new AppError(
        'unsupported',
        `“${fileName}” is a folder. Choose the files in it, or drop the folder on the library.`
      )
    if (!info.isFile()) throw notAFile(fileName)
    if (info.size > MAX_BYTES) throw tooLarge(fileName, info.size)
    return await readAll(handle, info.size, fileName)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw await sentenceFor(error, path, fileName)
  } finally {
    await handle?.close().catch(() => undefined)
  }
}

/** Reads to the end, also of a file that grows meanwhile, but never beyond the limit. */
async function readAll(handle: FileHandle, expected: number, fileName: string): Promise<Uint8Array> {
  let buffer = Buffer.allocUnsafe(expected + 1)
  let length = 0
  for (;;) {
    if (length === buffer.length) {
      if (length > MAX_BYTES) throw tooLarge(fileName, length)
      const larger = Buffer.allocUnsafe(buffer.length * 2)
      buffer.copy(larger)
      buffer = larger
    }
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length, null)
    if (bytesRead === 0) break
    length += bytesRead
  }
  if (length > MAX_BYTES) throw tooLarge(fileName, length)
  if (length < expected) {
    throw new AppError(
      'unreadable',
      `“${fileName}” changed while it was being read. Nothing was added; try again.`
    )
  }
  return buffer.subarray(0, length)
}

/** The refusal of a text beyond the limit; `size` in bytes. */
export function tooLarge(fileName: string, size: number): AppError {
  return new AppError(
    'too-large',
    `“${fileName}” is ${Math.ceil(size / 1024 / 1024)} MB; Lectern reads texts up to 100 MB. Nothing was added.`
  )
}

function notAFile(fileName: string): AppError {
  return new AppError('unsupported', `“${fileName}” is not a file but a pipe or a device. Nothing was added.`)
}

async function sentenceFor(error: unknown, path: string, fileName: string): Promise<AppError> {
  const code = (error as NodeJS.ErrnoException).code
  const say = (sentence: string) => new AppError('unreadable', sentence, { cause: error })
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return say(`“${fileName}” is no longer there. Nothing was added.`)
    case 'EACCES':
    case 'EPERM':
      return say(`Lectern may not open “${fileName}”: its permissions do not allow it. Nothing was added.`)
    case 'EISDIR':
      return new AppError(
        'unsupported',
        `“${fileName}” is a folder. Choose the files in it, or drop the folder on the library.`
      )
    case 'ELOOP':
    case 'EMLINK':
      return say(`“${fileName}” is a link to another place. Choose the file itself.`)
    case 'ENXIO':
    case 'ENODEV':
      return notAFile(fileName)
    case 'ENAMETOOLONG':
      return say(`The name “${fileName.slice(0, 60)}…” is too long for this system. Nothing was added.`)
    default: {
      const info = await lstat(path).catch(() => undefined)
      if (info && !info.isFile() && !info.isDirectory()) return notAFile(fileName)
      return say(`“${fileName}” could not be read. Nothing was added.`)
    }
  }
}
