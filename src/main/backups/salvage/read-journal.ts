import { existsSync, readFileSync } from 'node:fs'

/** What a rollback journal says a database was before the transaction that was interrupted. */
export interface Journal {
  pageSize: number
  /** Pages the database had. */
  pageCount: number
  /** The pages that were to be changed, as they were. */
  pages: ReadonlyMap<number, Buffer>
}

const MAGIC = Buffer.from('d9d505f920a163d7', 'hex')
/** Count of records where the writer left it to the length of the file. */
const TO_THE_END = 0xffff_ffff
/** Of every page each 200th byte is summed up, from its end. */
const SUM_STEP = 200

/**
 * Reads the rollback journal of a database as SQLite would play it: up to the first record that is not whole.
 * https://sqlite.org/fileformat2.html#the_rollback_journal
 * @returns undefined where there is none, or one that was done with or never begun: then the file is as it should be
 */
export function readJournal(file: string): Journal | undefined {
  if (!existsSync(file)) return undefined
  const journal = readFileSync(file)
  const first = readHeader(journal, 0)
  if (!first) return undefined
  const { pageSize, sectorSize, pageCount } = first
  const pages = new Map<number, Buffer>()
  const recordSize = pageSize + 8
  for (let at = 0, header: Header | undefined = first; header; header = readHeader(journal, at)) {
    at += sectorSize
    const left = Math.floor((journal.length - at) / recordSize)
    const records = header.records === TO_THE_END ? left : header.records
    for (let record = 0; record < records; record++, at += recordSize) {
      const number = record < left ? journal.readUInt32BE(at) : 0
      const page = journal.subarray(at + 4, at + 4 + pageSize)
      // Power went before it was written: what it is about was not changed yet.
      if (number === 0 || journal.readUInt32BE(at + 4 + pageSize) !== sumOf(page, header.nonce))
        return begun({ pageSize, pageCount, pages })
      if (number <= pageCount && !pages.has(number)) pages.set(number, page)
    }
    at = Math.ceil(at / sectorSize) * sectorSize
  }
  return begun({ pageSize, pageCount, pages })
}

const begun = (journal: Journal) => (journal.pages.size > 0 ? journal : undefined)

interface Header {
  records: number
  nonce: number
  pageCount: number
  sectorSize: number
  pageSize: number
}

function readHeader(journal: Buffer, at: number): Header | undefined {
  if (at + 28 > journal.length || !journal.subarray(at, at + 8).equals(MAGIC)) return undefined
  const number = (index: number) => journal.readUInt32BE(at + 8 + index * 4)
  const [records, nonce, pageCount, sectorSize, pageSize] = [
    number(0),
    number(1),
    number(2),
    number(3),
    number(4)
  ]
  const isPower = (size: number, least: number) =>
    size >= least && size <= 65_536 && (size & (size - 1)) === 0
  if (!isPower(sectorSize, 32) || !isPower(pageSize, 512)) return undefined
  return { records, nonce, pageCount, sectorSize, pageSize }
}

function sumOf(page: Buffer, nonce: number): number {
  let sum = nonce
  for (let at = page.length - SUM_STEP; at > 0; at -= SUM_STEP) sum = (sum + page[at]!) >>> 0
  return sum
}
