import { constants } from 'node:fs'
import { type FileHandle, lstat, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { isDevicePath } from '../../../shared/device-names.ts'
import { AppError } from '../../../shared/errors.ts'
import type { MessageKey } from '../../../shared/messages/en.ts'
import type { SentenceValues } from '../../../shared/sentence.ts'
import { shorten } from '../../../shared/shorten.ts'
import { SILENCE_MS, Silence, unlessSilent } from './silent-places.ts'

/** The largest text that is read, in bytes. */
export const MAX_BYTES = 100 * 1024 * 1024
/** The largest export of another app, in bytes: it may hold whole articles by the thousand. */
export const MAX_LIBRARY_BYTES = 500 * 1024 * 1024
/** Bytes asked for at once: so many come from a slow share long before it counts as silent. */
const READ_AT_ONCE = 1024 * 1024

/**
 * The bytes of a regular file. Links are refused (a link chosen by the reader is resolved before it gets
 * here), pipes and devices are never waited for. Every refusal is an AppError that names the file only; `timeout`
 * when the disk or share says nothing for a while, and then a thread waits on for good.
 */
export async function readSource(
  path: string,
  fileName = basename(path),
  limit = MAX_BYTES
): Promise<Uint8Array> {
  let handle: FileHandle | undefined
  try {
    // There a device answers to its name in every folder, and may be what waits for ever.
    if (process.platform === 'win32' && isDevicePath(path)) throw notAFile(fileName)
    // O_NONBLOCK: opening a pipe that nobody writes to would wait for ever.
    const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0)
    handle = await unlessSilent(open(path, flags))
    const info = await unlessSilent(handle.stat())
    if (info.isDirectory()) throw new AppError('unsupported', 'errors.import.folder', { name: fileName })
    if (!info.isFile()) throw notAFile(fileName)
    if (info.size > limit) throw tooLarge(fileName, info.size, limit)
    return await readAll(handle, info.size, fileName, limit)
  } catch (error) {
    if (error instanceof AppError) throw error
    if (error instanceof Silence) {
      // Closing would wait, too.
      handle = undefined
      const count = Math.round(SILENCE_MS / 1000)
      throw new AppError('timeout', 'errors.import.tooSlow', { name: fileName, count })
    }
    throw await sentenceFor(error, path, fileName)
  } finally {
    await handle?.close().catch(() => undefined)
  }
}

/** Reads to the end, also of a file that grows meanwhile, but never beyond the limit. */
async function readAll(
  handle: FileHandle,
  expected: number,
  fileName: string,
  limit: number
): Promise<Uint8Array> {
  let buffer = Buffer.allocUnsafe(expected + 1)
  let length = 0
  for (;;) {
    if (length === buffer.length) {
      if (length > limit) throw tooLarge(fileName, length, limit)
      const larger = Buffer.allocUnsafe(buffer.length * 2)
      buffer.copy(larger)
      buffer = larger
    }
    const part = Math.min(buffer.length - length, READ_AT_ONCE)
    const { bytesRead } = await unlessSilent(handle.read(buffer, length, part, null))
    if (bytesRead === 0) break
    length += bytesRead
  }
  if (length > limit) throw tooLarge(fileName, length, limit)
  if (length < expected) {
    throw new AppError('unreadable', 'errors.import.changedMeanwhile', { name: fileName })
  }
  return buffer.subarray(0, length)
}

/** The refusal of a text beyond the limit; `size` and `limit` in bytes. */
export function tooLarge(fileName: SentenceValues[string], size: number, limit = MAX_BYTES): AppError {
  return new AppError('too-large', 'errors.import.tooLarge', {
    name: fileName,
    size: Math.ceil(size / 1024 / 1024),
    limit: limit / 1024 / 1024
  })
}

function notAFile(fileName: string): AppError {
  return new AppError('unsupported', 'errors.import.notAFile', { name: fileName })
}

async function sentenceFor(error: unknown, path: string, fileName: string): Promise<AppError> {
  const code = (error as NodeJS.ErrnoException).code
  const say = (key: MessageKey, name = fileName) =>
    new AppError('unreadable', key, { name }, { cause: error })
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return say('errors.import.gone')
    case 'EACCES':
    case 'EPERM':
      return say('errors.import.mayNotOpen')
    case 'EISDIR':
      return new AppError('unsupported', 'errors.import.folder', { name: fileName })
    case 'ELOOP':
    case 'EMLINK':
      return say('errors.import.isALink')
    case 'ENXIO':
    case 'ENODEV':
      return notAFile(fileName)
    case 'ENAMETOOLONG':
      return say('errors.import.nameTooLong', shorten(fileName, 60))
    default: {
      const info = await lstat(path).catch(() => undefined)
      if (info && !info.isFile() && !info.isDirectory()) return notAFile(fileName)
      return say('errors.import.unreadable')
    }
  }
}
