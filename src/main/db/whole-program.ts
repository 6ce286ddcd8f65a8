import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * Looks, on Linux, whether SQLite's machine code is all there. The system loads it by mapping the file into memory, and
 * of one that was cut short it maps what is not there: the whole app would be killed (SIGBUS) with nobody told. macOS
 * and Windows look for themselves, and refuse.
 * @throws Error with the code `ERR_DLOPEN_FAILED`, as for a file that cannot be loaded
 */
export function requireWholeSqlite(): void {
  if (process.platform !== 'linux') return
  for (const file of machineCode()) {
    if (isWholeElf(file)) continue
    throw Object.assign(new Error('The machine code of SQLite is cut short'), { code: 'ERR_DLOPEN_FAILED' })
  }
}

/** Every file of better-sqlite3 that may be the one that is loaded on this machine. */
function machineCode(): string[] {
  const entry = createRequire(import.meta.url).resolve('better-sqlite3')
  // What is packed says of unpacked files only how large they were when they were packed.
  const home = join(dirname(entry), '..').replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
  return [join(home, 'build', 'Release'), join(home, 'prebuilds')]
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((file) => new RegExp(`(?:linux(?:musl)?-${process.arch}|better_sqlite3)\\.node$`).test(file))
}

/** Numbers of a 64-bit ELF file and where they stand: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html */
const HEADER = { segments: 0x20, sections: 0x28, segmentSize: 0x36, sectionSize: 0x3a } as const
const HEADER_BYTES = 64
/** Within the entry of a segment. */
const SEGMENT = { offset: 0x08, size: 0x20, entry: 0x38 } as const
/** Room for the header and the table of segments, of which there are about ten. */
const HEAD_BYTES = 8192

/** Whether a file is as long as its own header says; of one that is no such file nothing is said. @param file of 64 bits */
export function isWholeElf(file: string): boolean {
  const size = statSync(file).size
  const head = Buffer.alloc(HEAD_BYTES)
  const handle = openSync(file, 'r')
  let read: number
  try {
    read = readSync(handle, head, 0, HEAD_BYTES, 0)
  } finally {
    closeSync(handle)
  }
  if (head.toString('latin1', 0, 4) !== '\x7fELF') return size > 0
  if (read < HEADER_BYTES) return false
  const [segments, segmentCount] = [Number(head.readBigUInt64LE(HEADER.segments)), HEADER.segmentSize + 2]
  const sections = Number(head.readBigUInt64LE(HEADER.sections))
  const ends = [sections + head.readUInt16LE(HEADER.sectionSize) * head.readUInt16LE(HEADER.sectionSize + 2)]
  for (let at = segments, left = head.readUInt16LE(segmentCount); left > 0; at += SEGMENT.entry, left--) {
    if (at + SEGMENT.entry > read) return at + SEGMENT.entry <= size
    ends.push(
      Number(head.readBigUInt64LE(at + SEGMENT.offset)) + Number(head.readBigUInt64LE(at + SEGMENT.size))
    )
  }
  return Math.max(...ends) <= size
}
