import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { type ImportProgress, type ImportResult, MAX_FILES } from '../../shared/imports.ts'
import { tell } from '../../shared/sentence.ts'
import type { Context } from '../context.ts'
import { SEALED_WITH_CHANGE, sealing } from '../db/seal-rows.ts'
import { toAppError } from '../db/sqlite-errors.ts'
import {
  type ImportJob,
  type ImportOutcome,
  type ImportRunner,
  LibraryFound
} from '../import/worker/import-runner.ts'
import type { Network } from '../network/network.ts'
import { readAddress } from './read-address.ts'
import { prepareImport, saveImport } from './save-import.ts'

/** Files of one import from which on it is worth a backup first. */
const MANY = 20

export interface ImportBatches {
  /** Imports files and folders in order; one bad file never stops the rest. */
  files(batchId: string, paths: readonly string[]): Promise<ImportResult[]>
  paste(batchId: string, paste: { text: string; html?: string | undefined }): Promise<ImportResult[]>
  /** Fetches a page from the web, with its pictures. The only import that uses the network. */
  address(batchId: string, address: string): Promise<ImportResult[]>
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
    /** Before many things at once: the time for a backup. */
    beforeMany?(): Promise<void>
    /** After an article too large to be sealed as it is kept. */
    onLarge?(): void
    /** False: imports are not a step of undo (command line, welcome article). */
    undoable: boolean
  }
): ImportBatches {
  const batches = new Map<string, { controller: AbortController; progress: ImportProgress }>()

  async function run(batchId: string, list: readonly Item[], controller: AbortController) {
    const progress: ImportProgress = { batchId, done: 0, total: list.length, failed: 0, current: '' }
    batches.set(batchId, { controller, progress })
    const results: ImportResult[] = []
    for (const item of list) {
      if (controller.signal.aborted) break
      progress.current = item.name
      options.onProgress({ ...progress })
      const result = await importOne(item, batchId, controller.signal, (sentence) => {
        progress.current = sentence
        options.onProgress({ ...progress })
      })
      results.push(result)
      progress.done++
      if (result.status === 'failed') progress.failed++
      if (result.status === 'added') options.onAdded()
    }
    // Over, also when it was cancelled: a window that was loaded anew hears nothing else of it.
    options.onProgress({ ...progress, done: progress.total, current: '' })
    return results
  }

  async function read(
    { job, name }: Item,
    signal: AbortSignal,
    onProgress: (sentence: string) => void
  ): Promise<{ outcome: ImportOutcome; fileName: string }> {
    if (job.kind !== 'address') return { outcome: await runner.run(job, signal), fileName: name }
    if (!options.network) throw new AppError('forbidden', 'errors.network.mistake')
    return await readAddress(options.network, runner, job.address, signal, onProgress)
  }

  async function importOne(
    item: Item,
    batchId: string,
    signal: AbortSignal,
    onProgress: (sentence: string) => void
  ): Promise<ImportResult> {
    try {
      const { outcome, fileName } = await read(item, signal, onProgress)
      const prepared = await prepareImport(outcome)
      // Cancelled between reading and keeping: nothing is kept.
      if (signal.aborted) throw new AppError('cancelled', 'errors.import.cancelled', { name: item.name })
      const { db, history, now, deviceId } = context
      const keep = () => saveImport(db, prepared, fileName, { now: now(), deviceId })
      const saved = options.undoable
        ? history.record('undo.import', keep, { key: `import:${batchId}`, mode: 'batch' })
        : db.transaction(() => sealing(db, keep)).immediate()
      if (outcome.body.html.length + outcome.body.text.length > SEALED_WITH_CHANGE) options.onLarge?.()
      return { file: item.file, ...saved }
    } catch (thrown) {
      if (thrown instanceof LibraryFound)
        return { file: item.file, status: 'library', articleId: null, title: thrown.app, message: '' }
      const error = toAppError(thrown, context.db)
      const message =
        error instanceof AppError
          ? error.message
          : tell({ key: 'errors.import.mistake', values: { name: item.name } })
      return { file: item.file, status: 'failed', articleId: null, title: '', message }
    }
  }

  const start = async (batchId: string, list: (signal: AbortSignal) => Promise<readonly Item[]>) => {
    if (batches.has(batchId)) throw new AppError('conflict', 'errors.import.runningAlready')
    const controller = new AbortController()
    batches.set(batchId, {
      controller,
      progress: { batchId, done: 0, total: 0, failed: 0, current: '' }
    })
    try {
      const items = await list(controller.signal)
      if (items.length >= MANY) await options.beforeMany?.()
      return await run(batchId, items, controller)
    } finally {
      batches.delete(batchId)
    }
  }

  return {
    files: async (batchId, paths) => {
      let leftOut: string | undefined
      let unlisted: ImportResult[] = []
      const read = await start(batchId, async (signal) => {
        const listed = await listFiles(runner, paths, signal)
        leftOut = listed.leftOut
        unlisted = listed.failed
        return listed.files.map((path) => ({
          file: path,
          name: nameOf(path),
          job: { kind: 'file', path }
        }))
      })
      const results = [...unlisted, ...read]
      if (leftOut === undefined) return results
      const message = tell({ key: 'errors.import.tooMany', values: { limit: MAX_FILES } })
      return [...results, { file: leftOut, status: 'failed', articleId: null, title: '', message }]
    },
    paste: (batchId, paste) =>
      start(batchId, async () => [
        { file: '', name: tell({ key: 'errors.import.pastedText' }), job: { kind: 'paste', ...paste } }
      ]),
    address: (batchId, address) =>
      start(batchId, async () => [{ file: address, name: address, job: { kind: 'address', address } }]),
    cancel: (batchId) => batches.get(batchId)?.controller.abort(),
    active: () => [...batches.values()].map(({ progress }) => ({ ...progress }))
  }
}

interface Item {
  file: string
  name: string
  job: ImportJob | { kind: 'address'; address: string }
}

function nameOf(path: string): string {
  return basename(path).toWellFormed().replaceAll('\0', '')
}

/**
 * The files behind what the reader chose. Where one cannot be looked for (a share that does not answer), the others
 * are, one by one; nothing is left of them once it is cancelled.
 */
async function listFiles(
  runner: ImportRunner,
  paths: readonly string[],
  signal: AbortSignal
): Promise<{ files: string[]; leftOut: string | undefined; failed: ImportResult[] }> {
  const all = {
    files: [] as string[],
    leftOut: undefined as string | undefined,
    failed: [] as ImportResult[]
  }
  try {
    return { ...all, ...(await runner.listFiles(paths, signal)) }
  } catch (thrown) {
    if (signal.aborted) return all
    if (paths.length > 1) {
      for (const path of paths) {
        const one = await listFiles(runner, [path], signal)
        all.files.push(...one.files)
        all.leftOut ??= one.leftOut
        all.failed.push(...one.failed)
      }
      return all
    }
    if (!(thrown instanceof AppError)) throw thrown
    const failed = { status: 'failed', articleId: null, title: '', message: thrown.message } as const
    return { ...all, failed: paths.map((file) => ({ file, ...failed })) }
  }
}
