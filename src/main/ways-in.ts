import { contract } from '../shared/contract.ts'
import type { Noun } from '../shared/define.ts'
import type { ImportProgress } from '../shared/imports.ts'
import type { Keeper } from './backups/keeper.ts'
import type { Context } from './context.ts'
import type { Library } from './db/open-library.ts'
import type { Desktop } from './desktop.ts'
import type { ImportRunner } from './import/worker/import-runner.ts'
import { createImportBatches } from './imports/import-batch.ts'
import { createImportReports } from './imports/import-reports.ts'
import { createLibraryImports } from './imports/library-imports.ts'
import { createPictureLoader } from './imports/load-pictures.ts'
import type { Network } from './network/network.ts'
import { createWatchedFolder } from './watching/watched-folder.ts'

export type WaysIn = ReturnType<typeof openWaysIn>

/** Every way into the library: what the reader gives, other apps' libraries, the watched folder, pictures fetched later. */
export function openWaysIn(
  context: Context,
  library: Library,
  desktop: Desktop,
  options: {
    /** Reads files; for whoever made it to close. */
    runner: ImportRunner
    network: Network
    keeper: Keeper
    /** Rows of these nouns were written. */
    changed(nouns: readonly Noun[]): void
    /** Takes up the watched folder by itself. */
    background: boolean
  }
) {
  const { runner, network, keeper, changed } = options
  const onProgress = (progress: ImportProgress) => desktop.send('imports.progress', progress)
  const reports = createImportReports(context.db, context.now)
  const imports = createImportBatches(context, runner, {
    network,
    reports,
    onProgress,
    onAdded: () => changed(['articles', 'highlights', 'tags', 'search', 'history']),
    beforeMany: keeper.beforeImport,
    onLarge: keeper.sealSoon,
    undoable: true
  })
  const libraryImports = createLibraryImports(context, runner, {
    reports,
    onProgress,
    onAdded: () => changed(['articles', 'highlights', 'notes', 'tags', 'search', 'history']),
    beforeMany: keeper.beforeImport,
    undoable: true
  })
  const fromFolder = createImportBatches(context, runner, {
    onProgress: () => {},
    onAdded: () => changed(['articles', 'highlights', 'tags', 'search']),
    undoable: false
  })
  const watching = createWatchedFolder(context, fromFolder, {
    onChanged: () => desktop.send('data.changed', { nouns: ['watching'] }),
    onNewVersion: () => changed(contract['versions.adopt'].changes),
    onBug: desktop.onBug,
    isInPlace: library.isInPlace,
    background: options.background && !library.readOnly
  })
  return {
    imports,
    libraryImports,
    reports,
    watching,
    pictures: createPictureLoader(context, runner, network, onProgress),
    /** Stops the import whose step of undo has this key, if one is at work on it. There when it is over. */
    async endImport(key: string | null): Promise<void> {
      const batchId = /^import:(.+)$/.exec(key ?? '')?.[1]
      if (batchId) await Promise.all([imports.end(batchId), libraryImports.end(batchId)])
    },
    /** Ends what is under way. There when it is over. */
    async close(): Promise<void> {
      await Promise.all([imports.close(), libraryImports.close(), watching.close()])
    }
  }
}
