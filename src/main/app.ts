import { join } from 'node:path'
import { contract, type EventName, type Events, type Handlers } from '../shared/contract.ts'
import type { Noun } from '../shared/define.ts'
import type { Settings } from '../shared/settings.ts'
import { articleHandlers } from './articles/handlers.ts'
import { createTitleOrder } from './articles/title-order.ts'
import { removeLeftOvers } from './backups/finish-restore.ts'
import { backupHandlers } from './backups/handlers.ts'
import { createKeeper, type Keeper } from './backups/keeper.ts'
import { cardHandlers } from './cards/handlers.ts'
import { citationHandlers } from './citations/handlers.ts'
import type { Context } from './context.ts'
import { correctionHandlers } from './corrections/handlers.ts'
import { releaseBallast } from './db/ballast.ts'
import { INDEX_FILE, SHEETS_FILE } from './db/library-files.ts'
import { lockLibrary } from './db/lock-library.ts'
import { readMeta, writeMeta } from './db/meta.ts'
import { needsUpdate } from './db/needs-update.ts'
import { type Library, openLibrary } from './db/open-library.ts'
import { exportHandlers } from './export/handlers.ts'
import { extractHandlers } from './extracts/handlers.ts'
import { firstScreenHandler } from './first-screen.ts'
import { highlightHandlers } from './highlights/handlers.ts'
import { historyHandlers } from './history/handlers.ts'
import { createHistory } from './history/history.ts'
import { createImportRunner, type ImportRunner } from './import/worker/import-runner.ts'
import { importHandlers } from './imports/handlers.ts'
import { createImportBatches } from './imports/import-batch.ts'
import { createImportReports } from './imports/import-reports.ts'
import { libraryImportHandlers } from './imports/library-import-handlers.ts'
import { createLibraryImports } from './imports/library-imports.ts'
import { createPictureLoader } from './imports/load-pictures.ts'
import { createDispatch, type Dispatch } from './ipc/dispatch.ts'
import { linkHandlers } from './links/handlers.ts'
import { meetingHandlers } from './meetings/handlers.ts'
import { createNetwork, type Network } from './network/network.ts'
import { notebookHandlers } from './notebooks/handlers.ts'
import { noteHandlers } from './notes/handlers.ts'
import { createTextDrafts } from './notes/text-drafts.ts'
import { createNotices, type Notices } from './notices/notices.ts'
import { type OriginalPages, originalPageHandlers } from './original-pages/handlers.ts'
import { type Printer, printingHandlers } from './printing/handlers.ts'
import { queueHandlers } from './queue/handlers.ts'
import { readingHandlers } from './reading/handlers.ts'
import { reviewHandlers } from './reviews/handlers.ts'
import { savedSearchHandlers } from './saved-searches/handlers.ts'
import { searchHandlers } from './search/handlers.ts'
import { openSearch } from './search/search-service.ts'
import { readSettings, settingsHandlers } from './settings/handlers.ts'
import { settleSettings } from './settings/settle-settings.ts'
import { statisticsHandlers } from './statistics/handlers.ts'
import { sheetHandlers } from './study-sheet/handlers.ts'
import { openSheets } from './study-sheet/sheet-service.ts'
import { tagHandlers } from './tags/handlers.ts'
import { mainLocale } from './translate.ts'
import { vaultHandlers } from './vault/handlers.ts'
import { versionHandlers } from './versions/handlers.ts'
import { watchLibrary } from './watch-library.ts'
import { watchingHandlers } from './watching/handlers.ts'
import { createWatchedFolder } from './watching/watched-folder.ts'
import { workHandlers } from './work/handlers.ts'
import { createLongWork } from './work/long-work.ts'

/** The first screen asks nothing of the search, whose start takes a fifth of that screen's time. */
const SEARCH_AFTER_MS = 1000
/** Titles are sorted when the start and the first look around are over. */
const TITLES_AFTER_MS = 20_000

/** What another process of ours, such as the command line, may have written. */
const writtenElsewhere: readonly Noun[] = [
  'articles',
  'highlights',
  'notes',
  'links',
  'tags',
  'search',
  'savedSearches',
  'reading',
  'cards',
  'reviews',
  'versions',
  'sheets',
  'queue',
  'extracts',
  'meetings',
  'notebooks',
  'statistics'
]

/** What only a real window and system can do; tests pass their own. */
export interface Desktop {
  chooseFiles(): Promise<string[] | null>
  chooseSave(defaultName: string, filters: { name: string; extensions: string[] }[]): Promise<string | null>
  /** A folder that is there; null when the dialog was closed. */
  chooseFolder(): Promise<string | null>
  chooseOpen(filters: { name: string; extensions: string[] }[]): Promise<string | null>
  appHandlers(library: {
    folder: string
    readOnly: boolean
  }): Pick<Handlers, Exclude<Extract<keyof Handlers, `app.${string}`>, 'app.firstScreen'>>
  send<E extends EventName>(event: E, payload: Events[E]): void
  onBug(method: string, error: unknown): void
  /** Absent where there is no window to print in. */
  printer?: Printer
  /** Puts a backup, or a file the reader chooses, in the library's place; false when nothing was chosen. */
  restoreBackup?(name: string | undefined): Promise<boolean>
  /** Absent where there is no window to draw in. */
  originalPages?: OriginalPages
  /** A setting may have changed. */
  onSettings?(settings: Settings): void
}

export interface App {
  dispatch: Dispatch
  context: Context
  folder: string
  libraryFile: string
  readOnly: boolean
  /** True when this start made the library. */
  created: boolean
  search: ReturnType<typeof openSearch>
  imports: ReturnType<typeof createImportBatches>
  keeper: Keeper
  notices: Notices
  close(): Promise<void>
}

/**
 * The whole application without a window: opens the library in `folder` and answers calls.
 * @throws AppError when the library cannot be opened; nothing is changed then.
 */
export function createApp(
  folder: string,
  desktop: Desktop,
  options: {
    deviceId: string
    now?: () => number
    network?: Network
    /** What reads files; closed with the app. */
    runner?: ImportRunner
    /** Opens a copy, for reading only. */
    copy?: boolean
    /** Looks after the library by itself: backups, checks. */
    background?: boolean
    /** False: there was a library here, so none is made where it is missing. */
    create?: boolean
  }
): App {
  const { copy = false, create = true } = options
  // An older window that has it open would go on writing as it knows: it is not updated under its hands.
  let unlock = !copy && needsUpdate(folder) ? lockLibrary(folder) : undefined
  let library: Library | undefined
  try {
    library = openLibrary(folder, { copy, create })
    unlock ??= library.readOnly ? () => {} : lockLibrary(folder)
    if (!library.readOnly) removeLeftOvers(folder)
    return openApp(library, desktop, options, unlock)
  } catch (error) {
    unlock?.()
    library?.close()
    throw error
  }
}

function openApp(
  library: Library,
  desktop: Desktop,
  options: Parameters<typeof createApp>[2],
  unlock: () => void
): App {
  const { folder } = library
  const now = options.now ?? Date.now
  const { db } = library
  const work = createLongWork((progress) => desktop.send('work.progress', progress))
  const context: Context = {
    db,
    now,
    deviceId: options.deviceId,
    history: createHistory(db, now, options.deviceId, work),
    work
  }
  const search = openSearch({
    libraryFile: library.file,
    indexFile: join(library.readOnly ? join(library.file, '..') : folder, INDEX_FILE),
    ...(options.background && { startAfter: SEARCH_AFTER_MS })
  })
  const titles = createTitleOrder(context, mainLocale, library.readOnly)
  // Before anybody asks for it: the first order of a large library takes seconds.
  const orderTitles = () => void titles.settle().catch((error) => desktop.onBug('titles', error))
  const orderingTitles = options.background ? setTimeout(orderTitles, TITLES_AFTER_MS).unref() : undefined
  const sheets = openSheets({
    libraryFile: library.file,
    cacheFile: library.readOnly ? ':memory:' : join(folder, SHEETS_FILE)
  })
  const runner = options.runner ?? createImportRunner()

  const changed = (nouns: readonly Noun[]) => {
    search.poke()
    keeper.noticeChange()
    if (nouns.includes('settings')) desktop.onSettings?.(readSettings(db))
    desktop.send('data.changed', { nouns })
  }
  const network = options.network ?? createNetwork()
  const notices = createNotices(
    () => desktop.send('data.changed', { nouns: ['notices'] }),
    (id) => rememberDismissed(context, library, id)
  )
  const keeper = createKeeper(library, context, notices, {
    background: options.background ?? false,
    onChanged: () => desktop.send('data.changed', { nouns: ['backups'] }),
    onBug: desktop.onBug
  })
  tellOfPlace(context, library, notices)
  const reports = createImportReports(db, now)
  const imports = createImportBatches(context, runner, {
    network,
    reports,
    onProgress: (progress) => desktop.send('imports.progress', progress),
    onAdded: () => changed(['articles', 'highlights', 'tags', 'search', 'history']),
    beforeMany: keeper.beforeImport,
    onLarge: keeper.sealSoon,
    undoable: true
  })
  const libraryImports = createLibraryImports(context, runner, {
    onProgress: (progress) => desktop.send('imports.progress', progress),
    onAdded: () => changed(['articles', 'highlights', 'notes', 'tags', 'search', 'history']),
    beforeMany: keeper.beforeImport,
    reports,
    undoable: true
  })
  const watching = createWatchedFolder(
    context,
    createImportBatches(context, runner, {
      onProgress: () => {},
      onAdded: () => changed(['articles', 'highlights', 'tags', 'search']),
      undoable: false
    }),
    {
      onChanged: () => desktop.send('data.changed', { nouns: ['watching'] }),
      onNewVersion: () => changed(contract['versions.adopt'].changes),
      onBug: desktop.onBug,
      isInPlace: library.isInPlace,
      background: (options.background ?? false) && !library.readOnly
    }
  )
  const pictures = createPictureLoader(context, runner, network, (progress) =>
    desktop.send('imports.progress', progress)
  )
  search.onStatus((status) => desktop.send('search.status', status))
  const watcher = watchLibrary(library, () => changed(writtenElsewhere))

  const drafts = createTextDrafts((method, input) => dispatch(method, input))
  const others: Omit<Handlers, 'app.firstScreen'> = {
    ...articleHandlers(context, library.readOnly, search, titles),
    ...readingHandlers(context),
    ...highlightHandlers(context, library.readOnly),
    ...noteHandlers(context, drafts.notes),
    ...notebookHandlers(context, drafts.notebooks, desktop.chooseSave),
    ...linkHandlers(context),
    ...citationHandlers(context),
    ...tagHandlers(context),
    ...versionHandlers(context),
    ...correctionHandlers(context, runner, library.readOnly),
    ...cardHandlers(context, { chooseSave: desktop.chooseSave, chooseOpen: desktop.chooseOpen }),
    ...reviewHandlers(context),
    ...queueHandlers(context),
    ...extractHandlers(context),
    ...meetingHandlers(context),
    ...statisticsHandlers(context),
    ...historyHandlers(context),
    ...workHandlers(work),
    ...settingsHandlers(context),
    ...searchHandlers(search),
    ...savedSearchHandlers(context, search),
    ...sheetHandlers(context, sheets, desktop.chooseSave),
    ...importHandlers(imports, libraryImports, pictures, reports, library.readOnly, desktop),
    ...libraryImportHandlers(libraryImports, library.readOnly),
    ...watchingHandlers(watching, library.readOnly, desktop.chooseFolder),
    ...exportHandlers(context, desktop),
    ...vaultHandlers(context, library.libraryId, library.readOnly, desktop.chooseFolder, () =>
      changed(['articles', 'highlights', 'notes', 'links', 'tags', 'search', 'history'])
    ),
    ...printingHandlers(context, desktop.printer, desktop),
    ...backupHandlers(context, folder, keeper, desktop.restoreBackup),
    ...notices.handlers,
    ...originalPageHandlers(desktop.originalPages),
    ...desktop.appHandlers({ folder, readOnly: library.readOnly })
  }
  const handlers: Handlers = { ...others, ...firstScreenHandler(others) }
  const answer = createDispatch({
    handlers,
    db,
    history: context.history,
    readOnly: library.readOnly,
    isInPlace: library.isInPlace,
    makeRoom() {
      if (!releaseBallast(folder)) return false
      notices.add('disk-full', { key: 'backups.notice.diskFull' })
      return true
    },
    onChanged: changed,
    onBug: desktop.onBug
  })
  const dispatch = drafts.watched(answer)
  return {
    dispatch,
    context,
    folder,
    libraryFile: library.file,
    readOnly: library.readOnly,
    created: library.created,
    search,
    imports,
    keeper,
    notices,
    async close() {
      // Words first: the app may end before all the rest is done.
      drafts.flush()
      clearTimeout(orderingTitles)
      watcher.stop()
      const ends = await Promise.allSettled([
        Promise.all([imports.close(), libraryImports.close(), work.close(), watching.close()]).finally(() =>
          runner.close()
        ),
        keeper.close(),
        search.close(),
        sheets.close()
      ])
      library.close()
      unlock()
      for (const end of ends) if (end.status === 'rejected') throw end.reason
    }
  }
}

/** The key of `meta` that remembers of which place the reader was told. */
const PLACE_READ = 'notice.place'

/** What there is to say about where the library lies and what was found in it. Said until it was read. */
function tellOfPlace({ db }: Context, library: Library, notices: Notices): void {
  if (library.readOnly) return
  const settings = settleSettings(db)
  if (settings > 0) notices.add('settings', { key: 'backups.notice.settings', values: { count: settings } })
  const { kind, name } = library.place
  if (kind === 'local') return
  if (readMeta(db, PLACE_READ) === `${kind} ${name}`) return
  if (kind === 'synced') notices.add('place', { key: 'backups.notice.synced', values: { name } })
  else notices.add('place', { key: 'backups.notice.network', values: { name } })
}

function rememberDismissed({ db }: Context, { place, readOnly }: Library, id: string): void {
  if (id !== 'place' || readOnly) return
  writeMeta(db, PLACE_READ, `${place.kind} ${place.name}`)
}
