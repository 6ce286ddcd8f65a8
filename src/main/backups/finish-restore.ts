import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  INDEX_FILE,
  LIBRARY_FILE,
  PREPARED_FILE,
  READY_FILE,
  REPAIRED_FILE,
  SHEETS_FILE
} from '../db/library-files.ts'
import { backupsFolder, readBackupName, syncPath } from './backup-files.ts'

/** Written when the exchange begins and removed when it is done: what is found at a start is finished. */
export const PLAN_FILE = 'library.restoring.json'

/** What SQLite lays beside a file and what belongs to it alone. */
const LOGS = ['-wal', '-journal']

/**
 * Finishes an exchange, also one that a crash interrupted: every step may be done twice. Does nothing when
 * there is none.
 */
export function finishRestore(libraryFolder: string): void {
  const planFile = join(libraryFolder, PLAN_FILE)
  if (!existsSync(planFile)) return
  const ready = join(libraryFolder, READY_FILE)
  const library = join(libraryFolder, LIBRARY_FILE)
  const aside = readAside(planFile)
  if (aside !== undefined) {
    if (existsSync(ready)) {
      const folder = backupsFolder(libraryFolder)
      mkdirSync(folder, { recursive: true })
      keepAside(library, join(folder, aside))
      // An old log beside a new file would be played into it.
      rmSync(`${library}-shm`, { force: true })
      syncPath(folder)
      syncPath(libraryFolder)
      renameSync(ready, library)
      syncPath(libraryFolder)
    }
    // Made anew from what is there now; also when the crash came right after the exchange.
    for (const name of [INDEX_FILE, SHEETS_FILE]) removeWithLog(join(libraryFolder, name))
  }
  rmSync(planFile)
  syncPath(libraryFolder)
}

/**
 * Takes back an exchange that failed before the new library was in its place: everything is where it was, and no start
 * finishes it. Does nothing when it is in its place already.
 * @param cameFrom the name the new library had; null: it goes
 */
export function takeBackRestore(libraryFolder: string, cameFrom: string | null): void {
  const ready = join(libraryFolder, READY_FILE)
  if (!existsSync(ready)) return
  const planFile = join(libraryFolder, PLAN_FILE)
  const aside = existsSync(planFile) ? readAside(planFile) : undefined
  if (aside !== undefined) {
    const library = join(libraryFolder, LIBRARY_FILE)
    const kept = join(backupsFolder(libraryFolder), aside)
    for (const end of LOGS) if (existsSync(kept + end)) renameSync(kept + end, library + end)
    // It has its own name still, and this is no library that was replaced.
    if (existsSync(library)) rmSync(kept, { force: true })
  }
  rmSync(planFile, { force: true })
  syncPath(libraryFolder)
  if (cameFrom === null) removeWithLog(ready)
  else renameSync(ready, join(libraryFolder, cameFrom))
}

/**
 * Removes what a crash left of a restore or a repair that was not come to an end with. Only for who holds the library
 * (`lockLibrary`): what lies there may be what another process is about to use.
 */
export function removeLeftOvers(libraryFolder: string): void {
  for (const name of [PREPARED_FILE, READY_FILE, REPAIRED_FILE]) removeWithLog(join(libraryFolder, name))
}

function readAside(planFile: string): string | undefined {
  try {
    const { aside } = JSON.parse(readFileSync(planFile, 'utf8')) as { aside?: unknown }
    return typeof aside === 'string' && readBackupName(aside) ? aside : undefined
  } catch {
    // Torn by a crash: nothing was exchanged yet, for the plan is synced before anything else is done.
    return undefined
  }
}

/** The file under a second name, so that at no moment it has none; its log under the name that belongs to it. */
function keepAside(library: string, aside: string): void {
  if (existsSync(library) && !existsSync(aside)) {
    try {
      linkSync(library, aside)
    } catch {
      // A file system without hard links.
      copyFileSync(library, `${aside}.part`)
      syncPath(`${aside}.part`)
      renameSync(`${aside}.part`, aside)
    }
  }
  for (const end of LOGS) {
    if (existsSync(library + end)) renameSync(library + end, aside + end)
  }
}

/** A database file and whatever SQLite laid beside it. */
export function removeWithLog(file: string): void {
  for (const end of ['', ...LOGS, '-shm']) rmSync(file + end, { force: true })
}
