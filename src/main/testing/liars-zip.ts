import { deflateRawSync } from 'node:zlib'

/** A file of an archive as its maker states it. */
export interface LiarsEntry {
  name: string
  data: Uint8Array
  /** What the directory and the entry's own head state; by default the truth. */
  size?: number
  flags?: number
  /** Unix mode, for links. */
  mode?: number
}
/** A zip as a liar would write it: names, sizes and links are as stated, true or not. */
export function liarsZip(entries: readonly LiarsEntry[]): Uint8Array {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, size = data.length, flags = 0, mode = 0 } of entries) {
    const packed = deflateRawSync(data)
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc(data), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(size, 18)
    common.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, title, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((mode << 16) >>> 0, 6)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, title]))
    parts.push(local)
    offset += local.length
  }
  const whole = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(Math.min(entries.length, 65_535), 4)
  end.writeUInt16LE(Math.min(entries.length, 65_535), 6)
  end.writeUInt32LE(whole.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, whole, Buffer.from('PK\x05\x06'), end])
}
let table: Uint32Array | undefined
function crc(data: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
    return value
  })
  let value = 0xffffffff
  for (const byte of data) value = (value >>> 8) ^ table[(value ^ byte) & 255]!
  return ~value >>> 0
}
