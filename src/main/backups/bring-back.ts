import { constants, copyFileSync, existsSync, rmSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import SQLite, { type Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { type JobFollow, partOf, throwIfStopped } from '../answer-job.ts'
import { deleteUnusedAssets, purgeArticles, unusedAssets } from '../articles/repository.ts'
import { migrate } from '../db/migrate.ts'
import { migrations } from '../db/migrations/index.ts'
import { openBeside } from '../db/open-beside.ts'
import { configureConnection } from '../db/open-library.ts'
import { lecternVersion } from '../export/lectern-version.ts'
import { saveLibraryZip } from '../export/library-zip.ts'
import { restoreLibraryZip } from '../export/restore-zip.ts'
import { partFile } from '../files/part-file.ts'

/** What came back, and what of it could not be read. */
export interface BroughtBack {
  articles: number
  notebooks: number
  failed: number
}

/** Articles taken out of the copy before somebody may stop it. */
const SLICE = 200

/**
 * Adds the articles and notebooks that a backup has and the library no longer, with all that belongs to them, and
 * changes nothing else. The backup is only read: the rest is left out of a copy of it, and what remains goes the way
 * of every library that is brought back, checked as that is.
 * @throws AppError `not-found`, `newer-library`, `damaged`, `disk-full`, `cancelled`; what was added before stays
 */
export async function bringBack(
  options: { libraryFile: string; backup: string; now: () => number },
  follow: JobFollow = {}
): Promise<BroughtBack> {
  const { libraryFile, backup } = options
  if (!existsSync(backup)) throw new AppError('not-found', 'errors.backup.gone')
  const { bavail, bsize } = statfsSync(dirname(backup))
  if (bavail * bsize < statSync(backup).size) throw new AppError('disk-full', 'errors.backup.noRoom')
  // Under names that are put away with the next backup, should this end in the middle.
  const [copy, zip] = [partFile(backup), partFile(backup)]
  const db = openBeside(libraryFile)
  try {
    copyFileSync(backup, copy, constants.COPYFILE_FICLONE)
    if (!(await leaveWhatIsGone(db, copy, partOf(follow, 0, 0.3)))) {
      return { articles: 0, notebooks: 0, failed: 0 }
    }
    const { stop, onStep } = partOf(follow, 0.3, 0.6)
    await saveLibraryZip(copy, zip, { lectern: lecternVersion, now: options.now, signal: stop, onStep })
    const notebooks = countNotebooks(db)
    const rest = partOf(follow, 0.6, 1)
    const { added, failed } = await restoreLibraryZip(db, zip, { signal: rest.stop, onStep: rest.onStep })
    return { articles: added, notebooks: countNotebooks(db) - notebooks, failed }
  } finally {
    db.close()
    for (const file of [copy, zip]) for (const end of ['', '-journal']) rmSync(file + end, { force: true })
  }
}

const countNotebooks = (db: Database) => db.prepare('SELECT count(*) FROM notebooks').pluck().get() as number

/** Takes out of a copy what the library still has, and what is no article's and no notebook. @returns whether anything is left */
async function leaveWhatIsGone(
  library: Database,
  file: string,
  { stop, onStep }: JobFollow
): Promise<boolean> {
  const copy = new SQLite(file, { fileMustExist: true })
  try {
    configureConnection(copy, { isShared: true })
    // Nobody misses it when the power goes.
    copy.pragma('synchronous = OFF')
    migrate(copy, migrations)
    const here = (table: string, from: Database) =>
      from.prepare<[], string>(`SELECT id FROM ${table}`).pluck().all()
    const articles = here('articles', library)
    for (let at = 0; at < articles.length; at += SLICE) {
      throwIfStopped(stop)
      onStep?.(at, articles.length)
      copy.transaction(() => purgeArticles(copy, articles.slice(at, at + SLICE)))()
      await new Promise(setImmediate)
    }
    copy.transaction(() => {
      copy
        .prepare('DELETE FROM notebooks WHERE id IN (SELECT value FROM json_each(?))')
        .run(JSON.stringify(here('notebooks', library)))
      // What is deleted of these was deleted by itself, and says nothing of articles.
      copy.exec(
        'DELETE FROM prompts WHERE article_id IS NULL; DELETE FROM settings; DELETE FROM saved_searches'
      )
      deleteUnusedAssets(copy, unusedAssets(copy))
    })()
    return here('articles', copy).length + here('notebooks', copy).length > 0
  } finally {
    copy.close()
  }
}
