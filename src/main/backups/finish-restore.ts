import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { INDEX_FILE, LIBRARY_FILE, SHEETS_FILE } from '../db/library-files.ts'
import { backupsFolder, readBackupName, syncPath } from './backup-files.ts'

/** A library that was checked and waits to take its place. */
export const READY_FILE = 'library.restoring.sqlite'
/** Written when the exchange begins and removed when it is done: what is found at a start is finished. */
export const PLAN_FILE = 'library.restoring.json'

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
  if (existsSync(ready) && aside !== undefined) {
    const folder = backupsFolder(libraryFolder)
    mkdirSync(folder, { recursive: true })
    keepAside(library, join(folder, aside))
    // An old log beside a new file would be played into it.
    rmSync(`${library}-shm`, { force: true })
    syncPath(folder)
    syncPath(libraryFolder)
    renameSync(ready, library)
    syncPath(libraryFolder)
    // Made anew from what is there now.
    for (const name of [INDEX_FILE, SHEETS_FILE]) removeWithLog(join(libraryFolder, name))
  }
  rmSync(planFile)
  syncPath(libraryFolder)
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
  for (const end of ['-wal', '-journal']) {
    if (existsSync(library + end)) renameSync(library + end, aside + end)
  }
}

/** A database file and whatever SQLite laid beside it. */
export function removeWithLog(file: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true })
}
