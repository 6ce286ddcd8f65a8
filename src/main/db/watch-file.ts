import { type BigIntStats, realpathSync, statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'

const identity = (file: string) => {
  const { dev, ino }: BigIntStats = statSync(file, { bigint: true })
  return `${dev} ${ino}`
}

/** Remembers which file is at a path now. @returns whether it still is */
export function watchFile(file: string): () => boolean {
  const opened = identity(file)
  return () => {
    try {
      return identity(file) === opened
    } catch (error) {
      // Only a missing file is a moved one: a share that does not answer for a moment is still there.
      return (error as NodeJS.ErrnoException).code !== 'ENOENT'
    }
  }
}

/**
 * Remembers which log an open library has: as long as it is open the log is the same file. Somebody who takes it for
 * rubbish and deletes it takes with it, at the next crash, all that was saved since it was last emptied.
 * @returns whether it is still there; the first time it is not, what it holds is put into the library's file, which
 *   SQLite can as long as it has the log open. Where there is none, since the library keeps another kind of journal: true
 */
export function watchLog(db: Database): () => boolean {
  if (db.pragma('journal_mode', { simple: true }) !== 'wal') return () => true
  // SQLite keeps it beside the file itself, where the name is that of a link.
  const isThere = watchFile(`${realpathSync(db.name)}-wal`)
  let isRescued = false
  return () => {
    if (isThere()) return true
    if (!isRescued) {
      try {
        const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
        isRescued = result?.busy === 0
      } catch {
        // A full disk, or a query on its way: tried again with the next look.
      }
    }
    return false
  }
}
