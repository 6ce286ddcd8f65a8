import { basename, relative, sep } from 'node:path'
import { watch } from 'chokidar'
import { hasKnownExtension } from '../import/source/known-extensions.ts'

/** Folders inside folders that are looked into. */
const DEPTH = 8
/** Files that were there before are told of by so many at once. */
const TOLD_AT_ONCE = 500

export interface FoundFile {
  path: string
  /** Bytes. */
  size: number
  /** Milliseconds since 1970, whole. */
  modifiedAt: number
}

export interface FileWatch {
  /** Over with the first walk through the folder, or with `close`. Rejects with what a listener threw on it. */
  walked: Promise<void>
  /** Whether the first walk has come to its end. */
  isWalked(): boolean
  close(): Promise<void>
}

/**
 * Watches a folder for files that can be read: new ones and changed ones, each when it is whole.
 * @param quietMs a file that was not written to for so long is whole, in milliseconds
 */
export function watchFiles(
  folder: string,
  quietMs: number,
  on: {
    file(file: FoundFile): void
    /** What was there before, in parts; absent: it is told of as new. */
    before?(files: readonly FoundFile[]): void
    /** The first walk is over, or something of the folder cannot be read. */
    settled(): void
  }
): FileWatch {
  const watcher = watch(folder, {
    depth: DEPTH,
    followSymlinks: false,
    alwaysStat: true,
    awaitWriteFinish: { stabilityThreshold: quietMs, pollInterval: Math.min(500, quietMs) },
    ignored: (path, stats) => isIgnored(folder, path, stats?.isFile() ?? false)
  })
  const { promise: walked, resolve, reject } = Promise.withResolvers<void>()
  let isClosed = false
  let isReady = false
  let isWalked = false
  const seen: FoundFile[] = []

  const tellSeen = () => {
    if (!isClosed && seen.length > 0) on.before?.(seen.splice(0))
  }
  const trying = (work: () => void) => {
    try {
      work()
    } catch (error) {
      reject(error)
    }
  }
  const look = (path: string, stats: { size: number; mtimeMs: number } | undefined) => {
    if (!stats || isClosed) return
    const found = { path, size: stats.size, modifiedAt: Math.trunc(stats.mtimeMs) }
    if (!on.before || isReady) {
      on.file(found)
      return
    }
    seen.push(found)
    if (seen.length >= TOLD_AT_ONCE) trying(tellSeen)
  }
  const settle = () =>
    trying(() => {
      tellSeen()
      if (!isClosed) isWalked = true
      resolve()
      on.settled()
    })
  watcher.on('add', look)
  watcher.on('change', look)
  watcher.on('ready', () => {
    isReady = true
    settle()
  })
  watcher.on('error', settle)

  return {
    walked,
    isWalked: () => isWalked,
    async close() {
      isClosed = true
      resolve()
      await watcher.close()
    }
  }
}

/** Hidden files and folders, the folders of saved pages, downloads that are not finished, and what is nothing to read. */
function isIgnored(root: string, path: string, isFile: boolean): boolean {
  const inside = relative(root, path)
  if (inside === '') return false
  const parts = inside.split(sep)
  if (parts.some((part) => part.startsWith('.') || part === 'node_modules')) return true
  if (isFile) return !hasKnownExtension(path)
  // Beside their pages lie the folders of saved pages, which come with them.
  return /.[_.-](?:files|Dateien|fichiers|archivos|arquivos)$/u.test(basename(path))
}
