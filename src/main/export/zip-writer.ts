import type { FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'

const deflate = promisify(deflateRaw)

/**
 * Writes a zip file one entry at a time, holding one entry in memory. Zip64 where it is needed: a large
 * library has more than 65,535 files or more than 4 GB, which fflate's writer cannot say. Compression is
 * zlib's own, off this thread. Format: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5.3.
 */
export interface ZipWriter {
  /** `name` is a path with `/`. Bytes that are compressed already are better stored as they are. */
  add(name: string, bytes: Uint8Array, options?: { store?: boolean }): Promise<void>
  /** Writes the directory. Returns the number of entries. */
  finish(): Promise<number>
}

const MAX_32 = 0xffffffff
const MAX_16 = 0xffff
/** Names are UTF-8. */
const FLAGS = 0x0800
/** Written out in pieces of this size, bytes. */
const PIECE = 1 << 20

/**
 * Writes a zip into an open file, entry by entry; of any size and number (ZIP64 where it is needed).
 * @param at the time every entry is stamped with
 */
export function zipWriter(file: FileHandle, at: Date): ZipWriter {
  const { date, time } = dosTime(at)
  const directory: Buffer[] = []
  let waiting: Uint8Array[] = []
  let waitingLength = 0
  let offset = 0
  let count = 0

  async function write(bytes: Uint8Array): Promise<void> {
    waiting.push(bytes)
    waitingLength += bytes.length
    offset += bytes.length
    if (waitingLength >= PIECE) await flush()
  }
  async function flush(): Promise<void> {
    const whole = Buffer.concat(waiting)
    waiting = []
    waitingLength = 0
    let from = 0
    while (from < whole.length) from += (await file.write(whole, from, whole.length - from)).bytesWritten
  }

  return {
    async add(name, bytes, options = {}) {
      const small = options.store || bytes.length < 64 ? bytes : await deflate(bytes)
      const data = small.length < bytes.length ? small : bytes
      const method = data === bytes ? 0 : 8
      const encodedName = Buffer.from(name, 'utf8')
      if (bytes.length > MAX_32 - 1 || encodedName.length > MAX_16)
        throw new RangeError('An entry is too large')
      const crc = crc32(bytes)
      const start = offset

      const local = Buffer.alloc(30)
      local.writeUInt32LE(0x04034b50, 0)
      local.writeUInt16LE(20, 4)
      local.writeUInt16LE(FLAGS, 6)
      local.writeUInt16LE(method, 8)
      local.writeUInt16LE(time, 10)
      local.writeUInt16LE(date, 12)
      local.writeUInt32LE(crc, 14)
      local.writeUInt32LE(data.length, 18)
      local.writeUInt32LE(bytes.length, 22)
      local.writeUInt16LE(encodedName.length, 26)
      await write(Buffer.concat([local, encodedName]))
      await write(data)

      const far = start >= MAX_32
      const central = Buffer.alloc(46)
      central.writeUInt32LE(0x02014b50, 0)
      central.writeUInt16LE(far ? 45 : 20, 4)
      central.writeUInt16LE(far ? 45 : 20, 6)
      local.copy(central, 8, 6, 28)
      central.writeUInt16LE(far ? 12 : 0, 30)
      central.writeUInt32LE(far ? MAX_32 : start, 42)
      directory.push(central, encodedName)
      if (far) {
        const extra = Buffer.alloc(12)
        extra.writeUInt16LE(0x0001, 0)
        extra.writeUInt16LE(8, 2)
        extra.writeBigUInt64LE(BigInt(start), 4)
        directory.push(extra)
      }
      count++
    },

    async finish() {
      const start = offset
      for (const part of directory) await write(part)
      const size = offset - start
      if (count >= MAX_16 || start >= MAX_32 || size >= MAX_32) {
        const record = Buffer.alloc(56 + 20)
        record.writeUInt32LE(0x06064b50, 0)
        record.writeBigUInt64LE(44n, 4)
        record.writeUInt16LE(45, 12)
        record.writeUInt16LE(45, 14)
        record.writeBigUInt64LE(BigInt(count), 24)
        record.writeBigUInt64LE(BigInt(count), 32)
        record.writeBigUInt64LE(BigInt(size), 40)
        record.writeBigUInt64LE(BigInt(start), 48)
        record.writeUInt32LE(0x07064b50, 56)
        record.writeBigUInt64LE(BigInt(offset), 64)
        record.writeUInt32LE(1, 72)
        await write(record)
      }
      const end = Buffer.alloc(22)
      end.writeUInt32LE(0x06054b50, 0)
      end.writeUInt16LE(Math.min(count, MAX_16), 8)
      end.writeUInt16LE(Math.min(count, MAX_16), 10)
      end.writeUInt32LE(Math.min(size, MAX_32), 12)
      end.writeUInt32LE(Math.min(start, MAX_32), 16)
      await write(end)
      await flush()
      return count
    }
  }
}

/** MS-DOS date and time, to two seconds, in UTC so that the same library gives the same bytes anywhere. */
function dosTime(at: Date): { date: number; time: number } {
  const year = Math.min(Math.max(at.getUTCFullYear(), 1980), 2107)
  return {
    date: ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  }
}
