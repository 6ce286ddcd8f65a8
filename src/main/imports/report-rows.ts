import type { Database } from 'better-sqlite3'
import type { ImportFate, ImportRecord } from '../../shared/imports.ts'
import type { ArticleId } from '../../shared/values.ts'
import type { StoredWarning } from '../versions/warnings.ts'
import { IN_SIGHT } from './prune-reports.ts'

/** What became of one file or row. */
export interface ReportedRow {
  /** Where it stands in another app's file, from 1; null for files. */
  row: number | null
  fate: ImportFate
  /** A path or an address. */
  name: string
  title: string
  articleId: ArticleId | null
  remarks: readonly StoredWarning[]
}

/** How many rows have each fate; none where it is absent. */
export type FateCounts = Partial<Record<ImportFate, number>>

/** One import. */
export interface StoredReport {
  id: string
  kind: ImportRecord['kind']
  app: string
  name: string
  /** Milliseconds since 1970. */
  begunAt: number
  /** Null: at work, or cut short by the end of the app. */
  endedAt: number | null
  stopped: boolean
  counts: FateCounts
}

export interface StoredRow extends ReportedRow {
  /** From 1, in the order in which they came. */
  number: number
}

interface RecordRow {
  id: string
  kind: ImportRecord['kind']
  app: string
  name: string
  begun_at: number
  ended_at: number | null
  stopped: number
  counts: string
}

const fromRow = ({ begun_at, ended_at, stopped, counts, ...row }: RecordRow): StoredReport => ({
  ...row,
  begunAt: begun_at,
  endedAt: ended_at,
  stopped: stopped !== 0,
  counts: JSON.parse(counts)
})

/** Writes a report as it stands, and rows that are new in it, in one transaction. @param after how many it has already */
export function saveReport(
  db: Database,
  report: StoredReport,
  rows: readonly ReportedRow[],
  after: number
): void {
  const { id, kind, app, name, begunAt, endedAt, stopped, counts } = report
  db.transaction(() => {
    db.prepare(
      `INSERT OR REPLACE INTO import_reports (id, kind, app, name, begun_at, ended_at, stopped, counts)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
    ).run(id, kind, app, name, begunAt, endedAt, stopped ? 1 : 0, JSON.stringify(counts))
    const add = db.prepare(
      `INSERT OR REPLACE INTO import_report_rows (report_id, number, row, fate, name, title, article_id, remarks, noted)
       VALUES (@id, @number, @row, @fate, @name, @title, @articleId, @remarks, @noted)`
    )
    for (const [at, row] of rows.entries())
      add.run({
        ...row,
        id,
        number: after + at + 1,
        remarks: JSON.stringify(row.remarks),
        noted: notedOf(row.fate, row.remarks)
      })
  }).immediate()
}

/** How much a row is worth telling: what is missing most, then what there is a remark about. */
const notedOf = (fate: ImportFate, remarks: readonly StoredWarning[]) =>
  fate === 'failed' || fate === 'unreadable' ? 2 : remarks.length > 0 ? 1 : 0

/** Undefined also when the reader deleted it. */
export function getReport(db: Database, id: string): StoredReport | undefined {
  const row = db
    .prepare<[string], RecordRow>(`SELECT * FROM import_reports WHERE id = ? AND ${IN_SIGHT}`)
    .get(id)
  return row && fromRow(row)
}

/** The latest first; without what the reader deleted. */
export function listReports(db: Database): StoredReport[] {
  return db
    .prepare<[], RecordRow>(`SELECT * FROM import_reports WHERE ${IN_SIGHT} ORDER BY begun_at DESC, id DESC`)
    .all()
    .map(fromRow)
}

/** What is worth telling first. `articleId` is null where the article is gone by now. */
export function listReportRows(
  db: Database,
  id: string,
  { offset, limit }: { offset: number; limit: number }
): StoredRow[] {
  return db
    .prepare<[string, number, number], Omit<StoredRow, 'remarks'> & { remarks: string }>(
      `SELECT r.number, r.row, r.fate, r.name, r.title, r.remarks,
         (SELECT id FROM articles a WHERE a.id = r.article_id) AS articleId
       FROM import_report_rows r WHERE r.report_id = ? ORDER BY r.noted DESC, r.number LIMIT ? OFFSET ?`
    )
    .all(id, limit, offset)
    .map((row) => ({ ...row, remarks: JSON.parse(row.remarks) }))
}

/** Out of sight, until the step of undo it belongs to is taken back. @param now milliseconds since 1970 */
export function hideReport(db: Database, id: string, now: number): void {
  db.prepare(
    `INSERT OR IGNORE INTO import_report_deletions (report_id, deleted_at)
     SELECT id, ? FROM import_reports WHERE id = ?`
  ).run(now, id)
}

export function deleteReport(db: Database, id: string): void {
  db.prepare('DELETE FROM import_reports WHERE id = ?').run(id)
}
