import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { ImportResult } from '../../shared/imports.ts'
import type { ImportBatches } from './import-batch.ts'
import { createImportReports } from './import-reports.ts'
import type { LibraryImports } from './library-imports.ts'
import type { PictureLoader } from './load-pictures.ts'

type Methods = Extract<keyof Contract, `imports.${string}`>

/** The system's dialogs. */
interface Dialogs {
  chooseFiles(): Promise<string[] | null>
  chooseFolder(): Promise<string | null>
  chooseSave(name: string, filters: { name: string; extensions: string[] }[]): Promise<string | null>
}

export function importHandlers(
  batches: ImportBatches,
  libraries: LibraryImports,
  pictures: PictureLoader,
  readOnly: boolean,
  dialogs: Dialogs
): HandlersOf<Methods> {
  const reports = createImportReports()
  const refuseReadOnly = () => {
    if (readOnly) {
      throw new AppError('read-only', 'errors.library.readOnlyAdd')
    }
  }
  const told = async (batchId: string, came: Promise<{ results: ImportResult[]; stopped: boolean }>) => {
    const { results, stopped } = await came
    reports.keepResults(batchId, results)
    return { batchId, results, stopped }
  }
  return {
    'imports.files': ({ batchId, paths }) => {
      refuseReadOnly()
      return told(batchId, batches.files(batchId, paths))
    },
    'imports.choose': async ({ batchId }) => {
      refuseReadOnly()
      const paths = await dialogs.chooseFiles()
      return paths && told(batchId, batches.files(batchId, paths))
    },
    'imports.choosePaths': async ({ kind }) => {
      if (kind === 'files') return dialogs.chooseFiles()
      const folder = await dialogs.chooseFolder()
      return folder === null ? null : [folder]
    },
    'imports.plan': async ({ batchId, paths }) => {
      const { files, stopped } = await batches.plan(batchId, paths)
      reports.keepPlan(batchId, files)
      return { batchId, files, stopped }
    },
    'imports.saveReport': async ({ batchId }) => {
      const path = await dialogs.chooseSave('Import report.csv', [{ name: 'CSV', extensions: ['csv'] }])
      if (!path) return false
      await reports.save(batchId, path)
      return true
    },
    'imports.paste': ({ batchId, text, html }) => {
      refuseReadOnly()
      return told(batchId, batches.paste(batchId, { text, html }))
    },
    'imports.address': ({ batchId, address }) => {
      refuseReadOnly()
      return told(batchId, batches.address(batchId, address))
    },
    'imports.pictures': async ({ batchId, articleId }) => {
      refuseReadOnly()
      return await pictures.load(batchId, articleId)
    },
    'imports.cancel': ({ batchId }) => {
      batches.cancel(batchId)
      libraries.cancel(batchId)
      pictures.cancel(batchId)
      return null
    },
    'imports.active': () => [...batches.active(), ...libraries.active()]
  }
}
