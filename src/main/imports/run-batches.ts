import { AppError } from '../../shared/errors.ts'
import type { ImportProgress } from '../../shared/imports.ts'
import type { Item } from './batch-items.ts'
import type { Way } from './batch-ways.ts'

/** Things of one batch from which on it is worth a backup first. */
const MANY = 20

export interface BatchRunner {
  /**
   * Finds out what there is to do, which can be cancelled too, and does it, one thing after the other.
   * @returns what `way` made of each thing, up to where the reader stopped it
   * @throws AppError('conflict') when a batch of that id is at work
   */
  run<T>(
    batchId: string,
    list: (signal: AbortSignal) => Promise<readonly Item[]>,
    way: Way<T>
  ): Promise<{ results: T[]; stopped: boolean }>
  /** @throws AppError('conflict') when a batch of that id is at work */
  refuseRunning(batchId: string): void
  cancel(batchId: string): void
  active(): ImportProgress[]
  /** Stops what is at work. */
  stop(): void
}

/** Batches at work: how far each is, and how it is stopped. */
export function createBatchRunner(options: {
  onProgress(progress: ImportProgress): void
  /** Before many things at once: the time for a backup. False: the reader stopped it, and with it the batch. */
  beforeMany?: ((signal: AbortSignal) => Promise<boolean>) | undefined
}): BatchRunner {
  const batches = new Map<string, { controller: AbortController; progress: ImportProgress }>()

  function refuseRunning(batchId: string): void {
    if (batches.has(batchId)) throw new AppError('conflict', 'errors.import.runningAlready')
  }

  /** One after the other, with what `way` makes of each. */
  async function each<T>(
    list: readonly Item[],
    progress: ImportProgress,
    signal: AbortSignal,
    way: Way<T>
  ): Promise<T[]> {
    const tell = (current: string) => {
      progress.current = current
      options.onProgress({ ...progress })
    }
    const results: T[] = []
    for (const item of list) {
      if (signal.aborted) break
      tell(item.name)
      const { result, isFailed } = await way.work(item, signal, tell)
      // Broken off by the reader: it did not fail, it was not begun as far as they are told.
      if (isFailed && signal.aborted && list.length > 1) break
      results.push(result)
      progress.done++
      if (isFailed) progress.failed++
    }
    // Over, also when it was cancelled: a window that was loaded anew hears nothing else of it.
    options.onProgress({ ...progress, done: progress.total, current: '' })
    return results
  }

  return {
    async run(batchId, list, way) {
      refuseRunning(batchId)
      const controller = new AbortController()
      const { signal } = controller
      const progress: ImportProgress = {
        batchId,
        done: 0,
        total: 0,
        failed: 0,
        current: '',
        ...(way.isPlan && { isPlan: true })
      }
      batches.set(batchId, { controller, progress })
      try {
        const items = await list(signal)
        const isMany = items.length >= MANY && !way.isPlan
        if (isMany && options.beforeMany && !(await options.beforeMany(signal))) controller.abort()
        progress.total = items.length
        const results = await each(items, progress, signal, way)
        return { results, stopped: signal.aborted }
      } finally {
        batches.delete(batchId)
      }
    },
    refuseRunning,
    cancel: (batchId) => batches.get(batchId)?.controller.abort(),
    active: () => [...batches.values()].map(({ progress }) => ({ ...progress })),
    stop() {
      for (const { controller } of batches.values()) controller.abort()
    }
  }
}
