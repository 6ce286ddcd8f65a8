import { access, constants } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Watching } from '../../shared/watching.ts'
import type { Context } from '../context.ts'
import type { ImportBatches } from '../imports/import-batch.ts'
import {
  countWatched,
  saveWatchedFile,
  saveWatchedFolder,
  watchedFailures,
  watchedFolder
} from './repository.ts'
import { takeFile } from './take-file.ts'
import { type FileWatch, type FoundFile, watchFiles } from './watch-files.ts'

/** A file that was not written to for so long is whole, in milliseconds: browsers and sync programs write in bursts. */
const QUIET_MS = 2000
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
  let watch: FileWatch | undefined
  let queue: Promise<void> = Promise.resolve()
  let closed = false
  /** The folder was not there when it was last looked for: who watched it does not see it come back. */
  let isGone = false
  /** Counts what the reader chose: of two choices at once the later one holds. */
  let choices = 0

  async function take(folder: string, file: FoundFile): Promise<void> {
    const isOver = () => closed || options.isInPlace?.() === false
    const { onNewVersion } = options
    if (await takeFile(context, imports, { folder, file }, { isOver, onNewVersion })) options.onChanged()
  }

  function noteSeen(files: readonly FoundFile[]): void {
    db.transaction(() => {
      for (const file of files)
        saveWatchedFile(db, { ...file, fate: 'seen', articleId: null, message: '' }, now())
    }).immediate()
  }

  /** @param isNew what lies in it counts as seen */
  function start(folder: string, isNew: boolean): Promise<void> {
    isGone = false
    watch = watchFiles(folder, options.quietMs ?? QUIET_MS, {
      file(file) {
        queue = queue.then(() => take(folder, file)).catch((error) => options.onBug('watching', error))
      },
      ...(isNew && { before: noteSeen }),
      // A folder that cannot be read is told by `state`; nothing is changed.
      settled: () => void lookForFolder()
    })
    return watch.walked
  }

  async function end(): Promise<void> {
    const before = watch
    watch = undefined
    await before?.close()
  }

  /** Begins again with a folder that has come back: what lies in it and is not known comes in. */
  async function lookForFolder(): Promise<void> {
    const folder = closed || !watch?.isWalked() ? null : watchedFolder(db)
    if (folder === null) return
    const [choice, looked] = [choices, watch]
    const isThere = await canBeRead(folder)
    if (closed || choice !== choices || watch !== looked || isThere !== isGone) return
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
    const folder = closed || watch ? null : watchedFolder(db)
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
