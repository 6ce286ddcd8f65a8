import { access, constants } from 'node:fs/promises'
import { basename, relative, sep } from 'node:path'
import { type FSWatcher, watch } from 'chokidar'
import { AppError } from '../../shared/errors.ts'
import { tell } from '../../shared/sentence.ts'
import type { ArticleId } from '../../shared/values.ts'
import type { Watching } from '../../shared/watching.ts'
import type { Context } from '../context.ts'
import { hasKnownExtension } from '../import/source/known-extensions.ts'
import type { ImportBatches } from '../imports/import-batch.ts'
import { adoptVersion } from '../versions/adopt-version.ts'
import {
  countWatched,
  getWatchedFile,
  saveWatchedFile,
  saveWatchedFolder,
  watchedFailures,
  watchedFolder
} from './repository.ts'

/** A file that was not written to for so long is whole, in milliseconds: browsers and sync programs write in bursts. */
const QUIET_MS = 2000
/** Folders inside folders that are looked into. */
const DEPTH = 8
/** Files that were there before are noted by so many at once. */
const NOTED_AT_ONCE = 500
/** A folder chosen before is looked at when the window has opened and been filled, in milliseconds. */
const RESUME_MS = 4000
/** A drive or a share may go away and come back: whether the folder is there is looked at so often, in milliseconds. */
const LOOK_MS = 10_000

export interface WatchedFolder {
  state(): Promise<Watching>
  /** Watches another folder; what lies in it now counts as seen. */
  choose(folder: string): Promise<void>
  stop(): Promise<void>
  /**
   * Begins with the folder that was chosen before, if any: what came while Lectern was closed comes in. Does
   * nothing when a folder is watched already, or after `close`.
   */
  resume(): void
  close(): Promise<void>
}

interface Found {
  path: string
  size: number
  modifiedAt: number
}

/**
 * Brings new and changed files of one folder in, each once, and never touches the files. A failure is noted
 * and not tried again before the file changes. A changed file whose article is here becomes its new version.
 */
export function createWatchedFolder(
  context: Context,
  imports: ImportBatches,
  options: {
    /** There is something new to say of the folder. */
    onChanged(): void
    /** A changed file became a new version: what `versions.adopt` changes has changed. */
    onNewVersion(): void
    onBug(method: string, error: unknown): void
    /** False once the library's file was moved away: what came then waits for the next start. */
    isInPlace?(): boolean
    quietMs?: number
    lookMs?: number
    /** Resumes by itself, a little later. */
    background?: boolean
  }
): WatchedFolder {
  const { db, now } = context
  const quiet = options.quietMs ?? QUIET_MS
  let watcher: FSWatcher | undefined
  let queue: Promise<void> = Promise.resolve()
  let closed = false
  /** The first walk through the folder has come to its end. */
  let isWalked = false
  /** The folder was not there when it was last looked for: who watched it does not see it come back. */
  let isGone = false
  /** Lets go of whoever waits for the first walk through a folder that is watched no longer. */
  let breakOff = () => {}
  /** Counts what the reader chose: of two choices at once the later one holds. */
  let choices = 0

  const isUnchanged = ({ path, size, modifiedAt }: Found) => {
    const known = getWatchedFile(db, path)
    return known?.size === size && known.modifiedAt === modifiedAt
  }

  async function take(folder: string, file: Found): Promise<void> {
    const isLeft = () => closed || options.isInPlace?.() === false || watchedFolder(db) !== folder
    if (isLeft() || isUnchanged(file)) return
    // A Markdown folder that Lectern keeps in step may lie inside: its own files are not to come round again.
    if (/\.md$/i.test(file.path) && (await isKeptInStep(file.path))) return
    const before = getWatchedFile(db, file.path)
    const { results } = await imports.files(crypto.randomUUID(), [file.path])
    const [result] = results
    // Another folder was chosen meanwhile: it begins with nothing remembered of this one.
    if (!result || watchedFolder(db) !== folder) return
    const isLibrary = result.status === 'library'
    const fate = result.status === 'library' ? 'failed' : result.status
    const message = isLibrary
      ? tell({ key: 'watching.isLibrary', values: { app: result.title } })
      : fate === 'failed'
        ? result.message
        : ''
    const articleId = await asNewVersion(before?.articleId ?? null, result.articleId, fate)
    if (watchedFolder(db) === folder) saveWatchedFile(db, { ...file, fate, articleId, message }, now())
    options.onChanged()
  }

  /** The article a changed file belongs to from now on: its old one with a new version, where that can be. */
  async function asNewVersion(old: string | null, added: ArticleId | null, fate: string) {
    if (fate !== 'added' || old === null || added === null || old === added) return added
    try {
      await adoptVersion(context, old as ArticleId, added, { undoable: false })
      options.onNewVersion()
      return old
    } catch (error) {
      // The old one was deleted for good, or says the same: the new one stands by itself.
      if (error instanceof AppError) return added
      throw error
    }
  }

  function start(folder: string, isNew: boolean): Promise<void> {
    const started = watch(folder, {
      depth: DEPTH,
      followSymlinks: false,
      alwaysStat: true,
      awaitWriteFinish: { stabilityThreshold: quiet, pollInterval: Math.min(500, quiet) },
      ignored: (path, stats) => isIgnored(folder, path, stats?.isFile() ?? false)
    })
    watcher = started
    isWalked = false
    isGone = false
    let isReady = false
    const seen: Found[] = []
    const noteSeen = () => {
      if (watcher !== started || seen.length === 0) return
      const files = seen.splice(0)
      db.transaction(() => {
        for (const file of files)
          saveWatchedFile(db, { ...file, fate: 'seen', articleId: null, message: '' }, now())
      }).immediate()
    }
    return new Promise<void>((resolve, reject) => {
      breakOff = resolve
      const trying = (work: () => void) => {
        try {
          work()
        } catch (error) {
          reject(error)
        }
      }
      const look = (path: string, stats: { size: number; mtimeMs: number } | undefined) => {
        if (!stats || watcher !== started) return
        const found = { path, size: stats.size, modifiedAt: Math.trunc(stats.mtimeMs) }
        if (isNew && !isReady) {
          seen.push(found)
          if (seen.length >= NOTED_AT_ONCE) trying(noteSeen)
          return
        }
        queue = queue.then(() => take(folder, found)).catch((error) => options.onBug('watching', error))
      }
      started.on('add', look)
      started.on('change', look)
      const done = () =>
        trying(() => {
          noteSeen()
          if (watcher === started) isWalked = true
          resolve()
          void lookForFolder()
        })
      started.on('ready', () => {
        isReady = true
        done()
      })
      // A folder that cannot be read is told by `state`; nothing is changed.
      started.on('error', done)
    })
  }

  async function end(): Promise<void> {
    const before = watcher
    watcher = undefined
    breakOff()
    await before?.close()
  }

  /** Begins again with a folder that has come back: what lies in it and is not known comes in. */
  async function lookForFolder(): Promise<void> {
    const folder = closed || !watcher || !isWalked ? null : watchedFolder(db)
    if (folder === null) return
    const [choice, looked] = [choices, watcher]
    const isThere = await canBeRead(folder)
    if (closed || choice !== choices || watcher !== looked || isThere !== isGone) return
    isGone = !isThere
    if (isThere) {
      await end()
      if (closed || choice !== choices) return
      void start(folder, false)
    }
    options.onChanged()
  }
  const looking = setInterval(() => void lookForFolder(), options.lookMs ?? LOOK_MS)
  looking.unref()

  function resume(): void {
    const folder = closed || watcher ? null : watchedFolder(db)
    if (folder !== null) void start(folder, false)
  }
  const resuming = options.background ? setTimeout(resume, RESUME_MS) : undefined
  resuming?.unref()

  return {
    async state() {
      const folder = watchedFolder(db)
      const isThere = folder !== null && (await canBeRead(folder))
      return {
        folder,
        isThere,
        added: countWatched(db),
        failures: watchedFailures(db).map(({ path, message }) => ({ fileName: basename(path), message }))
      }
    },
    async choose(folder) {
      const choice = ++choices
      await end()
      if (closed || choice !== choices) return
      db.transaction(() => saveWatchedFolder(db, folder)).immediate()
      await start(folder, true)
    },
    async stop() {
      choices++
      // Before the wait: what is chosen meanwhile comes after it.
      db.transaction(() => saveWatchedFolder(db, null)).immediate()
      await end()
    },
    resume,
    async close() {
      closed = true
      clearTimeout(resuming)
      clearInterval(looking)
      await end()
      await queue
    }
  }
}

const canBeRead = (folder: string) =>
  access(folder, constants.R_OK).then(
    () => true,
    () => false
  )

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

/** Whether a Markdown file is one that Lectern wrote and keeps in step with an article. */
async function isKeptInStep(path: string): Promise<boolean> {
  // Not at the start: what reads YAML is large.
  const { headOf } = await import('../vault/find-files.ts')
  const { articleIdOf } = await import('../vault/read-vault-file.ts')
  return articleIdOf(await headOf(path)) !== ''
}
