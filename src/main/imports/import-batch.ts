import { basename, dirname } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { type ImportProgress, type ImportResult, MAX_FILES, type PlannedFile } from '../../shared/imports.ts'
import { tell } from '../../shared/sentence.ts'
import type { Context } from '../context.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import { textHash } from '../import/body/build-body.ts'
import { SILENCE_MS, type SilentPlaces, silentPlaces } from '../import/source/silent-places.ts'
import {
  type ImportJob,
  type ImportOutcome,
  type ImportRunner,
  LibraryFound
} from '../import/worker/import-runner.ts'
import type { Network } from '../network/network.ts'
import { type StoredWarning, storedReason, tellWarnings } from '../versions/warnings.ts'
import type { ImportReports } from './import-reports.ts'
import { isVeryLarge, keepAside } from './keep-import.ts'
import { readAddress } from './read-address.ts'
import { knownArticle, prepareImport } from './save-import.ts'

/** Files of one import from which on it is worth a backup first. */
const MANY = 20

/** What became of each thing, and whether the reader stopped it before its end. */
export interface Came {
  results: ImportResult[]
  stopped: boolean
}

export interface ImportBatches {
  /** Imports files and folders in order; one bad file never stops the rest. */
  files(batchId: string, paths: readonly string[]): Promise<Came>
  paste(batchId: string, paste: { text: string; html?: string | undefined }): Promise<Came>
  /** Fetches a page from the web, with its pictures. The only import that uses the network. */
  address(batchId: string, address: string): Promise<Came>
  /** Reads files and folders as `files` does, and only says what would become of them. */
  plan(batchId: string, paths: readonly string[]): Promise<{ files: PlannedFile[]; stopped: boolean }>
  cancel(batchId: string): void
  active(): ImportProgress[]
}

/** Imports of files, pasted text and addresses: one thing after the other, each a transaction of its own. */
export function createImportBatches(
  context: Context,
  runner: ImportRunner,
  options: {
    onProgress(progress: ImportProgress): void
    /** Called after each article, so that the window shows it at once. */
    onAdded(): void
    /** Absent where nothing is ever fetched. */
    network?: Network | undefined
    /** Before many things at once: the time for a backup. False: the reader stopped it, and with it the import. */
    beforeMany?(signal: AbortSignal): Promise<boolean>
    /** After an article too large to be sealed as it is kept. */
    onLarge?(): void
    /** Where what became of each thing is kept; absent where nobody asks for it later. */
    reports?: ImportReports
    /** False: imports are not a step of undo (command line, welcome article). */
    undoable: boolean
  }
): ImportBatches {
  const batches = new Map<string, { controller: AbortController; progress: ImportProgress }>()

  /** One after the other, with what `work` makes of each. */
  async function run<T>(
    batchId: string,
    list: readonly Item[],
    controller: AbortController,
    { isPlan, work }: Way<T>
  ): Promise<T[]> {
    const progress: ImportProgress = {
      batchId,
      done: 0,
      total: list.length,
      failed: 0,
      current: '',
      ...(isPlan && { isPlan })
    }
    batches.set(batchId, { controller, progress })
    const results: T[] = []
    for (const item of list) {
      if (controller.signal.aborted) break
      progress.current = item.name
      options.onProgress({ ...progress })
      const { result, isFailed } = await work(item, controller.signal, (sentence) => {
        progress.current = sentence
        options.onProgress({ ...progress })
      })
      // Broken off by the reader: it did not fail, it was not begun as far as they are told.
      if (isFailed && controller.signal.aborted && list.length > 1) break
      results.push(result)
      progress.done++
      if (isFailed) progress.failed++
    }
    // Over, also when it was cancelled: a window that was loaded anew hears nothing else of it.
    options.onProgress({ ...progress, done: progress.total, current: '' })
    return results
  }

  async function read(
    { job, name }: Item,
    signal: AbortSignal,
    onProgress: (sentence: string) => void,
    silent: SilentPlaces
  ): Promise<{ outcome: ImportOutcome; fileName: string }> {
    if (job.kind === 'file') return { outcome: await readFile(job, name, signal, silent), fileName: name }
    if (job.kind !== 'address') return { outcome: await runner.run(job, signal), fileName: name }
    if (!options.network) throw new AppError('forbidden', 'errors.network.mistake')
    return await readAddress(options.network, runner, job.address, signal, onProgress)
  }

  async function readFile(
    job: Extract<ImportJob, { kind: 'file' }>,
    name: string,
    signal: AbortSignal,
    silent: SilentPlaces
  ): Promise<ImportOutcome> {
    if (silent.has(dirname(job.path))) throw noAnswer(name)
    try {
      return await runner.run(job, signal)
    } catch (error) {
      // A text that takes too long, or a share that is gone: the rest of the second is not waited for.
      if (error instanceof AppError && error.code === 'timeout' && !signal.aborted) {
        const asked = await runner.listFiles([job.path], signal).catch(() => undefined)
        for (const folder of asked?.silent ?? []) silent.add(folder)
      }
      throw error
    }
  }

  async function importOne(
    item: Item,
    batchId: string,
    signal: AbortSignal,
    onProgress: (sentence: string) => void,
    silent: SilentPlaces
  ): Promise<Fate> {
    const { file } = item
    try {
      const { outcome, fileName } = await read(item, signal, onProgress, silent)
      const prepared = await prepareImport(outcome)
      // Cancelled between reading and keeping: nothing is kept.
      if (signal.aborted) throw new AppError('cancelled', 'errors.import.cancelled', { name: item.name })
      const saved = await keepAside(context, {
        prepared,
        fileName,
        undoKey: options.undoable ? `import:${batchId}` : undefined,
        stamp: { now: context.now(), deviceId: context.deviceId }
      })
      if (isVeryLarge(prepared)) options.onLarge?.()
      return { file, ...saved }
    } catch (thrown) {
      if (thrown instanceof LibraryFound)
        return { file, status: 'library', articleId: null, title: thrown.app, remarks: [] }
      return failed(file, whyNot(thrown, item))
    }
  }

  const whyNot = (thrown: unknown, { name }: Item): StoredWarning => {
    const error = toAppError(thrown, context.db)
    return error instanceof AppError
      ? storedReason(error)
      : { key: 'errors.import.mistake', values: { name } }
  }

  const importing = (batchId: string): Way<ImportResult> => {
    const silent = silentPlaces()
    return {
      isPlan: false,
      silent,
      async work(item, signal, onProgress) {
        const fate = await importOne(item, batchId, signal, onProgress, silent)
        if (fate.status === 'added') options.onAdded()
        const isFailed = fate.status === 'failed'
        // Broken off by the reader, it has no fate.
        if (!isFailed || !signal.aborted) report(batchId, fate)
        return { result: toldFate(fate), isFailed }
      }
    }
  }

  const report = (batchId: string, { file, status, title, articleId, remarks }: Fate) =>
    options.reports?.add(batchId, { row: null, fate: status, name: file, title, articleId, remarks })

  /** As `start`, with a report of it kept. */
  async function reported(
    batchId: string,
    record: Parameters<ImportReports['begin']>[1],
    work: () => Promise<Came>
  ): Promise<Came> {
    if (batches.has(batchId)) throw new AppError('conflict', 'errors.import.runningAlready')
    options.reports?.begin(batchId, record)
    let stopped = true
    try {
      const came = await work()
      stopped = came.stopped
      return came
    } finally {
      options.reports?.end(batchId, stopped)
    }
  }

  /** Reads each and keeps nothing but what would tell it from the next. */
  const planning = (): Way<PlannedFile> => {
    const met = new Set<string>()
    const silent = silentPlaces()
    return {
      isPlan: true,
      silent,
      async work(item, signal, onProgress) {
        const { file } = item
        try {
          const { outcome } = await read(item, signal, onProgress, silent)
          const known = knownArticle(context.db, outcome)
          const marks = [outcome.sha256, textHash(outcome.body.text)]
          const isMet = marks.some((mark) => met.has(mark))
          for (const mark of marks) met.add(mark)
          const fate = known?.isTrashed ? 'in-trash' : known || isMet ? 'already-here' : 'new'
          const { title, warnings } = outcome.article
          return { result: { file, fate, title, message: tellWarnings(warnings) }, isFailed: false }
        } catch (thrown) {
          if (thrown instanceof LibraryFound)
            return { result: { file, fate: 'library', title: thrown.app, message: '' }, isFailed: false }
          const message = tellWarnings([whyNot(thrown, item)])
          return { result: { file, fate: 'unreadable', title: '', message }, isFailed: true }
        }
      }
    }
  }

  const start = async <T>(
    batchId: string,
    list: (signal: AbortSignal) => Promise<readonly Item[]>,
    way: Way<T>
  ): Promise<{ results: T[]; stopped: boolean }> => {
    if (batches.has(batchId)) throw new AppError('conflict', 'errors.import.runningAlready')
    const controller = new AbortController()
    batches.set(batchId, {
      controller,
      progress: { batchId, done: 0, total: 0, failed: 0, current: '', ...(way.isPlan && { isPlan: true }) }
    })
    try {
      const items = await list(controller.signal)
      const isMany = items.length >= MANY && !way.isPlan
      if (isMany && options.beforeMany && !(await options.beforeMany(controller.signal))) controller.abort()
      const results = await run(batchId, items, controller, way)
      return { results, stopped: controller.signal.aborted }
    } finally {
      batches.delete(batchId)
    }
  }

  /** The files behind paths, what `way` makes of each, and those that could not even be looked for. */
  async function eachFile<T>(batchId: string, paths: readonly string[], way: Way<T>) {
    let unlisted: readonly Unlisted[] = []
    const { results, stopped } = await start(
      batchId,
      async (signal) => {
        const listed = await listFiles(runner, paths, signal)
        unlisted = listed.failed
        for (const folder of listed.silent) way.silent.add(folder)
        if (listed.leftOut !== undefined) {
          const reason = { key: 'errors.import.tooMany', values: { limit: MAX_FILES } } as const
          unlisted = [...unlisted, { file: listed.leftOut, reason }]
        }
        return listed.files.map((path) => ({ file: path, name: nameOf(path), job: { kind: 'file', path } }))
      },
      way
    )
    return { results, unlisted, stopped }
  }

  return {
    files: (batchId, paths) => {
      const name = paths.length === 1 ? nameOf(paths[0]!) : ''
      return reported(batchId, { kind: 'files', app: '', name }, async () => {
        const { results, unlisted, stopped } = await eachFile(batchId, paths, importing(batchId))
        const lost = unlisted.map(({ file, reason }) => failed(file, reason))
        for (const fate of lost) report(batchId, fate)
        return { results: [...results, ...lost.map(toldFate)], stopped }
      })
    },
    plan: async (batchId, paths) => {
      const { results, unlisted, stopped } = await eachFile(batchId, paths, planning())
      const lost = unlisted.map(({ file, reason }): PlannedFile => {
        return { file, fate: 'unreadable', title: '', message: tellWarnings([reason]) }
      })
      return { files: [...results, ...lost], stopped }
    },
    paste: (batchId, paste) =>
      reported(batchId, { kind: 'paste', app: '', name: '' }, () =>
        start(
          batchId,
          async () => [
            { file: '', name: tell({ key: 'errors.import.pastedText' }), job: { kind: 'paste', ...paste } }
          ],
          importing(batchId)
        )
      ),
    address: (batchId, address) =>
      reported(batchId, { kind: 'address', app: '', name: address }, () =>
        start(
          batchId,
          async () => [{ file: address, name: address, job: { kind: 'address', address } }],
          importing(batchId)
        )
      ),
    cancel: (batchId) => batches.get(batchId)?.controller.abort(),
    active: () => [...batches.values()].map(({ progress }) => ({ ...progress }))
  }
}

/** What is done with each thing of a batch. */
interface Way<T> {
  /** Nothing is kept. */
  isPlan: boolean
  /** What does not answer any more: nobody waits for it again. */
  silent: SilentPlaces
  work(
    item: Item,
    signal: AbortSignal,
    onProgress: (sentence: string) => void
  ): Promise<{ result: T; isFailed: boolean }>
}

/** A file that could not be looked for, and why. */
interface Unlisted {
  file: string
  reason: StoredWarning
}

/** What became of one thing, before it is told in a language. */
type Fate = Omit<ImportResult, 'message'> & { remarks: readonly StoredWarning[] }

const failed = (file: string, reason: StoredWarning): Fate => ({
  file,
  status: 'failed',
  articleId: null,
  title: '',
  remarks: [reason]
})

const toldFate = ({ remarks, ...fate }: Fate): ImportResult => ({ ...fate, message: tellWarnings(remarks) })

interface Item {
  file: string
  name: string
  job: ImportJob | { kind: 'address'; address: string }
}

function nameOf(path: string): string {
  return basename(path).toWellFormed().replaceAll('\0', '')
}

/**
 * The files behind what the reader chose. Those on a share that does not answer fail together; where a folder inside
 * cannot be looked for, the others are, one by one; nothing is left of them once it is cancelled.
 */
async function listFiles(
  runner: ImportRunner,
  paths: readonly string[],
  signal: AbortSignal
): Promise<{ files: string[]; leftOut: string | undefined; failed: Unlisted[]; silent: string[] }> {
  const all = {
    files: [] as string[],
    leftOut: undefined as string | undefined,
    failed: [] as Unlisted[],
    silent: [] as string[]
  }
  try {
    const { files, leftOut, silent } = await runner.listFiles(paths, signal)
    const gone = new Set(silent)
    const chosen = paths.filter((path) => gone.has(dirname(path)))
    const holding = new Set(chosen.map((path) => dirname(path)))
    // Those inside of what was chosen are named themselves.
    const inside = silent.filter((folder) => !holding.has(folder))
    const failed = [...chosen, ...inside].map((path) => ({
      file: path,
      reason: storedReason(noAnswer(nameOf(path)))
    }))
    return { files, leftOut, failed, silent }
  } catch (thrown) {
    if (signal.aborted) return all
    if (paths.length > 1) {
      for (const path of paths) {
        const one = await listFiles(runner, [path], signal)
        all.files.push(...one.files)
        all.leftOut ??= one.leftOut
        all.failed.push(...one.failed)
        all.silent.push(...one.silent)
      }
      return all
    }
    if (!(thrown instanceof AppError)) throw thrown
    const reason = storedReason(thrown)
    return { ...all, failed: paths.map((file) => ({ file, reason })) }
  }
}

const noAnswer = (name: string) =>
  new AppError('timeout', 'errors.import.tooSlow', { name, count: Math.round(SILENCE_MS / 1000) })
