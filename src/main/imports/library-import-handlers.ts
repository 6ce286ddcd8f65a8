import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { LibraryImports } from './library-imports.ts'

type Methods = Extract<keyof Contract, `libraryImports.${string}`>

export function libraryImportHandlers(imports: LibraryImports, readOnly: boolean): HandlersOf<Methods> {
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
    'libraryImports.interrupted': () => imports.interrupted(),
    'libraryImports.forgetInterrupted': () => {
      imports.forgetInterrupted()
      return null
    }
  }
}
