import { allHandlers } from './all-handlers.ts'
import { type AppParts, openParts, type PartOptions } from './app-parts.ts'
import { removeLeftOvers } from './backups/finish-restore.ts'
import type { Keeper } from './backups/keeper.ts'
import type { Context } from './context.ts'
import { releaseBallast } from './db/ballast.ts'
import { lockLibrary } from './db/lock-library.ts'
import { needsUpdate } from './db/needs-update.ts'
import { type Library, openLibrary } from './db/open-library.ts'
import type { Desktop } from './desktop.ts'
import { createDispatch, type Dispatch } from './ipc/dispatch.ts'
import { createTextDrafts } from './notes/text-drafts.ts'
import type { Notices } from './notices/notices.ts'

export interface App {
  dispatch: Dispatch
  context: Context
  folder: string
  libraryFile: string
  readOnly: boolean
  /** True when this start made the library. */
  created: boolean
  search: AppParts['search']
  imports: AppParts['waysIn']['imports']
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
  options: PartOptions & {
    /** Opens a copy, for reading only. */
    copy?: boolean
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

function openApp(library: Library, desktop: Desktop, options: PartOptions, unlock: () => void): App {
  const { folder } = library
  const parts = openParts(library, desktop, options)
  const { context, search, keeper, notices, waysIn } = parts
  const drafts = createTextDrafts((method, input) => dispatch(method, input))
  const answer = createDispatch({
    handlers: allHandlers(parts, desktop, drafts),
    db: library.db,
    history: context.history,
    readOnly: library.readOnly,
    isInPlace: library.isInPlace,
    makeRoom() {
      if (!releaseBallast(folder)) return false
      notices.add('disk-full', { key: 'backups.notice.diskFull' })
      return true
    },
    onChanged: parts.changed,
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
    imports: waysIn.imports,
    keeper,
    notices,
    async close() {
      // Words first: the app may end before all the rest is done.
      drafts.flush()
      try {
        await parts.close()
      } finally {
        unlock()
      }
    }
  }
}
