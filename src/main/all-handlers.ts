import type { Handlers } from '../shared/contract.ts'
import type { AppParts } from './app-parts.ts'
import { articleHandlers } from './articles/handlers.ts'
import { backupHandlers } from './backups/handlers.ts'
import { cardHandlers } from './cards/handlers.ts'
import { citationHandlers } from './citations/handlers.ts'
import { correctionHandlers } from './corrections/handlers.ts'
import type { Desktop } from './desktop.ts'
import { exportHandlers } from './export/handlers.ts'
import { extractHandlers } from './extracts/handlers.ts'
import { firstScreenHandler } from './first-screen.ts'
import { highlightHandlers } from './highlights/handlers.ts'
import { historyHandlers } from './history/handlers.ts'
import { importHandlers } from './imports/handlers.ts'
import { libraryImportHandlers } from './imports/library-import-handlers.ts'
import { linkHandlers } from './links/handlers.ts'
import { meetingHandlers } from './meetings/handlers.ts'
import { notebookHandlers } from './notebooks/handlers.ts'
import { noteHandlers } from './notes/handlers.ts'
import type { TextDrafts } from './notes/text-drafts.ts'
import { originalPageHandlers } from './original-pages/handlers.ts'
import { printingHandlers } from './printing/handlers.ts'
import { queueHandlers } from './queue/handlers.ts'
import { readingHandlers } from './reading/handlers.ts'
import { reviewHandlers } from './reviews/handlers.ts'
import { savedSearchHandlers } from './saved-searches/handlers.ts'
import { searchHandlers } from './search/handlers.ts'
import { settingsHandlers } from './settings/handlers.ts'
import { statisticsHandlers } from './statistics/handlers.ts'
import { sheetHandlers } from './study-sheet/handlers.ts'
import { tagHandlers } from './tags/handlers.ts'
import { vaultHandlers } from './vault/handlers.ts'
import { versionHandlers } from './versions/handlers.ts'
import { watchingHandlers } from './watching/handlers.ts'
import { workHandlers } from './work/handlers.ts'

/** The answer to everything that may be asked; how a question gets there is in `ipc/dispatch.ts`. */
export function allHandlers(
  { context, library, search, titles, sheets, waysIn, runner, keeper, notices, changed }: AppParts,
  desktop: Desktop,
  drafts: TextDrafts
): Handlers {
  const { folder, readOnly } = library
  const { imports, libraryImports, watching, pictures, reports } = waysIn
  const others: Omit<Handlers, 'app.firstScreen'> = {
    ...articleHandlers(context, readOnly, search, titles),
    ...readingHandlers(context),
    ...highlightHandlers(context, readOnly),
    ...noteHandlers(context, drafts.notes),
    ...notebookHandlers(context, drafts.notebooks, desktop.chooseSave),
    ...linkHandlers(context),
    ...citationHandlers(context),
    ...tagHandlers(context),
    ...versionHandlers(context),
    ...correctionHandlers(context, runner, readOnly),
    ...cardHandlers(context, desktop),
    ...reviewHandlers(context),
    ...queueHandlers(context),
    ...extractHandlers(context),
    ...meetingHandlers(context),
    ...statisticsHandlers(context),
    ...historyHandlers(context, waysIn.endImport),
    ...workHandlers(context.work),
    ...settingsHandlers(context),
    ...searchHandlers(search),
    ...savedSearchHandlers(context, search),
    ...sheetHandlers(context, sheets, desktop.chooseSave),
    ...importHandlers(imports, libraryImports, pictures, reports, readOnly, desktop),
    ...libraryImportHandlers(libraryImports, readOnly),
    ...watchingHandlers(watching, readOnly, desktop.chooseFolder),
    ...exportHandlers(context, desktop),
    ...vaultHandlers(context, library.libraryId, readOnly, desktop.chooseFolder, () =>
      changed(['articles', 'highlights', 'notes', 'links', 'tags', 'search', 'history'])
    ),
    ...printingHandlers(context, desktop.printer, desktop),
    ...backupHandlers(context, folder, keeper, desktop.restoreBackup, desktop.chooseFolder),
    ...notices.handlers,
    ...originalPageHandlers(desktop.originalPages),
    ...desktop.appHandlers({ folder, readOnly })
  }
  return { ...others, ...firstScreenHandler(others) }
}
