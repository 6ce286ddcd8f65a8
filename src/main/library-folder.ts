import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'

/**
 * Where Lectern keeps what belongs to this device, by each platform's custom; the same folder Electron
 * calls `userData`. `LECTERN_HOME` chooses another one (tests, portable use).
 */
export function deviceFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  if (env.LECTERN_HOME) return env.LECTERN_HOME
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Lectern')
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Lectern')
  return join(env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'Lectern')
}

const chosenFile = () => join(deviceFolder(), 'library-folder.txt')

/** The library's folder: `LECTERN_LIBRARY`, or what the reader chose, or `library` in the device folder. */
export function libraryFolder(): string {
  if (process.env.LECTERN_LIBRARY) return process.env.LECTERN_LIBRARY
  // Where the note of the choice is torn, the library that was last open is meant; never a new one elsewhere.
  return readPath(chosenFile()) ?? readPath(openedFile()) ?? join(deviceFolder(), 'library')
}

/** Longer than any path a system takes. */
const MAX_PATH_BYTES = 32_768

/** The folder a file of ours names; what is no path is put aside. */
function readPath(file: string): string | undefined {
  try {
    const size = statSync(file).size
    const path = size > MAX_PATH_BYTES ? '' : readFileSync(file, 'utf8').trim()
    if (isAbsolute(path) && !/[\0\n\r\ufffd]/.test(path)) return path
    renameSync(file, `${file}.aside`)
  } catch {
    // Nothing was noted yet, or it cannot be read.
  }
  return undefined
}

/** Remembers the reader's choice for the next start. */
export function rememberLibraryFolder(folder: string): void {
  mkdirSync(deviceFolder(), { recursive: true })
  writeFileSync(chosenFile(), resolve(folder))
}

const openedFile = () => join(deviceFolder(), 'opened-library.txt')

/** Whether the library that was last open on this device was in this folder. */
export function wasOpened(folder: string): boolean {
  try {
    return readPath(openedFile()) === resolve(folder)
  } catch {
    return false
  }
}

/** Notes that a library is open in this folder, so that it is missed when it is not there. */
export function rememberOpened(folder: string): void {
  try {
    mkdirSync(deviceFolder(), { recursive: true })
    if (!wasOpened(folder)) writeFileSync(openedFile(), resolve(folder))
  } catch {
    // A read-only home: then a missing library is a new one, as on the first day.
  }
}

/** Names this device in every row it changes. Made once; a random id, not a fact about the machine. */
export function deviceId(): string {
  const file = join(deviceFolder(), 'device-id')
  try {
    const id = readFileSync(file, 'utf8').trim()
    if (/^[0-9a-f-]{36}$/.test(id)) return id
  } catch {
    // The first start on this device.
  }
  const id = randomUUID()
  try {
    mkdirSync(deviceFolder(), { recursive: true })
    writeFileSync(file, id)
  } catch {
    // A read-only home: this session still has an id of its own.
  }
  return id
}
