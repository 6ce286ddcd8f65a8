import type { Database } from 'better-sqlite3'
import { deleteMeta, readMeta, writeMeta } from '../db/meta.ts'

/** The key of `meta` that names the folder. */
const FOLDER = 'watching.folder'

export interface WatchedFile {
  path: string
  size: number
  modifiedAt: number
  fate: 'seen' | 'added' | 'already-here' | 'failed'
  articleId: string | null
  message: string
}

/** The folder that is watched; null when none is. */
export function watchedFolder(db: Database): string | null {
  return readMeta(db, FOLDER) ?? null
}

/** Another folder, or none, begins with nothing remembered of the one before. */
export function saveWatchedFolder(db: Database, folder: string | null): void {
  db.prepare('DELETE FROM watched_files').run()
  if (folder === null) deleteMeta(db, FOLDER)
  else writeMeta(db, FOLDER, folder)
}

export function getWatchedFile(db: Database, path: string): WatchedFile | undefined {
  const row = db
    .prepare<
      [string],
      {
        size: number
        modified_at: number
        fate: WatchedFile['fate']
        article_id: string | null
        message: string
      }
    >('SELECT size, modified_at, fate, article_id, message FROM watched_files WHERE path = ?')
    .get(path)
  return (
    row && {
      path,
      size: row.size,
      modifiedAt: row.modified_at,
      fate: row.fate,
      articleId: row.article_id,
      message: row.message
    }
  )
}

/**
 * Notes what became of a file; the article it belongs to stays known when `articleId` is null.
 * @param now ms since 1970
 */
export function saveWatchedFile(db: Database, file: WatchedFile, now: number): void {
  db.prepare(
    `INSERT INTO watched_files (path, size, modified_at, fate, article_id, message, looked_at)
     VALUES (@path, @size, @modifiedAt, @fate, @articleId, @message, @now)
     ON CONFLICT (path) DO UPDATE SET size = @size, modified_at = @modifiedAt, fate = @fate,
       article_id = coalesce(@articleId, article_id), message = @message, looked_at = @now`
  ).run({ ...file, now })
}

/** How many files of it became articles. */
export function countWatched(db: Database): number {
  return db.prepare<[], number>("SELECT count(*) FROM watched_files WHERE fate = 'added'").pluck().get() ?? 0
}

/** At most a hundred, newest first. */
export function watchedFailures(db: Database): { path: string; message: string }[] {
  return db
    .prepare<[], { path: string; message: string }>(
      "SELECT path, message FROM watched_files WHERE fate = 'failed' ORDER BY looked_at DESC LIMIT 100"
    )
    .all()
}
