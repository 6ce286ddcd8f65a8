import { createHash, type Hash } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync
} from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { type JobFollow, throwIfStopped } from '../answer-job.ts'
import { couldNotWrite } from '../files/could-not-write.ts'
import {
  backupsFolder,
  deleteBackupIn,
  listBackups,
  listBackupsIn,
  newestUntil,
  syncPath
} from './backup-files.ts'
import { removeStaleParts } from './make-backup.ts'
import { backupsToDelete } from './rotate-backups.ts'

/** Bytes read at once. */
const PIECE = 1 << 20
/** Room a copy leaves in the other place. */
const SPARE_BYTES = 16_000_000

export interface CopiedElsewhere {
  /** When the newest backup that is there now was made, milliseconds since 1970; null when there is none. */
  newestAt: number | null
  /** The other place is on the library's own disk. */
  sameDisk: boolean
}

/** Where the backups of a library lie in a folder that other things may be in, too, such as other libraries' backups. */
export const placeIn = (folder: string, libraryId: string) =>
  join(folder, `Lectern backups ${libraryId.slice(-12)}`)

/**
 * Brings the newest backup to another folder, if it is not there yet, compares it with the one here, and lets older
 * ones there go as they go here.
 * @param now backups of a clock that was ahead are left alone, as everywhere
 * @throws AppError `not-found` when the folder is not there; `disk-full`; a sentence when it cannot be written
 */
export function copyElsewhere(
  {
    libraryFolder,
    libraryId,
    folder,
    now
  }: { libraryFolder: string; libraryId: string; folder: string; now: number },
  { stop, onStep }: JobFollow = {}
): CopiedElsewhere {
  const facts = statSync(folder, { throwIfNoEntry: false })
  // Never made: an empty folder where a disk is mounted at other times would take the copies instead of it.
  if (!facts?.isDirectory()) throw new AppError('not-found', 'errors.backup.placeGone')
  const place = placeIn(folder, libraryId)
  const here = listBackups(libraryFolder)
  const newest = newestUntil(here, now)
  try {
    mkdirSync(place, { recursive: true })
    removeStaleParts(place)
    if (
      newest &&
      !listBackupsIn(place).some(({ name, size }) => name === newest.name && size === newest.size)
    ) {
      const { bavail, bsize } = statfsSync(place)
      if (bavail * bsize < newest.size + SPARE_BYTES)
        throw new AppError('disk-full', 'errors.backup.placeNoRoom')
      copyWhole(join(backupsFolder(libraryFolder), newest.name), join(place, newest.name), { stop, onStep })
    }
    const there = listBackupsIn(place).filter(({ madeAt }) => madeAt <= now)
    // Of a library with damages none go, neither here nor there: an older one may be what mends it.
    const stay = new Set(here.map(({ name }) => name))
    const gone = newest ? backupsToDelete(there, newest.size) : []
    for (const name of gone) if (!stay.has(name)) deleteBackupIn(place, name)
    return {
      newestAt: newestUntil(there, now)?.madeAt ?? null,
      sameDisk: facts.dev === statSync(libraryFolder).dev
    }
  } catch (error) {
    throw couldNotWrite(error)
  }
}

/** Under another name until it was written, read again and found to be the same. */
function copyWhole(from: string, to: string, { stop, onStep }: JobFollow): void {
  const part = `${to}.part`
  const size = statSync(from).size
  try {
    const target = openSync(part, 'w')
    let written: string
    try {
      let done = 0
      written = digest(from, (piece) => {
        throwIfStopped(stop)
        for (let at = 0; at < piece.length; ) at += writeSync(target, piece, at)
        done += piece.length
        onStep?.(done, size * 2)
      })
      fsyncSync(target)
    } finally {
      closeSync(target)
    }
    let done = size
    const read = digest(part, (piece) => {
      throwIfStopped(stop)
      done += piece.length
      onStep?.(done, size * 2)
    })
    if (read !== written) throw new AppError('damaged', 'errors.backup.placeDiffers')
    renameSync(part, to)
    syncPath(join(to, '..'))
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

function digest(file: string, onPiece: (piece: Uint8Array) => void): string {
  const hash: Hash = createHash('sha256')
  const handle = openSync(file, 'r')
  const buffer = Buffer.alloc(PIECE)
  try {
    for (let length = readSync(handle, buffer); length > 0; length = readSync(handle, buffer)) {
      const piece = buffer.subarray(0, length)
      hash.update(piece)
      onPiece(piece)
    }
  } finally {
    closeSync(handle)
  }
  return hash.digest('hex')
}
