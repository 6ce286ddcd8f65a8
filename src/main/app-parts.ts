import { join } from 'node:path'
import type { Noun } from '../shared/define.ts'
import { createTitleOrder } from './articles/title-order.ts'
import { createKeeper } from './backups/keeper.ts'
import type { Context } from './context.ts'
import { INDEX_FILE, SHEETS_FILE } from './db/library-files.ts'
import type { Library } from './db/open-library.ts'
import type { Desktop } from './desktop.ts'
import { createHistory } from './history/history.ts'
import { createImportRunner, type ImportRunner } from './import/worker/import-runner.ts'
import { createNetwork, type Network } from './network/network.ts'
import { createNotices } from './notices/notices.ts'
import { rememberDismissed, tellOfPlace } from './notices/tell-of-place.ts'
import { openSearch } from './search/search-service.ts'
import { readSettings } from './settings/handlers.ts'
import { openSheets } from './study-sheet/sheet-service.ts'
import { mainLocale } from './translate.ts'
import { watchLibrary } from './watch-library.ts'
import { openWaysIn } from './ways-in.ts'
import { createLongWork } from './work/long-work.ts'

/** The first screen asks nothing of the search, whose start takes a fifth of that screen's time, in milliseconds. */
const SEARCH_AFTER_MS = 1000
/** Titles are sorted when the start and the first look around are over, in milliseconds. */
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

export interface PartOptions {
  deviceId: string
  /** Milliseconds since 1970. */
  now?: () => number
  network?: Network
  /** What reads files; closed with the app. */
  runner?: ImportRunner
  /** Looks after the library by itself: backups, checks, the watched folder, the order of titles. */
  background?: boolean
  /** Milliseconds after which search begins by itself to take in what changed; absent: soon in the background, else with the first question to it. */
  searchAfter?: number
}

export type AppParts = ReturnType<typeof openParts>

/** Everything that goes on working between two calls, joined: what the handlers hand their work to. */
export function openParts(library: Library, desktop: Desktop, options: PartOptions) {
  const { db, folder } = library
  const { now = Date.now, deviceId, background = false } = options
  const work = createLongWork((progress) => desktop.send('work.progress', progress))
  const context: Context = { db, now, deviceId, history: createHistory(db, now, deviceId, work), work }
  const search = openSearch({
    libraryFile: library.file,
    indexFile: join(library.readOnly ? join(library.file, '..') : folder, INDEX_FILE),
    startAfter: options.searchAfter ?? (background ? SEARCH_AFTER_MS : undefined)
  })
  const titles = createTitleOrder(context, mainLocale, library.readOnly)
  // Before anybody asks for it: the first order of a large library takes seconds.
  const orderTitles = () => void titles.settle().catch((error) => desktop.onBug('titles', error))
  const orderingTitles = background ? setTimeout(orderTitles, TITLES_AFTER_MS).unref() : undefined
  const sheets = openSheets({
    libraryFile: library.file,
    cacheFile: library.readOnly ? ':memory:' : join(folder, SHEETS_FILE)
  })
  const notices = createNotices(
    () => desktop.send('data.changed', { nouns: ['notices'] }),
    (id) => rememberDismissed(db, library, id)
  )
  const keeper = createKeeper(library, context, notices, {
    background,
    onChanged: () => desktop.send('data.changed', { nouns: ['backups'] }),
    onBug: desktop.onBug
  })
  tellOfPlace(db, library, notices)
  const changed = (nouns: readonly Noun[]) => {
    search.poke()
    keeper.noticeChange()
    if (nouns.includes('settings')) desktop.onSettings?.(readSettings(db))
    desktop.send('data.changed', { nouns })
  }
  const runner = options.runner ?? createImportRunner()
  const network = options.network ?? createNetwork()
  const waysIn = openWaysIn(context, library, desktop, { runner, network, keeper, changed, background })
  search.onStatus((status) => desktop.send('search.status', status))
  const watcher = watchLibrary(library, () => changed(writtenElsewhere))

  return {
    library,
    context,
    search,
    titles,
    sheets,
    notices,
    keeper,
    runner,
    waysIn,
    /** Rows of these nouns were written: whoever keeps something made of them hears it. */
    changed,
    /** Ends everything. @throws what went wrong at an end, when all the others are over too */
    async close(): Promise<void> {
      clearTimeout(orderingTitles)
      watcher.stop()
      const ends = await Promise.allSettled([
        Promise.all([waysIn.close(), work.close()]).finally(() => runner.close()),
        keeper.close(),
        search.close(),
        sheets.close()
      ])
      library.close()
      for (const end of ends) if (end.status === 'rejected') throw end.reason
    }
  }
}
