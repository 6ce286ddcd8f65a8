import type { PageFile } from './page-file.ts'

export type Value = null | number | bigint | string | Buffer

/** One record of a b-tree page. */
export interface Cell {
  /** Of a table with row ids. */
  rowid: number | bigint | undefined
  values: Value[]
  /** Where its bytes lie: from and to within its page, and the overflow pages. */
  from: number
  to: number
  overflow: readonly number[]
}

export const pageTypes = { indexInterior: 2, tableInterior: 5, indexLeaf: 10, tableLeaf: 13 } as const

/** More than any record of ours: a length beyond it is damage. */
const MAX_PAYLOAD = 1_000_000_000

const start = (number: number) => (number === 1 ? 100 : 0)

/** The pages below an interior page, also such as are not there; none for other pages. */
export function childrenOf(file: PageFile, number: number): number[] {
  const page = file.page(number)
  const at = start(number)
  const type = page?.[at]
  if (!page || (type !== pageTypes.indexInterior && type !== pageTypes.tableInterior)) return []
  const children = [page.readUInt32BE(at + 8)]
  for (const pointer of pointers(file, page, at, 12)) {
    if (pointer + 4 <= file.usable) children.push(page.readUInt32BE(pointer))
  }
  return children
}

/** Every record of a page that can be read; what is damaged is passed over. */
export function* readCells(file: PageFile, number: number): Generator<Cell> {
  const page = file.page(number)
  if (!page) return
  const at = start(number)
  const type = page[at]
  const isTable = type === pageTypes.tableLeaf
  if (!isTable && type !== pageTypes.indexLeaf && type !== pageTypes.indexInterior) return
  const header = type === pageTypes.indexInterior ? 12 : 8
  for (const pointer of pointers(file, page, at, header)) {
    try {
      let offset = type === pageTypes.indexInterior ? pointer + 4 : pointer
      const size = varint(page, offset)
      offset += size.bytes
      let rowid: Cell['rowid']
      if (isTable) {
        const id = varint(page, offset, true)
        rowid = id.value
        offset += id.bytes
      }
      const payload = readPayload(file, page, offset, Number(size.value), isTable)
      const values = payload && readRecord(payload.bytes)
      if (values)
        yield { rowid, values, from: pointer, to: offset + payload.local, overflow: payload.overflow }
    } catch (error) {
      // Beyond the page's end: a pointer or a length is damaged.
      if (!(error instanceof RangeError)) throw error
    }
  }
}

function* pointers(file: PageFile, page: Buffer, at: number, header: number): Generator<number> {
  const most = Math.floor((file.usable - at - header) / 2)
  const count = Math.min(page.readUInt16BE(at + 3), most)
  for (let index = 0; index < count; index++) {
    const pointer = page.readUInt16BE(at + header + index * 2)
    if (pointer >= at + header && pointer < file.usable) yield pointer
  }
}

function varint(bytes: Buffer, at: number, signed = false): { value: number | bigint; bytes: number } {
  let value = 0
  for (let index = 0; index < 7; index++) {
    const byte = bytes.readUInt8(at + index)
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return { value, bytes: index + 1 }
  }
  let big = BigInt(value)
  const eighth = bytes.readUInt8(at + 7)
  big = (big << 7n) | BigInt(eighth & 0x7f)
  if (eighth < 0x80) return { value: big, bytes: 8 }
  big = (big << 8n) | BigInt(bytes.readUInt8(at + 8))
  return { value: signed ? BigInt.asIntN(64, big) : big, bytes: 9 }
}

/** A payload with what of it lies on overflow pages. */
function readPayload(
  { usable, page: pageOf, pageCount }: PageFile,
  page: Buffer,
  at: number,
  size: number,
  isTable: boolean
): { bytes: Buffer; local: number; overflow: number[] } | undefined {
  if (size > MAX_PAYLOAD || size > pageCount * usable) return undefined
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const spilled = least + ((size - least) % (usable - 4))
  const local = size <= most ? size : spilled <= most ? spilled : least
  if (at + local > page.length) return undefined
  if (local === size) return { bytes: page.subarray(at, at + size), local, overflow: [] }
  const parts = [page.subarray(at, at + local)]
  const numbers: number[] = []
  let left = size - local
  let next = page.readUInt32BE(at + local)
  while (left > 0) {
    const overflow = next > 1 ? pageOf(next) : undefined
    if (!overflow) return undefined
    numbers.push(next)
    const part = overflow.subarray(4, 4 + Math.min(left, usable - 4))
    parts.push(part)
    left -= part.length
    next = overflow.readUInt32BE(0)
  }
  // After the last part there is nothing: anything else is the chain of something else.
  return next === 0 ? { bytes: Buffer.concat(parts), local, overflow: numbers } : undefined
}

/** The values of a record; undefined when its lengths do not add up. */
function readRecord(payload: Buffer): Value[] | undefined {
  const head = varint(payload, 0)
  const headerSize = Number(head.value)
  if (headerSize > payload.length) return undefined
  const values: Value[] = []
  let type = head.bytes
  let at = headerSize
  while (type < headerSize) {
    const serial = varint(payload, type)
    type += serial.bytes
    const kind = Number(serial.value)
    const size = sizes[kind] ?? (kind >= 12 ? Math.floor((kind - 12) / 2) : undefined)
    if (size === undefined || at + size > payload.length) return undefined
    values.push(readValue(payload, at, kind, size))
    at += size
  }
  return type === headerSize && at === payload.length ? values : undefined
}

/** Bytes of a value by its serial type, up to 9. */
const sizes: readonly number[] = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function readValue(bytes: Buffer, at: number, kind: number, size: number): Value {
  if (kind === 0) return null
  if (kind === 7) return bytes.readDoubleBE(at)
  if (kind === 8) return 0
  if (kind === 9) return 1
  if (kind === 6) {
    const big = bytes.readBigInt64BE(at)
    return Number.isSafeInteger(Number(big)) ? Number(big) : big
  }
  if (kind < 7) return bytes.readIntBE(at, size)
  const part = bytes.subarray(at, at + size)
  return kind % 2 === 1 ? part.toString('utf8') : Buffer.from(part)
}
