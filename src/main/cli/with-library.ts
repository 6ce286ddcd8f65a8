import { join, resolve } from 'node:path'
import { tell } from '../../shared/sentence.ts'
import type { Context } from '../context.ts'
import { INDEX_FILE } from '../db/library-files.ts'
import { type Library, openLibrary } from '../db/open-library.ts'
import { createHistory } from '../history/history.ts'
import { deviceId, libraryFolder } from '../library-folder.ts'
import { openSearch, type SearchService } from '../search/search-service.ts'
import { readSettings } from '../settings/handlers.ts'
import { speakChosenLanguage } from '../translate.ts'
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
      history: createHistory(db, Date.now, device)
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

function openOrExplain(folder: string, create: boolean): Library {
  try {
    return openLibrary(folder, { create })
  } catch (error) {
    throw new LibraryError(sentenceOf(error), { cause: error })
  }
}
