import type { Database } from 'better-sqlite3'
import type { SheetEntryId, SheetKind, Verdict } from '../../shared/study-sheet.ts'
import type { Stamp } from '../db/stamp.ts'

/** What the reader said or wrote on the sheet of an article. */
export interface SheetEntry {
  id: SheetEntryId
  articleId: string
  kind: SheetKind | 'question'
  label: string
  detail: string
  verdict: Verdict
  body: string
  versionId: string | null
  start: number | null
  end: number | null
}

const columns = `id, article_id AS articleId, kind, label, detail, verdict, body,
  version_id AS versionId, text_start AS start, text_end AS "end"`

/** In the order they were made. */
export function listSheetEntries(db: Database, articleId: string): SheetEntry[] {
  return db
    .prepare<[string], SheetEntry>(
      `SELECT ${columns} FROM sheet_entries WHERE article_id = ? ORDER BY created_at, id`
    )
    .all(articleId)
}

export function getSheetEntry(db: Database, id: string): SheetEntry | undefined {
  return db.prepare<[string], SheetEntry>(`SELECT ${columns} FROM sheet_entries WHERE id = ?`).get(id)
}

/**
 * What the reader said of a finding, if anything: of the same words, wherever they stand. Questions are never
 * findings.
 */
export function findSheetEntry(
  db: Database,
  finding: Pick<SheetEntry, 'articleId' | 'kind' | 'label' | 'detail'>
): SheetEntry | undefined {
  return db
    .prepare<[typeof finding], SheetEntry>(
      `SELECT ${columns} FROM sheet_entries WHERE article_id = @articleId AND kind = @kind AND label = @label
         AND detail = @detail AND kind <> 'question'`
    )
    .get(finding)
}

/** Articles in whose sheet the reader dismissed a name. */
export function articlesDismissing(db: Database, kind: string, name: string): Set<string> {
  return new Set(
    db
      .prepare(`SELECT article_id FROM sheet_entries WHERE kind = ? AND label = ? AND verdict = 'dismissed'`)
      .pluck()
      .all(kind, name) as string[]
  )
}

/** Writes an entry under its id; one that says nothing (not judged, nothing written) is removed. */
export function saveSheetEntry(db: Database, entry: SheetEntry, stamp: Stamp): void {
  if (entry.body.trim() === '' && entry.verdict === 'found') {
    db.prepare('DELETE FROM sheet_entries WHERE id = ?').run(entry.id)
    return
  }
  const known = getSheetEntry(db, entry.id)
  if (known) {
    if (known.verdict === entry.verdict && known.body === entry.body) return
    db.prepare(
      'UPDATE sheet_entries SET verdict = @verdict, body = @body, updated_at = @now, device_id = @deviceId WHERE id = @id'
    ).run({ ...entry, ...stamp })
    return
  }
  db.prepare(
    `INSERT INTO sheet_entries (id, article_id, kind, label, detail, verdict, body, version_id, text_start, text_end,
       created_at, updated_at, device_id)
     VALUES (@id, @articleId, @kind, @label, @detail, @verdict, @body, @versionId, @start, @end,
       @now, @now, @deviceId)`
  ).run({ ...entry, ...stamp })
}
