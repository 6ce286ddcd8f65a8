import type { Stats } from 'node:fs'
import { lstat } from 'node:fs/promises'
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { statement } from '../db/statement.ts'

/** Raise when files are written otherwise: then every one is looked at again. */
const WRITER = 1
/**
 * A file that was written shortly before it was looked at may have been written again since without showing it: FAT
 * counts in steps of two seconds. Such a one is read again; milliseconds.
 */
const SETTLED = 3000

const Traits = z.object({ size: z.number(), mtime: z.number(), ctime: z.number() })
/** By what one sees that a file was written: bytes, and milliseconds since 1970. */
export type Traits = z.infer<typeof Traits>
export const traitsOf = ({ size, mtimeMs, ctimeMs }: Stats): Traits => ({
  size,
  mtime: mtimeMs,
  ctime: ctimeMs
})

/** How an article and its file were when both were last found in step. */
export const InStep = Traits.extend({ stamp: z.string() })
export type InStep = z.infer<typeof InStep>

/** Changes whenever something of an article changes that stands in its file. */
export function stampOf(db: Database, articleId: string): string {
  const facts = statement(
    db,
    `SELECT a.updated_at, a.current_version_id,
       (SELECT count(*) || ' ' || coalesce(sum(updated_at & 4294967295), 0) FROM article_tags WHERE article_id = a.id),
       (SELECT count(*) || ' ' || coalesce(sum(updated_at & 4294967295), 0) FROM notes WHERE article_id = a.id),
       (SELECT count(*) || ' ' || coalesce(sum(updated_at & 4294967295), 0) FROM highlights WHERE article_id = a.id),
       (SELECT count(*) || ' ' || coalesce(sum(t.updated_at & 4294967295), 0) FROM highlights h JOIN highlight_tags t ON t.highlight_id = h.id
        WHERE h.article_id = a.id)
     FROM articles a WHERE a.id = ?`
  )
    .raw()
    .get(articleId)
  return JSON.stringify([WRITER, facts])
}

/**
 * What to remember of an article and a file that are in step; undefined when the file was written a moment ago.
 * @param traits as they were before it was read, so that what was written since shows
 */
export function inStepAt(stamp: string, traits: Traits, now: number): InStep | undefined {
  const isSettled = now - traits.mtime > SETTLED && now - traits.ctime > SETTLED
  return isSettled ? { stamp, ...traits } : undefined
}

/** Whether nothing happened on either side. */
export async function isStillInStep(path: string, known: InStep, stamp: string): Promise<boolean> {
  if (known.stamp !== stamp) return false
  const facts = await lstat(path).catch(() => undefined)
  if (!facts?.isFile()) return false
  const { size, mtime, ctime } = traitsOf(facts)
  return size === known.size && mtime === known.mtime && ctime === known.ctime
}
