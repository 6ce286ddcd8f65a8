import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { ImportFate, ImportRecord, ImportRow, PlannedFile } from '../../shared/imports.ts'
import { addAll } from '../../shared/long-lists.ts'
import type { ArticleId } from '../../shared/values.ts'
import { writeWhole } from '../export/write-whole.ts'
import { type StoredWarning, tellWarnings } from '../versions/warnings.ts'
import { countRows, createPruning, IN_SIGHT } from './prune-reports.ts'
import { reportTable } from './report-table.ts'

/** Rows of a report that is written to a file are read by so many at once. */
const READ_AT_ONCE = 5000
/** Rows come into the library by so many at once, or after so many milliseconds: what a crash can cost a report. */
const STORED_AT_ONCE = 200
const STORED_AFTER_MS = 500

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

export interface ImportReports {
  /** From now on rows of this batch are kept. */
  begin(batchId: string, import_: Pick<ImportRecord, 'kind' | 'app' | 'name'>): void
  add(batchId: string, row: ReportedRow): void
  end(batchId: string, stopped: boolean): void
  /** A plan is only remembered until the next one. */
  keepPlan(batchId: string, files: readonly PlannedFile[]): void
  /** The latest first. @param active batches at work */
  list(active: ReadonlySet<string>): ImportRecord[]
  /** What is worth telling first. */
  rows(batchId: string, page: { offset: number; limit: number }): { total: number; items: ImportRow[] }
  /** Out of sight until it is taken back; not what is at work. In the caller's step of undo. */
  delete(batchIds: readonly string[]): void
  /**
   * Writes every row as a table.
   * @throws AppError `not-found` when there is no such report any more, or as `writeWhole` does
   */
  save(batchId: string, path: string): Promise<void>
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

interface StoredRow {
  number: number
  row: number | null
  fate: ImportFate
  name: string
  title: string
  article_id: ArticleId | null
  remarks: string
}

/** What is at work, or could not be stored yet. */
interface Open {
  record: RecordRow
  counts: Partial<Record<ImportFate, number>>
  waiting: ReportedRow[]
  stored: number
  storedAt: number
}

/**
 * What became of every file and row of the last imports, kept in the library as it happens, so that it is there
 * after a crash, too. An import never fails because its report cannot be kept: that is tried again.
 */
export function createImportReports(db: Database, now: () => number): ImportReports {
  const open = new Map<string, Open>()
  let plan: { batchId: string; files: readonly PlannedFile[] } | undefined

  const insert = () =>
    db.prepare(
      `INSERT OR REPLACE INTO import_report_rows (report_id, number, row, fate, name, title, article_id, remarks, noted)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`
    )

  /** @returns whether everything is in the library */
  function store(batchId: string): boolean {
    const one = open.get(batchId)
    if (!one) return true
    const { record, waiting, counts } = one
    try {
      db.transaction(() => {
        db.prepare(
          `INSERT OR REPLACE INTO import_reports (id, kind, app, name, begun_at, ended_at, stopped, counts)
           VALUES (@id, @kind, @app, @name, @begun_at, @ended_at, @stopped, @counts)`
        ).run({ ...record, counts: JSON.stringify(counts) })
        const add = insert()
        for (const [at, { row, fate, name, title, articleId, remarks }] of waiting.entries()) {
          const number = one.stored + at + 1
          add.run(
            batchId,
            number,
            row,
            fate,
            name,
            title,
            articleId,
            JSON.stringify(remarks),
            notedOf(fate, remarks)
          )
        }
      }).immediate()
    } catch {
      // A full disk, as a rule: the import itself says so.
      one.storedAt = now()
      return false
    }
    one.stored += waiting.length
    one.storedAt = now()
    waiting.length = 0
    if (record.ended_at !== null) open.delete(batchId)
    return true
  }

  const record = (batchId: string) =>
    db.prepare<[string], RecordRow>(`SELECT * FROM import_reports WHERE id = ? AND ${IN_SIGHT}`).get(batchId)

  const prune = createPruning(db, open)

  function storedRows(batchId: string, { offset, limit }: { offset: number; limit: number }): StoredRow[] {
    return db
      .prepare<[string, number, number], StoredRow>(
        `SELECT r.number, r.row, r.fate, r.name, r.title, r.remarks,
           (SELECT id FROM articles a WHERE a.id = r.article_id) AS article_id
         FROM import_report_rows r WHERE r.report_id = ? ORDER BY r.noted DESC, r.number LIMIT ? OFFSET ?`
      )
      .all(batchId, limit, offset)
  }

  return {
    begin(batchId, { kind, app, name }) {
      const begun: RecordRow = {
        id: batchId,
        kind,
        app,
        name,
        begun_at: now(),
        ended_at: null,
        stopped: 0,
        counts: '{}'
      }
      open.set(batchId, { record: begun, counts: {}, waiting: [], stored: 0, storedAt: 0 })
    },
    add(batchId, row) {
      const one = open.get(batchId)
      if (!one) return
      one.waiting.push(row)
      one.counts[row.fate] = (one.counts[row.fate] ?? 0) + 1
      const isTime = one.waiting.length >= STORED_AT_ONCE || now() - one.storedAt >= STORED_AFTER_MS
      if (isTime) store(batchId)
    },
    end(batchId, stopped) {
      const one = open.get(batchId)
      if (!one) return
      one.record.ended_at = now()
      one.record.stopped = stopped ? 1 : 0
      // Nothing happened, or only what has a report of its own.
      if (countRows(one.counts) === (one.counts.library ?? 0)) {
        open.delete(batchId)
        if (one.stored > 0) db.prepare('DELETE FROM import_reports WHERE id = ?').run(batchId)
        return
      }
      if (!store(batchId)) return
      try {
        prune()
      } catch {}
    },
    keepPlan(batchId, files) {
      plan = { batchId, files }
    },
    list(active) {
      for (const batchId of open.keys()) store(batchId)
      return db
        .prepare<[], RecordRow>(
          `SELECT * FROM import_reports WHERE ${IN_SIGHT} ORDER BY begun_at DESC, id DESC`
        )
        .all()
        .map(({ id, kind, app, name, begun_at, ended_at, stopped, counts }) => ({
          batchId: id,
          kind,
          app,
          name,
          begunAt: begun_at,
          end: active.has(id) ? 'working' : ended_at === null ? 'cut-short' : stopped ? 'stopped' : 'ended',
          counts: countsOf(JSON.parse(counts))
        }))
    },
    rows(batchId, page) {
      store(batchId)
      const kept = record(batchId)
      if (!kept) return { total: 0, items: [] }
      return {
        total: countRows(JSON.parse(kept.counts)),
        items: storedRows(batchId, page).map(({ article_id, remarks, ...row }) => ({
          ...row,
          articleId: article_id,
          message: tellWarnings(JSON.parse(remarks))
        }))
      }
    },
    delete(batchIds) {
      const hide = db.prepare(
        `INSERT OR IGNORE INTO import_report_deletions (report_id, deleted_at)
         SELECT id, ? FROM import_reports WHERE id = ?`
      )
      for (const batchId of batchIds) if (!open.has(batchId)) hide.run(now(), batchId)
    },
    async save(batchId, path) {
      if (plan?.batchId === batchId)
        return await writeWhole(path, reportTable(plan.files, ['file', 'fate', 'title', 'message']))
      store(batchId)
      const kept = record(batchId)
      if (!kept) throw new AppError('not-found', 'errors.libraryImport.notPrepared')
      const rows: StoredRow[] = []
      for (let part: StoredRow[] | undefined; part?.length !== 0; addAll(rows, part))
        part = storedRows(batchId, { offset: rows.length, limit: READ_AT_ONCE })
      const table = rows
        .toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0) || a.number - b.number)
        .map(({ row, fate, name, title, remarks }) => {
          const message = tellWarnings(JSON.parse(remarks))
          return { row, file: name, url: name, fate, title, message }
        })
      await writeWhole(
        path,
        reportTable(
          table,
          kept.kind === 'library'
            ? ['row', 'fate', 'title', 'url', 'message']
            : ['file', 'fate', 'title', 'message']
        )
      )
    }
  }
}

const notedOf = (fate: ImportFate, remarks: readonly StoredWarning[]) =>
  fate === 'failed' || fate === 'unreadable' ? 2 : remarks.length > 0 ? 1 : 0

function countsOf(counts: Partial<Record<ImportFate, number>>): ImportRecord['counts'] {
  const { added = 0, updated = 0, 'already-here': here = 0, 'in-trash': inTrash = 0 } = counts
  return { added, here: updated + here + inTrash, missing: (counts.unreadable ?? 0) + (counts.failed ?? 0) }
}
