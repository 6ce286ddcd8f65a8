import { AppError } from '../../shared/errors.ts'
import { type ImportProgress, type ImportResult, MAX_FILES, type PlannedFile } from '../../shared/imports.ts'
import { tell } from '../../shared/sentence.ts'
import type { Context } from '../context.ts'
import type { ImportRunner } from '../import/worker/import-runner.ts'
import type { Network } from '../network/network.ts'
import { tellWarnings } from '../versions/warnings.ts'
import { type Item, itemReader, listFiles, nameOf } from './batch-items.ts'
import { type Fate, failed, importing, planning, toldFate, type Way } from './batch-ways.ts'
import type { ImportReports } from './import-reports.ts'

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
  /** Stops what is at work. There when it is over. */
  close(): Promise<void>
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
  const atWork = new Set<Promise<unknown>>()
  /** So that `close` can wait for it. */
  const known = <T>(work: Promise<T>): Promise<T> => {
    atWork.add(work)
    void work.catch(() => undefined).finally(() => atWork.delete(work))
    return work
  }

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

  /** Finds out what there is to do, which can be cancelled too, and does it. */
  async function start<T>(
    batchId: string,
    list: (signal: AbortSignal) => Promise<readonly Item[]>,
    way: Way<T>
  ): Promise<{ results: T[]; stopped: boolean }> {
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
    let unlisted: Awaited<ReturnType<typeof listFiles>>['failed'] = []
    const { results, stopped } = await start(
      batchId,
      async (signal) => {
        const listed = await listFiles(runner, paths, signal)
        unlisted = listed.failed
        way.reader.skip(listed.silent)
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

  const report = (batchId: string, { file, status, title, articleId, remarks }: Fate) =>
    options.reports?.add(batchId, { row: null, fate: status, name: file, title, articleId, remarks })

  const reader = () => itemReader(runner, options.network)
  const keeping = (batchId: string) =>
    importing(context, reader(), {
      undoKey: options.undoable ? `import:${batchId}` : undefined,
      onAdded: options.onAdded,
      onLarge: options.onLarge,
      report: (fate) => report(batchId, fate)
    })

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

  /** One thing that is at hand. */
  const one = (batchId: string, record: Parameters<ImportReports['begin']>[1], item: Item) =>
    known(reported(batchId, record, () => start(batchId, async () => [item], keeping(batchId))))

  return {
    files: (batchId, paths) => {
      const name = paths.length === 1 ? nameOf(paths[0]!) : ''
      return known(
        reported(batchId, { kind: 'files', app: '', name }, async () => {
          const { results, unlisted, stopped } = await eachFile(batchId, paths, keeping(batchId))
          const lost = unlisted.map(({ file, reason }) => failed(file, reason))
          for (const fate of lost) report(batchId, fate)
          return { results: [...results, ...lost.map(toldFate)], stopped }
        })
      )
    },
    plan: async (batchId, paths) => {
      const planned = eachFile(batchId, paths, planning(context, reader()))
      const { results, unlisted, stopped } = await known(planned)
      const lost = unlisted.map(({ file, reason }): PlannedFile => {
        return { file, fate: 'unreadable', title: '', message: tellWarnings([reason]) }
      })
      return { files: [...results, ...lost], stopped }
    },
    paste: (batchId, paste) =>
      one(
        batchId,
        { kind: 'paste', app: '', name: '' },
        { file: '', name: tell({ key: 'errors.import.pastedText' }), job: { kind: 'paste', ...paste } }
      ),
    address: (batchId, address) =>
      one(
        batchId,
        { kind: 'address', app: '', name: address },
        { file: address, name: address, job: { kind: 'address', address } }
      ),
    cancel: (batchId) => batches.get(batchId)?.controller.abort(),
    active: () => [...batches.values()].map(({ progress }) => ({ ...progress })),
    async close() {
      for (const { controller } of batches.values()) controller.abort()
      await Promise.allSettled(atWork)
    }
  }
}
