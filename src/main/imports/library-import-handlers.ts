import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { safeName } from '../export/safe-name.ts'
import { translate } from '../translate.ts'
import type { LibraryImports } from './library-imports.ts'

type Methods = Extract<keyof Contract, `libraryImports.${string}`>

export function libraryImportHandlers(
  imports: LibraryImports,
  readOnly: boolean,
  chooseSave: (name: string, filters: { name: string; extensions: string[] }[]) => Promise<string | null>
): HandlersOf<Methods> {
  return {
    'libraryImports.plan': ({ batchId, path }) => imports.plan(batchId, path),
    'libraryImports.run': ({ batchId, fromTrash = false }) => {
      if (readOnly) throw new AppError('read-only', 'errors.library.readOnlyAdd')
      return imports.run(batchId, { fromTrash })
    },
    'libraryImports.drop': ({ batchId }) => {
      imports.drop(batchId)
      return null
    },
    'libraryImports.saveReport': async ({ batchId }) => {
      const path = await chooseSave(`${safeName(translate('imports.library.reportFile'), 'report')}.csv`, [
        { name: 'CSV', extensions: ['csv'] }
      ])
      if (!path) return false
      await imports.saveReport(batchId, path)
      return true
    },
    'libraryImports.interrupted': () => imports.interrupted(),
    'libraryImports.forgetInterrupted': () => {
      imports.forgetInterrupted()
      return null
    }
  }
}
