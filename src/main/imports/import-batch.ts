import { type ImportProgress, type ImportResult, MAX_FILES, type PlannedFile } from '../../shared/imports.ts'
import { tell } from '../../shared/sentence.ts'
import type { Context } from '../context.ts'
import type { ImportRunner } from '../import/worker/import-runner.ts'
import type { Network } from '../network/network.ts'
import { tellWarnings } from '../versions/warnings.ts'
import { type Item, itemReader, listFiles, nameOf } from './batch-items.ts'
import { type Fate, failed, importing, planning, toldFate, type Way } from './batch-ways.ts'
import type { ImportReports } from './import-reports.ts'
import { createBatchRunner } from './run-batches.ts'

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
  /** Stops a batch. There when it is over; at once when it is not at work. */
  end(batchId: string): Promise<void>
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
  const batches = createBatchRunner(options)
  const atWork = new Map<Promise<unknown>, string>()
  /** So that it can be waited for. */
  const known = <T>(batchId: string, work: Promise<T>): Promise<T> => {
    atWork.set(work, batchId)
    void work.catch(() => undefined).finally(() => atWork.delete(work))
    return work
  }

  /** The files behind paths, what `way` makes of each, and those that could not even be looked for. */
  async function eachFile<T>(batchId: string, paths: readonly string[], way: Way<T>) {
    let unlisted: Awaited<ReturnType<typeof listFiles>>['failed'] = []
    const { results, stopped } = await batches.run(
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

  /** What `work` does, with a report of it kept. */
  async function reported(
    batchId: string,
    record: Parameters<ImportReports['begin']>[1],
    work: () => Promise<Came>
  ): Promise<Came> {
    batches.refuseRunning(batchId)
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
    known(
      batchId,
      reported(batchId, record, () => batches.run(batchId, async () => [item], keeping(batchId)))
    )

  return {
    files: (batchId, paths) => {
      const name = paths.length === 1 ? nameOf(paths[0]!) : ''
      return known(
        batchId,
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
      const { results, unlisted, stopped } = await known(batchId, planned)
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
    cancel: batches.cancel,
    active: batches.active,
    async end(batchId) {
      batches.cancel(batchId)
      await Promise.allSettled([...atWork].flatMap(([work, of]) => (of === batchId ? [work] : [])))
    },
    async close() {
      batches.stop()
      await Promise.allSettled(atWork.keys())
    }
  }
}
