import { AppError } from '../../shared/errors.ts'
import type { ImportResult, PlannedFile } from '../../shared/imports.ts'
import { writeWhole } from '../export/write-whole.ts'
import { reportTable } from './report-table.ts'

/** Imports whose files are remembered, so that a report can still be saved while others go on. */
const REMEMBERED = 3

interface Row {
  file: string
  fate: string
  title: string
  message: string
}

/** What became of every file of the last imports, for whoever wants it as a table. */
export function createImportReports() {
  const reports = new Map<string, readonly Row[]>()
  const keep = (batchId: string, rows: readonly Row[]) => {
    reports.set(batchId, rows)
    for (const oldest of [...reports.keys()].slice(0, -REMEMBERED)) reports.delete(oldest)
  }
  return {
    keepResults(batchId: string, results: readonly ImportResult[]) {
      keep(
        batchId,
        results.map(({ file, status, title, message }) => ({ file, fate: status, title, message }))
      )
    },
    keepPlan(batchId: string, files: readonly PlannedFile[]) {
      keep(batchId, files)
    },
    /** @throws AppError `not-found` when it is remembered no longer, or as `writeWhole` does */
    async save(batchId: string, path: string): Promise<void> {
      const rows = reports.get(batchId)
      if (!rows) throw new AppError('not-found', 'errors.libraryImport.notPrepared')
      await writeWhole(path, reportTable(rows, ['file', 'fate', 'title', 'message']))
    }
  }
}
