import { promisify } from 'node:util'
import { crc32, deflateRaw } from 'node:zlib'
import { canBeEntry, directoryHeader, endRecords, localHeader, type ZipEntry } from './zip-records.ts'

const deflate = promisify(deflateRaw)

/**
 * Writes a zip file one entry at a time, holding one entry in memory. Zip64 where it is needed: a large
 * library has more than 65,535 files or more than 4 GB, which fflate's writer cannot say. Compression is
 * zlib's own, off this thread.
 */
export interface ZipWriter {
  /** `name` is a path with `/`. Bytes that are compressed already are better stored as they are. */
  add(name: string, bytes: Uint8Array, options?: { store?: boolean }): Promise<void>
  /** Writes the directory. Returns the number of entries. */
  finish(): Promise<number>
}

/** Written out in pieces of this size, bytes. */
const PIECE = 1 << 20
/** Bytes. What is smaller is not worth deflating. */
const LEAST_DEFLATED = 64

/** An open file, as far as writing to its end goes: Node's `FileHandle`. */
interface Written {
  write(bytes: Uint8Array, from: number, length: number): Promise<{ bytesWritten: number }>
}

/**
 * Writes a zip into an open file, entry by entry; of any size and number (ZIP64 where it is needed).
 * @param at the time every entry is stamped with
 */
export function zipWriter(file: Written, at: Date): ZipWriter {
  const directory: Buffer[] = []
  let waiting: Uint8Array[] = []
  let waitingLength = 0
  let offset = 0

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
    async add(path, bytes, options = {}) {
      const name = Buffer.from(path, 'utf8')
      if (!canBeEntry(name, bytes.length)) throw new RangeError('An entry is too large')
      const small = options.store || bytes.length < LEAST_DEFLATED ? bytes : await deflate(bytes)
      const isSmaller = small.length < bytes.length
      const data = isSmaller ? small : bytes
      const entry: ZipEntry = {
        name,
        method: isSmaller ? 8 : 0,
        at,
        crc: crc32(bytes),
        packed: data.length,
        size: bytes.length
      }
      const local = localHeader(entry)
      directory.push(directoryHeader(entry, local, offset))
      await write(local)
      await write(data)
    },

    async finish() {
      const start = offset
      const count = directory.length
      for (const part of directory) await write(part)
      await write(endRecords({ start, size: offset - start, count }))
      await flush()
      return count
    }
  }
}
