import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { safeName } from '../files/safe-name.ts'
import { translate } from '../translate.ts'
import type { Came, ImportBatches } from './import-batch.ts'
import type { ImportReports } from './import-reports.ts'
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
  reports: ImportReports,
  readOnly: boolean,
  dialogs: Dialogs
): HandlersOf<Methods> {
  const active = () => [...batches.active(), ...libraries.active()]
  const refuseReadOnly = () => {
    if (readOnly) {
      throw new AppError('read-only', 'errors.library.readOnlyAdd')
    }
  }
  const told = async (batchId: string, came: Promise<Came>) => ({ batchId, ...(await came) })
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
    'imports.reports': () => reports.list(new Set(active().map(({ batchId }) => batchId))),
    'imports.reportRows': ({ batchId, page }) => reports.rows(batchId, page),
    'imports.deleteReports': ({ batchIds }) => {
      reports.delete(batchIds)
      return null
    },
    'imports.saveReport': async ({ batchId }) => {
      const name = `${safeName(translate('imports.library.reportFile'), 'report')}.csv`
      const path = await dialogs.chooseSave(name, [{ name: 'CSV', extensions: ['csv'] }])
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
    'imports.active': active
  }
}
