import type { Database } from 'better-sqlite3'
import { type LinkTarget, linkUrl } from '../../shared/links.ts'
import type { Stamp } from '../db/stamp.ts'
import { statement } from '../db/statement.ts'

/** Lets every note and notebook that links to one thing link to another. */
export function moveLinks(db: Database, from: LinkTarget, to: LinkTarget, stamp: Stamp): void {
  for (const [table, source] of [
    ['notes', 'note'],
    ['notebooks', 'notebook']
  ] as const) {
    statement(
      db,
      `UPDATE ${table} SET body = replace(body, @old, @new), updated_at = @now, device_id = @deviceId WHERE id IN
         (SELECT source_id FROM links WHERE source_kind = @source AND target_kind = @kind AND target_id = @id)`
    ).run({ ...from, ...stamp, source, old: `(${linkUrl(from)})`, new: `(${linkUrl(to)})` })
  }
}
