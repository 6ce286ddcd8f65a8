/*
 * The records a zip file is made of besides its entries' bytes. Format: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.5.3.
 */

const MAX_32 = 0xffffffff
const MAX_16 = 0xffff
/** Names are UTF-8. */
const FLAGS = 0x0800

/** What is said of an entry before its bytes and again in the directory. */
export interface ZipEntry {
  name: Buffer
  /** 0: as it is; 8: deflated. */
  method: 0 | 8
  at: Date
  crc: number
  /** Bytes in the file, and bytes of what was given. */
  packed: number
  size: number
}

/** Whether an entry can be said without ZIP64's larger sizes, which no entry of ours needs. */
export const canBeEntry = (name: Buffer, size: number) => size < MAX_32 && name.length <= MAX_16

/** What stands before an entry's bytes. */
export function localHeader({ name, method, at, crc, packed, size }: ZipEntry): Buffer {
  const { date, time } = dosTime(at)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(20, 4)
  local.writeUInt16LE(FLAGS, 6)
  local.writeUInt16LE(method, 8)
  local.writeUInt16LE(time, 10)
  local.writeUInt16LE(date, 12)
  local.writeUInt32LE(crc, 14)
  local.writeUInt32LE(packed, 18)
  local.writeUInt32LE(size, 22)
  local.writeUInt16LE(name.length, 26)
  return Buffer.concat([local, name])
}

/**
 * What the directory says of an entry.
 * @param local its own header
 * @param start where that begins in the file; beyond 4 GB it is said in ZIP64's way
 */
export function directoryHeader({ name }: ZipEntry, local: Buffer, start: number): Buffer {
  const far = start >= MAX_32
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(far ? 45 : 20, 4)
  central.writeUInt16LE(far ? 45 : 20, 6)
  local.copy(central, 8, 6, 28)
  central.writeUInt16LE(far ? 12 : 0, 30)
  central.writeUInt32LE(far ? MAX_32 : start, 42)
  if (!far) return Buffer.concat([central, name])
  const extra = Buffer.alloc(12)
  extra.writeUInt16LE(0x0001, 0)
  extra.writeUInt16LE(8, 2)
  extra.writeBigUInt64LE(BigInt(start), 4)
  return Buffer.concat([central, name, extra])
}

/** Where the directory stands, and of how many entries and bytes it is. */
export interface ZipDirectory {
  start: number
  size: number
  count: number
}

/** What stands at the end of the file: with ZIP64's record where the numbers do not fit the usual one. */
export function endRecords({ start, size, count }: ZipDirectory): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(count, MAX_16), 8)
  end.writeUInt16LE(Math.min(count, MAX_16), 10)
  end.writeUInt32LE(Math.min(size, MAX_32), 12)
  end.writeUInt32LE(Math.min(start, MAX_32), 16)
  if (count < MAX_16 && start < MAX_32 && size < MAX_32) return end
  const far = Buffer.alloc(56 + 20)
  far.writeUInt32LE(0x06064b50, 0)
  far.writeBigUInt64LE(44n, 4)
  far.writeUInt16LE(45, 12)
  far.writeUInt16LE(45, 14)
  far.writeBigUInt64LE(BigInt(count), 24)
  far.writeBigUInt64LE(BigInt(count), 32)
  far.writeBigUInt64LE(BigInt(size), 40)
  far.writeBigUInt64LE(BigInt(start), 48)
  far.writeUInt32LE(0x07064b50, 56)
  // Where the first of the two begins: right behind the directory.
  far.writeBigUInt64LE(BigInt(start + size), 64)
  far.writeUInt32LE(1, 72)
  return Buffer.concat([far, end])
}

/** MS-DOS date and time, to two seconds, in UTC so that the same library gives the same bytes anywhere. */
function dosTime(at: Date): { date: number; time: number } {
  const year = Math.min(Math.max(at.getUTCFullYear(), 1980), 2107)
  return {
    date: ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
  }
}
