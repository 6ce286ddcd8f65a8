import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { type Journal, readJournal } from './read-journal.ts'

/** The pages of a database file as it lies on the disk, read without SQLite. https://sqlite.org/fileformat2.html */
export interface PageFile {
  pageSize: number
  pageCount: number
  /** Bytes of a page that hold data. */
  usable: number
  /** Page `number`, from 1 on; undefined when the file does not hold it whole. */
  page(number: number): Buffer | undefined
  /** Pages the file itself calls unused: what they hold was deleted. */
  free: ReadonlySet<number>
  close(): void
}

/** What Lectern's libraries have when the file cannot say. */
const USUAL_PAGE_SIZE = 4096

/**
 * Opens a database file with what lies beside it: its log, or the journal of a transaction that was interrupted, which
 * says what the file was before. Fails for no content.
 */
export function openPages(file: string): PageFile {
  const handle = openSync(file, 'r')
  const size = fstatSync(handle).size
  const head = Buffer.alloc(100)
  readSync(handle, head, 0, 100, 0)
  const stated = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16)
  const beside = readLog(`${file}-wal`) ?? readJournal(`${file}-journal`)
  const isPower = stated >= 512 && (stated & (stated - 1)) === 0
  const pageSize =
    beside?.pageSize ??
    (isPower && head.toString('latin1', 0, 15) === 'SQLite format 3' ? stated : USUAL_PAGE_SIZE)
  const page = (number: number): Buffer | undefined => {
    const known = beside?.pages.get(number)
    if (known) return known
    const bytes = Buffer.alloc(pageSize)
    if (number < 1 || number * pageSize > size) return undefined
    readSync(handle, bytes, 0, pageSize, (number - 1) * pageSize)
    return bytes
  }
  const reservedAt = (page(1) ?? head)[20]!
  const reserved = reservedAt <= 32 ? reservedAt : 0
  // What an interrupted transaction added goes with it.
  const pageCount =
    beside?.pageCount ??
    [...(beside?.pages.keys() ?? [])].reduce(
      (most, number) => Math.max(most, number),
      Math.floor(size / pageSize)
    )
  const file_: PageFile = {
    pageSize,
    pageCount,
    usable: pageSize - reserved,
    page,
    free: new Set(),
    close: () => closeSync(handle)
  }
  file_.free = readFreeList(file_)
  return file_
}

/** The chain of trunk pages, each naming leaves, begins in the header. */
function readFreeList({ page, usable, pageCount }: PageFile): Set<number> {
  const free = new Set<number>()
  let trunk = page(1)?.readUInt32BE(32) ?? 0
  while (trunk > 1 && trunk <= pageCount && !free.has(trunk)) {
    const bytes = page(trunk)
    const count = bytes?.readUInt32BE(4) ?? Number.POSITIVE_INFINITY
    // More than fits: the page was overwritten, and is no guide.
    if (!bytes || count > usable / 4 - 2) break
    free.add(trunk)
    for (let index = 0; index < count; index++) {
      const leaf = bytes.readUInt32BE(8 + index * 4)
      if (leaf > 1 && leaf <= pageCount) free.add(leaf)
    }
    trunk = bytes.readUInt32BE(0)
  }
  return free
}

/** The pages of a write-ahead log up to its last whole commit. */
function readLog(file: string): (Omit<Journal, 'pageCount'> & { pageCount?: undefined }) | undefined {
  if (!existsSync(file)) return undefined
  const log = readFileSync(file)
  if (log.length < 32 || (log.readUInt32BE(0) & 0xfffffffe) !== 0x377f0682) return undefined
  const isBigEndian = (log.readUInt32BE(0) & 1) === 1
  const pageSize = log.readUInt32BE(8)
  if (pageSize < 512 || pageSize > 65_536) return undefined
  const add = (sum: [number, number], bytes: Buffer): [number, number] => {
    let [a, b] = sum
    for (let at = 0; at + 8 <= bytes.length; at += 8) {
      a = (a + b + (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at))) >>> 0
      b = (b + a + (isBigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4))) >>> 0
    }
    return [a, b]
  }
  let sum = add([0, 0], log.subarray(0, 24))
  const pages = new Map<number, Buffer>()
  let open = new Map<number, Buffer>()
  for (let at = 32; at + 24 + pageSize <= log.length; at += 24 + pageSize) {
    if (log.compare(log, 16, 24, at + 8, at + 16) !== 0) break
    sum = add(add(sum, log.subarray(at, at + 8)), log.subarray(at + 24, at + 24 + pageSize))
    if (log.readUInt32BE(at + 16) !== sum[0] || log.readUInt32BE(at + 20) !== sum[1]) break
    open.set(log.readUInt32BE(at), log.subarray(at + 24, at + 24 + pageSize))
    if (log.readUInt32BE(at + 4) === 0) continue
    for (const [number, page] of open) pages.set(number, page)
    open = new Map()
  }
  return { pageSize, pages }
}
