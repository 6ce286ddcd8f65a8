import { type FileHandle, open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { AppError } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'

const inflate = promisify(inflateRaw)

/** Reads entries of a zip by name. Names are keys of a map and never become paths. */
export interface ZipReader {
  names: ReadonlySet<string>
  /**
   * The bytes of an entry, checked by its CRC-32.
   * @throws AppError `damaged` when it is missing, broken, or larger than `maxBytes` or than it says.
   */
  read(name: string, maxBytes: number): Promise<Buffer>
  close(): Promise<void>
}

interface Entry {
  method: number
  flags: number
  crc: number
  compressed: number
  size: number
  offset: number
}

/** A library of a hundred thousand articles has about seven hundred thousand files. */
const MAX_ENTRIES = 2_000_000
const MAX_DIRECTORY = 512 * 1024 * 1024

/**
 * Opens a zip by its central directory (PKWARE APPNOTE 6.3.10, 4.3.12 to 4.3.16), Zip64 included.
 * @throws AppError `damaged` when it is no zip or a broken one
 */
export async function openZip(path: string): Promise<ZipReader> {
  const file = await open(path, 'r')
  try {
    const info = await file.stat()
    if (!info.isFile()) throw damaged('errors.zip.notAFile')
    const entries = await readDirectory(file, info.size)
    return {
      names: new Set(entries.keys()),
      read: (name, maxBytes) => readEntry(file, info.size, entries.get(name), name, maxBytes),
      close: () => file.close()
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

async function readDirectory(file: FileHandle, fileSize: number): Promise<Map<string, Entry>> {
  const tail = await readAt(file, Math.max(0, fileSize - 65_557), Math.min(fileSize, 65_557))
  const tailAt = fileSize - tail.length
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== 0x06054b50) end--
  if (end < 0) throw damaged('errors.zip.notAZip')
  let count = tail.readUInt16LE(end + 10)
  let size = tail.readUInt32LE(end + 12)
  let start = tail.readUInt32LE(end + 16)
  const locatorAt = tailAt + end - 20
  if (locatorAt >= 0) {
    const locator = await readAt(file, locatorAt, 20)
    if (locator.readUInt32LE(0) === 0x07064b50) {
      const record = await readAt(file, Number(locator.readBigUInt64LE(8)), 56)
      if (record.readUInt32LE(0) !== 0x06064b50) throw damaged('errors.zip.directory')
      count = Number(record.readBigUInt64LE(32))
      size = Number(record.readBigUInt64LE(40))
      start = Number(record.readBigUInt64LE(48))
    }
  }
  if (count > MAX_ENTRIES || size > MAX_DIRECTORY || start + size > fileSize) {
    throw damaged('errors.zip.directory')
  }
  const directory = await readAt(file, start, size)
  const entries = new Map<string, Entry>()
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > size || directory.readUInt32LE(at) !== 0x02014b50) throw damaged('errors.zip.directory')
    const nameLength = directory.readUInt16LE(at + 28)
    const extraLength = directory.readUInt16LE(at + 30)
    const next = at + 46 + nameLength + extraLength + directory.readUInt16LE(at + 32)
    if (next > size) throw damaged('errors.zip.directory')
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength)
    const entry: Entry = {
      flags: directory.readUInt16LE(at + 8),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      compressed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42)
    }
    widen(entry, directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength))
    // Two entries of one name are a way to show one thing and read another.
    if (entries.has(name)) throw damaged('errors.zip.sameName')
    if (!name.endsWith('/')) entries.set(name, entry)
    at = next
  }
  return entries
}

/** Takes the 64-bit sizes and offset from the Zip64 extra field, where the 32-bit ones are full. */
function widen(entry: Entry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 0x0001) continue
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2))
    let from = 0
    for (const key of ['size', 'compressed', 'offset'] as const) {
      if (entry[key] !== 0xffffffff) continue
      if (from + 8 > field.length) throw damaged('errors.zip.directory')
      entry[key] = Number(field.readBigUInt64LE(from))
      from += 8
    }
  }
}

async function readEntry(
  file: FileHandle,
  fileSize: number,
  entry: Entry | undefined,
  name: string,
  maxBytes: number
): Promise<Buffer> {
  const shown = name.toWellFormed().slice(-100)
  if (!entry) throw damaged('errors.zip.missing', shown)
  const broken = (cause?: unknown) => damaged('errors.zip.broken', shown, cause)
  // A compressed entry is never much longer than its bytes (deflate adds at most 5 to every 16 kB).
  if (entry.size > maxBytes || entry.compressed > maxBytes * 1.01 + 1024) {
    throw damaged('errors.zip.tooLarge', shown)
  }
  if (entry.flags & 1) throw damaged('errors.zip.encrypted')
  if (entry.offset + 30 > fileSize) throw broken()
  const local = await readAt(file, entry.offset, 30)
  if (local.readUInt32LE(0) !== 0x04034b50) throw broken()
  const at = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  if (at + entry.compressed > fileSize) throw broken()
  const data = await readAt(file, at, entry.compressed)
  let bytes: Buffer
  try {
    if (entry.method === 0) bytes = data
    else if (entry.method === 8) bytes = await inflate(data, { maxOutputLength: Math.max(1, entry.size) })
    else throw broken()
  } catch (error) {
    throw error instanceof AppError ? error : broken(error)
  }
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw broken()
  return bytes
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  if (!Number.isSafeInteger(position) || position < 0) throw damaged('errors.zip.directory')
  const buffer = Buffer.allocUnsafe(length)
  let from = 0
  while (from < length) {
    const { bytesRead } = await file.read(buffer, from, length - from, position + from)
    if (bytesRead === 0) throw damaged('errors.zip.endsEarly')
    from += bytesRead
  }
  return buffer
}

function damaged(key: MessageKey, name?: string, cause?: unknown): AppError {
  return new AppError('damaged', key, name === undefined ? undefined : { name }, { cause })
}
