import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import type { ImportBatches } from './import-batch.ts'
import type { LibraryImports } from './library-imports.ts'
import type { PictureLoader } from './load-pictures.ts'

type Methods = Extract<keyof Contract, `imports.${string}`>

export function importHandlers(
  batches: ImportBatches,
  libraries: LibraryImports,
  pictures: PictureLoader,
  readOnly: boolean,
  chooseFiles: () => Promise<string[] | null>
): HandlersOf<Methods> {
  const refuseReadOnly = () => {
    if (readOnly) {
      throw new AppError('read-only', 'errors.library.readOnlyAdd')
    }
  }
  return {
    'imports.files': async ({ batchId, paths }) => {
      refuseReadOnly()
      return { batchId, results: await batches.files(batchId, paths) }
    },
    'imports.choose': async ({ batchId }) => {
      refuseReadOnly()
      const paths = await chooseFiles()
      return paths && { batchId, results: await batches.files(batchId, paths) }
    },
    'imports.paste': async ({ batchId, text, html }) => {
      refuseReadOnly()
      return { batchId, results: await batches.paste(batchId, { text, html }) }
    },
    'imports.address': async ({ batchId, address }) => {
      refuseReadOnly()
      return { batchId, results: await batches.address(batchId, address) }
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
