import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { checkRows } from '../../backups/check-rows.ts'
import { LIBRARY_FILE } from '../../db/library-files.ts'
import { openLibrary } from '../../db/open-library.ts'
import { randomFrom } from '../../search/edit-storm.ts'
import { findLost, readAcknowledgements } from './acknowledgements.ts'
import { workloadCommand, workloadEnv } from './run-workload.ts'
import type { WorkloadMode } from './workload.ts'

/** What a program asked of the disk, in order. */
type DiskCall =
  | { call: 'write'; path: string; bytes: Buffer; at: number }
  | { call: 'truncate'; path: string; size: number }
  | { call: 'sync'; path: string }
  | { call: 'remove'; path: string }
  | { call: 'rename'; path: string; to: string }
  /** A promise to the reader, on standard output. */
  | { call: 'say'; text: string }

export interface PowerCutResult {
  cuts: number
  images: number
  /** Promises each image had to keep, all together. */
  promised: number
  lost: string[]
  unsound: string[]
}

/** Disks write whole sectors, in any order. */
const SECTOR = 512

/** Whether this machine can record what a program asks of the disk. */
export const canRecord = () => spawnSync('strace', ['-V']).status === 0

/**
 * Records every write and sync of a run of the workload, then builds what a disk could hold after a power cut
 * at random moments: what was synced is there; what was not is there whole, in part (sector by sector, in any
 * order) or not at all. Each image must open and hold every promise made before the cut.
 */
export function powerCuts(
  cuts: number,
  imagesEach: number,
  mode: WorkloadMode,
  seed: number,
  changes: number
): PowerCutResult {
  const place = mkdtempSync(join(tmpdir(), 'lectern-power-'))
  const folder = join(place, 'library')
  try {
    openLibrary(folder).close()
    const before = join(place, 'before')
    cpSync(folder, before, { recursive: true })
    const calls = record(folder, join(place, 'trace'), workloadCommand(folder, seed, mode, changes))
    const result: PowerCutResult = { cuts: 0, images: 0, promised: 0, lost: [], unsound: [] }
    const random = randomFrom(seed)
    for (let cut = 0; cut < cuts; cut++) {
      const moment = 1 + random(calls.length)
      const said = readAcknowledgements(
        calls
          .slice(0, moment)
          .map((one) => (one.call === 'say' ? one.text : ''))
          .join('')
      )
      for (let image = 0; image < imagesEach; image++) {
        const at = join(place, 'image')
        rmSync(at, { recursive: true, force: true })
        // The first of each cut loses everything that was not synced, the second nothing.
        const chance = image === 0 ? 0 : image === 1 ? 100 : 10 + random(80)
        writeImage(at, before, folder, calls.slice(0, moment), () => random(100) < chance)
        inspect(at, said, `cut ${cut} image ${image}`, result)
        result.images++
        result.promised += said.filter(({ sign }) => sign === '!').length
      }
      result.cuts++
    }
    return result
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

function inspect(
  folder: string,
  said: ReturnType<typeof readAcknowledgements>,
  name: string,
  result: PowerCutResult
): void {
  try {
    const library = openLibrary(folder, { create: false })
    try {
      const { db } = library
      if (db.pragma('integrity_check', { simple: true }) !== 'ok') result.unsound.push(`${name}: pages`)
      for (const { damages } of checkRows(db))
        for (const { kind } of damages) result.unsound.push(`${name}: ${kind}`)
      for (const id of findLost(db, said)) result.lost.push(`${name}: ${id}`)
    } finally {
      library.close()
    }
  } catch (error) {
    result.unsound.push(`${name}: ${(error as Error).message}`)
    result.lost.push(`${name}: everything`)
  }
}

const traced =
  'pwrite64,write,writev,pwritev,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2'

function record(folder: string, trace: string, command: readonly string[]): DiskCall[] {
  const { status, stderr } = spawnSync(
    'strace',
    [
      '-f',
      '--seccomp-bpf',
      '-qq',
      '-y',
      '-xx',
      '-s',
      '10000000',
      '-e',
      `trace=${traced}`,
      '-o',
      trace,
      ...command
    ],
    { env: workloadEnv, stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 26 }
  )
  if (status !== 0) throw new Error(`The recorded run failed: ${stderr.toString().slice(0, 500)}`)
  return readTrace(readFileSync(trace, 'latin1'), folder)
}

/** Understands strace's lines about the files of `folder` and standard output. */
function readTrace(trace: string, folder: string): DiskCall[] {
  const calls: DiskCall[] = []
  // Calls another thread interrupted: what they ask is on the first line, what became of them on the second.
  const begun = new Map<string, string>()
  const ours = toHex(folder)
  for (const line of trace.split('\n')) {
    // The index and everything else is written a hundred times as often.
    if (!line.includes(ours) && !line.includes('resumed>') && !/^\d+ +write\(1</.test(line)) continue
    const [, thread, rest] = /^(\d+) +(.*)$/.exec(line) ?? []
    if (!thread || !rest) continue
    if (rest.endsWith('<unfinished ...>')) {
      begun.set(thread, rest.slice(0, -'<unfinished ...>'.length).trimEnd())
      continue
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest)
    const first = resumed ? begun.get(thread) : ''
    begun.delete(thread)
    // What goes on here began with a line that was passed over.
    if (first === undefined) continue
    const whole = resumed ? first + resumed[1] : rest
    const call = readCall(whole, folder)
    if (call) calls.push(call)
  }
  return calls
}

function readCall(line: string, folder: string): DiskCall | undefined {
  const [, name, args, answer] = /^(\w+)\((.*)\) += (-?\d+)/.exec(line) ?? []
  if (!name || args === undefined || Number(answer) < 0) return undefined
  const [, number, hexPath] = /^(\d+)<((?:\\x[0-9a-f]{2})*)>/.exec(args) ?? []
  const path = hexPath === undefined ? undefined : unhex(hexPath).toString()
  const strings = args
    .split('"')
    .filter((_, index) => index % 2 === 1)
    .map(unhex)
  if (number === '1' && name === 'write') return { call: 'say', text: strings[0]?.toString() ?? '' }
  const isOurs = (one: string | undefined): one is string =>
    one === folder ||
    (one !== undefined &&
      dirname(one) === folder &&
      basename(one).startsWith(LIBRARY_FILE) &&
      !one.endsWith('-shm'))
  switch (name) {
    case 'pwrite64': {
      const at = Number(/, (\d+)$/.exec(args)?.[1])
      return isOurs(path)
        ? { call: 'write', path, bytes: strings[0]!.subarray(0, Number(answer)), at }
        : undefined
    }
    case 'write':
    case 'writev':
    case 'pwritev':
      // SQLite writes nothing so.
      if (isOurs(path)) throw new Error(`Not understood: ${name}`)
      return undefined
    case 'fsync':
    case 'fdatasync':
      return isOurs(path) ? { call: 'sync', path } : undefined
    case 'ftruncate':
      return isOurs(path) ? { call: 'truncate', path, size: Number(/, (\d+)$/.exec(args)?.[1]) } : undefined
    case 'unlink':
    case 'unlinkat': {
      const gone = strings[0]?.toString()
      return isOurs(gone) ? { call: 'remove', path: gone } : undefined
    }
    case 'rename':
    case 'renameat':
    case 'renameat2': {
      const [from, to] = strings.map(String)
      return isOurs(from) && to !== undefined ? { call: 'rename', path: from, to } : undefined
    }
    default:
      return undefined
  }
}

const toHex = (text: string) =>
  [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('')
const unhex = (escaped: string) => Buffer.from(escaped.replaceAll('\\x', ''), 'hex')

/** Puts on the disk what it could hold after these calls. `reached`: whether a call that was not synced got there. */
function writeImage(
  target: string,
  before: string,
  folder: string,
  calls: readonly DiskCall[],
  reached: () => boolean
): void {
  const files = new Map<string, GrowingFile>()
  for (const name of readdirSync(before)) {
    if (name.startsWith(LIBRARY_FILE))
      files.set(join(folder, name), new GrowingFile(readFileSync(join(before, name))))
  }
  const fileAt = (path: string) => {
    const file = files.get(path) ?? new GrowingFile(Buffer.alloc(0))
    files.set(path, file)
    return file
  }
  const lastSync = new Map<string, number>()
  for (const [index, one] of calls.entries()) if (one.call === 'sync') lastSync.set(one.path, index)
  for (const [index, one] of calls.entries()) {
    if (one.call === 'say' || one.call === 'sync') continue
    // Names are of the folder: they are certain once it was synced.
    const isNaming = one.call === 'remove' || one.call === 'rename'
    const isCertain = index < (lastSync.get(isNaming ? folder : one.path) ?? -1)
    if (one.call === 'write') {
      if (isCertain) fileAt(one.path).write(one.bytes, one.at)
      else {
        for (let part = 0; part < one.bytes.length; part += SECTOR) {
          if (reached()) fileAt(one.path).write(one.bytes.subarray(part, part + SECTOR), one.at + part)
        }
      }
    } else if (!isCertain && !reached()) continue
    else if (one.call === 'truncate') fileAt(one.path).truncate(one.size)
    else {
      const file = files.get(one.path)
      files.delete(one.path)
      if (file && one.call === 'rename') files.set(one.to, file)
    }
  }
  mkdirSync(target, { recursive: true })
  for (const [path, file] of files) writeFileSync(join(target, basename(path)), file.bytes())
}

class GrowingFile {
  private buffer: Buffer
  private length: number

  constructor(content: Buffer) {
    this.buffer = content
    this.length = content.length
  }

  write(bytes: Buffer, at: number): void {
    const end = at + bytes.length
    if (end > this.buffer.length) {
      const larger = Buffer.alloc(Math.max(end, this.buffer.length * 2))
      this.buffer.copy(larger, 0, 0, this.length)
      this.buffer = larger
    }
    // What lies between is nothing, also where a longer file was cut before.
    if (at > this.length) this.buffer.fill(0, this.length, at)
    bytes.copy(this.buffer, at)
    this.length = Math.max(this.length, end)
  }

  truncate(size: number): void {
    if (size > this.length) this.write(Buffer.alloc(size - this.length), this.length)
    this.length = size
  }

  bytes(): Buffer {
    return this.buffer.subarray(0, this.length)
  }
}
