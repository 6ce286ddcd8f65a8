import { closeSync, fstatSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'

/** How much of the file is compared: its header, in which nearly every change shows, and the first pages. */
const COMPARED = 65_536
/** Where the log's index (`-shm`) has its salts, how much is in the file, and how much may be on its way there. */
const SALTS = { at: 32, length: 8 }
const BACKFILLED = { at: 96, length: 4 }
const ATTEMPTED = { at: 128, length: 4 }

export interface BytesWatch {
  /** False from the moment on in which bytes in the file are others, and no connection of SQLite's has put them there. */
  areOurs(): boolean
  /** After the library was closed, and everything else that this process reads it with. */
  close(): void
}

/**
 * Notices another program that writes into an open library's file where it lies, as a sync tool may or somebody who
 * copies an older one over it. SQLite itself does not look again at what it holds.
 *
 * With a log, connections of whatever program change the file in one way only: what the log holds is put into it,
 * and before and afterwards they note in the log's index how far that is to come and has come
 * (https://www.sqlite.org/walformat.html, nBackfill and nBackfillAttempted). Where both are equal and the same as
 * before, the file has to be the same as well. Whoever only touches the file changes none of its bytes.
 *
 * Where there is no log, and on Windows, which promises no such order between a file and its view in memory, nothing
 * is looked at, and the answer is yes.
 */
export function watchBytes(db: Database): BytesWatch {
  const unwatched = { areOurs: () => true, close: () => {} }
  if (process.platform === 'win32' || db.pragma('journal_mode', { simple: true }) !== 'wal') return unwatched
  let held: ReturnType<typeof handles>
  try {
    held = handles(realpathSync(db.name))
  } catch {
    // That it cannot be watched is no reason not to open it.
    return unwatched
  }
  const { file, index, release } = held
  const part = (handle: number, { at, length }: { at: number; length: number }) => {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(handle, bytes, 0, length, at))
  }
  /** What the index says of the file; undefined while something may be on its way into it. */
  const standing = (): string | undefined => {
    const done = part(index, BACKFILLED)
    return done.equals(part(index, ATTEMPTED))
      ? `${part(index, SALTS).toString('hex')} ${done.toString('hex')}`
      : undefined
  }
  const times = () => {
    const { mtimeNs, size } = fstatSync(file, { bigint: true })
    return `${mtimeNs} ${size}`
  }
  const look = () => ({
    standing: standing(),
    times: times(),
    bytes: part(file, { at: 0, length: COMPARED })
  })
  let known: ReturnType<typeof look> | undefined
  let areOurs = true
  const compare = () => {
    const before = standing()
    if (known && before === known.standing && times() === known.times) return
    const now = look()
    if (now.standing === undefined || now.standing !== before || standing() !== before) known = undefined
    else {
      areOurs = known?.standing !== before || now.bytes.equals(known.bytes)
      known = now
    }
  }
  return {
    areOurs() {
      try {
        if (areOurs) compare()
      } catch {
        // A disk that does not answer says nothing of who wrote on it.
      }
      return areOurs
    },
    close: release
  }
}

interface Handles {
  file: number
  index: number
  users: number
}

/** Closing one ends the locks that SQLite has on the file by others, too (https://www.sqlite.org/howtocorrupt.html, 2.2). */
const open = new Map<string, Handles>()

function handles(path: string): { file: number; index: number; release(): void } {
  const key = [path, `${path}-shm`]
    .map((one) => statSync(one, { bigint: true }))
    .map(({ dev, ino }) => `${dev} ${ino}`)
    .join(' ')
  const its = open.get(key) ?? { file: openSync(path, 'r'), index: openSync(`${path}-shm`, 'r'), users: 0 }
  open.set(key, its)
  its.users++
  let isReleased = false
  return {
    ...its,
    release() {
      if (isReleased) return
      isReleased = true
      if (--its.users > 0) return
      open.delete(key)
      closeSync(its.file)
      closeSync(its.index)
    }
  }
}
