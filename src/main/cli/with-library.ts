import { join, resolve } from 'node:path'
import { tell } from '../../shared/sentence.ts'
import { makeBackup } from '../backups/make-backup.ts'
import type { Context } from '../context.ts'
import { INDEX_FILE, LIBRARY_FILE } from '../db/library-files.ts'
import { lockLibrary } from '../db/lock-library.ts'
import { needsUpdate } from '../db/needs-update.ts'
import { type Library, openLibrary } from '../db/open-library.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import { createHistory } from '../history/history.ts'
import { deviceId, libraryFolder } from '../library-folder.ts'
import { openSearch, type SearchService } from '../search/search-service.ts'
import { readSettings } from '../settings/handlers.ts'
import { speakChosenLanguage } from '../translate.ts'
import { createLongWork } from '../work/long-work.ts'
import { type ExitCode, LibraryError, sentenceOf } from './shell.ts'

export interface OpenLibrary {
  library: Library
  context: Context
  /** Started with the first call. */
  search(): SearchService
}

/** Node takes it from the system: LC_ALL and LANG, or what the desktop is set to. */
export const systemLanguages = () => [Intl.DateTimeFormat().resolvedOptions().locale]

/**
 * Opens the library as the window does, does `work`, and closes it.
 * @param create makes the library when there is none
 * @throws LibraryError with the sentence why it cannot be opened
 */
export async function withLibrary(
  folder: string | undefined,
  options: { create?: boolean; write?: boolean },
  work: (open: OpenLibrary) => Promise<ExitCode>
): Promise<ExitCode> {
  const place = resolve(folder ?? libraryFolder())
  await backUpBeforeUpdate(place)
  const library = openOrExplain(place, options.create ?? false)
  let search: SearchService | undefined
  try {
    if (options.write && library.readOnly) {
      throw new LibraryError(tell({ key: 'cli.readOnly' }))
    }
    const { db } = library
    await speakChosenLanguage(readSettings(db).language, systemLanguages())
    const device = deviceId()
    const context: Context = {
      db,
      now: Date.now,
      deviceId: device,
      history: createHistory(db, Date.now, device),
      work: createLongWork(() => {})
    }
    return await work({
      library,
      context,
      search: () => {
        search ??= openSearch({
          libraryFile: library.file,
          indexFile: join(library.readOnly ? join(library.file, '..') : library.folder, INDEX_FILE)
        })
        return search
      }
    })
  } finally {
    await search?.close()
    library.close()
  }
}

/** As the window does: a library of an older schema is copied before opening changes it. */
async function backUpBeforeUpdate(folder: string): Promise<void> {
  if (!needsUpdate(folder)) return
  const files = { libraryFile: join(folder, LIBRARY_FILE), libraryFolder: folder }
  try {
    // An older Lectern that has it open in a window would go on writing as it knows.
    lockLibrary(folder)()
    await makeBackup({ ...files, reason: 'update', now: Date.now(), always: true })
  } catch (error) {
    throw new LibraryError(sentenceOf(toAppError(error)), { cause: error })
  }
}

function openOrExplain(folder: string, create: boolean): Library {
  try {
    return openLibrary(folder, { create })
  } catch (error) {
    throw new LibraryError(sentenceOf(error), { cause: error })
  }
}
