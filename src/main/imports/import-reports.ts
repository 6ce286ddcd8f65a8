import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { ImportRecord, ImportRow, PlannedFile } from '../../shared/imports.ts'
import { addAll } from '../../shared/long-lists.ts'
import { writeWhole } from '../files/write-whole.ts'
import { tellWarnings } from '../versions/warnings.ts'
import { countRows, createPruning } from './prune-reports.ts'
import {
  deleteReport,
  type FateCounts,
  getReport,
  hideReport,
  listReportRows,
  listReports,
  type ReportedRow,
  type StoredReport,
  type StoredRow,
  saveReport
} from './report-rows.ts'
import { reportTable } from './report-table.ts'

/** Rows of a report that is written to a file are read by so many at once. */
const READ_AT_ONCE = 5000
/** Rows come into the library by so many at once, or after so many milliseconds: what a crash can cost a report. */
const STORED_AT_ONCE = 200
const STORED_AFTER_MS = 500

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

/** What is at work, or could not be stored yet. */
interface Open {
  report: StoredReport
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
  const prune = createPruning(db, open)

  /** @returns whether everything is in the library */
  function store(batchId: string): boolean {
    const one = open.get(batchId)
    if (!one) return true
    const { report, waiting } = one
    one.storedAt = now()
    try {
      saveReport(db, report, waiting, one.stored)
    } catch {
      // A full disk, as a rule: the import itself says so.
      return false
    }
    one.stored += waiting.length
    waiting.length = 0
    if (report.endedAt !== null) open.delete(batchId)
    return true
  }

  return {
    begin(batchId, { kind, app, name }) {
      const report = {
        id: batchId,
        kind,
        app,
        name,
        begunAt: now(),
        endedAt: null,
        stopped: false,
        counts: {}
      }
      open.set(batchId, { report, waiting: [], stored: 0, storedAt: 0 })
    },
    add(batchId, row) {
      const one = open.get(batchId)
      if (!one) return
      const { counts } = one.report
      one.waiting.push(row)
      counts[row.fate] = (counts[row.fate] ?? 0) + 1
      const isTime = one.waiting.length >= STORED_AT_ONCE || now() - one.storedAt >= STORED_AFTER_MS
      if (isTime) store(batchId)
    },
    end(batchId, stopped) {
      const one = open.get(batchId)
      if (!one) return
      const { report } = one
      report.endedAt = now()
      report.stopped = stopped
      // Nothing happened, or only what has a report of its own.
      if (countRows(report.counts) === (report.counts.library ?? 0)) {
        open.delete(batchId)
        if (one.stored > 0) deleteReport(db, batchId)
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
      return listReports(db).map((report) => ({
        batchId: report.id,
        kind: report.kind,
        app: report.app,
        name: report.name,
        begunAt: report.begunAt,
        end: active.has(report.id) ? 'working' : endOf(report),
        counts: countsOf(report.counts)
      }))
    },
    rows(batchId, page) {
      store(batchId)
      const report = getReport(db, batchId)
      if (!report) return { total: 0, items: [] }
      return {
        total: countRows(report.counts),
        items: listReportRows(db, batchId, page).map(({ remarks, ...row }) => ({
          ...row,
          message: tellWarnings(remarks)
        }))
      }
    },
    delete(batchIds) {
      for (const batchId of batchIds) if (!open.has(batchId)) hideReport(db, batchId, now())
    },
    async save(batchId, path) {
      if (plan?.batchId === batchId)
        return await writeWhole(path, reportTable(plan.files, ['file', 'fate', 'title', 'message']))
      store(batchId)
      const report = getReport(db, batchId)
      if (!report) throw new AppError('not-found', 'errors.libraryImport.notPrepared')
      await writeWhole(path, tableOf(report, everyRow(db, batchId)))
    }
  }
}

function everyRow(db: Database, batchId: string): StoredRow[] {
  const rows: StoredRow[] = []
  for (let part: StoredRow[] | undefined; part?.length !== 0; addAll(rows, part))
    part = listReportRows(db, batchId, { offset: rows.length, limit: READ_AT_ONCE })
  return rows
}

/** In the order of the file, or in which they came. */
function tableOf({ kind }: StoredReport, rows: readonly StoredRow[]): string {
  const table = rows
    .toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0) || a.number - b.number)
    .map(({ row, fate, name, title, remarks }) => {
      return { row, file: name, url: name, fate, title, message: tellWarnings(remarks) }
    })
  return kind === 'library'
    ? reportTable(table, ['row', 'fate', 'title', 'url', 'message'])
    : reportTable(table, ['file', 'fate', 'title', 'message'])
}

const endOf = ({ endedAt, stopped }: StoredReport) =>
  endedAt === null ? 'cut-short' : stopped ? 'stopped' : 'ended'

function countsOf(counts: FateCounts): ImportRecord['counts'] {
  const { added = 0, updated = 0, 'already-here': here = 0, 'in-trash': inTrash = 0 } = counts
  return { added, here: updated + here + inTrash, missing: (counts.unreadable ?? 0) + (counts.failed ?? 0) }
}
