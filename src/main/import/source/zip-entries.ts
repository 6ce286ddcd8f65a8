import { crc32, inflateRawSync } from 'node:zlib'
import { AppError } from '../../../shared/errors.ts'
import type { MessageKey } from '../../../shared/messages/en.ts'

/** What an archive may hold unpacked, in bytes, and in how many files. */
const MAX_UNPACKED = 1024 * 1024 * 1024
const MAX_FILES = 200_000
/** No text or picture is packed better than this; only counted in entries of more than ten megabytes. */
const MAX_RATIO = 200
const RATIO_FROM = 10 * 1024 * 1024

export const isZip = (bytes: Uint8Array) =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4

interface Entry {
  name: string
  flags: number
  method: number
  crc: number
  packed: number
  size: number
  offset: number
}

class Broken extends Error {}

/**
 * The files of an archive that `wanted` chooses, by name. A name is a key of the map and never a path: names
 * that lead out of the archive and symbolic links are as if they were not there, and of two files with one name
 * the first counts. Sizes are added up from the directory before anything is unpacked, and no file gets more
 * room than it states: one that has more in it is refused while it is being unpacked.
 * @throws AppError `too-large`, `unsupported` when it is encrypted, or `unreadable` with the sentence `damaged`
 */
export function zipEntries(
  bytes: Uint8Array,
  fileName: string,
  wanted: (name: string) => boolean,
  damaged: MessageKey
): Map<string, Uint8Array> {
  const tooLarge = () => new AppError('too-large', 'errors.libraryImport.unpacksTooLarge', { name: fileName })
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const entries = readDirectory(buffer).filter(({ name }) => wanted(name))
    let size = 0
    for (const entry of entries) {
      size += entry.size
      if (size > MAX_UNPACKED) throw tooLarge()
      if (entry.size > RATIO_FROM && entry.size > entry.packed * MAX_RATIO) {
        const values = { name: fileName, limit: MAX_RATIO }
        throw new AppError('too-large', 'errors.import.packedTooTightly', values)
      }
      if (entry.flags & 1) throw new AppError('unsupported', 'errors.import.encrypted', { name: fileName })
    }
    if (entries.length > MAX_FILES) throw tooLarge()
    const files = new Map<string, Uint8Array>()
    for (const entry of entries) if (!files.has(entry.name)) files.set(entry.name, unpack(buffer, entry))
    return files
  } catch (error) {
    if (error instanceof AppError) throw error
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      throw new AppError('too-large', 'errors.import.holdsMore', { name: fileName })
    throw new AppError('unreadable', damaged, { name: fileName }, { cause: error })
  }
}

/** The names in an archive, or none when it cannot be read. */
export function zipNames(bytes: Uint8Array): string[] {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return readDirectory(buffer).map(({ name }) => name)
  } catch {
    return []
  }
}

/** The central directory (PKWARE APPNOTE 6.3.10, 4.3.12 to 4.3.16). Zip64 is not needed below 4 GB. */
function readDirectory(bytes: Buffer): Entry[] {
  const end = bytes.lastIndexOf('PK\x05\x06', bytes.length - 22, 'latin1')
  if (end < 0 || end < bytes.length - 65_557) throw new Broken('no end')
  const count = bytes.readUInt16LE(end + 10)
  const start = bytes.readUInt32LE(end + 16)
  let at = start
  const entries: Entry[] = []
  // The count has sixteen bits only; what follows the last entry has another signature.
  while (at + 46 <= end && bytes.readUInt32LE(at) === 0x02014b50) {
    const nameLength = bytes.readUInt16LE(at + 28)
    const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (next > end) throw new Broken('an entry of the directory')
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const isLink = ((bytes.readUInt32LE(at + 38) >>> 16) & 0xf000) === 0xa000
    if (!name.endsWith('/') && !isLink && !leadsOut(name)) {
      entries.push({
        name,
        flags: bytes.readUInt16LE(at + 8),
        method: bytes.readUInt16LE(at + 10),
        crc: bytes.readUInt32LE(at + 16),
        packed: bytes.readUInt32LE(at + 20),
        size: bytes.readUInt32LE(at + 24),
        offset: bytes.readUInt32LE(at + 42)
      })
    }
    at = next
  }
  if (count > 0 && at === start) throw new Broken('no directory')
  return entries
}

/** `../x`, `/x`, `C:\x` and what else a careless program would write outside. */
function leadsOut(name: string): boolean {
  return /^[/\\]|^[a-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/i.test(name)
}

function unpack(bytes: Buffer, { offset, method, packed, size, crc }: Entry): Uint8Array {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50) throw new Broken('an entry')
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  if (start + packed > bytes.length) throw new Broken('an entry that ends early')
  const data = bytes.subarray(start, start + packed)
  if (method !== 0 && method !== 8) throw new Broken('a way of packing')
  const content = method === 0 ? data : inflateRawSync(data, { maxOutputLength: Math.max(1, size) })
  if (content.length !== size || crc32(content) !== crc) throw new Broken('an entry’s checksum')
  return content
}
