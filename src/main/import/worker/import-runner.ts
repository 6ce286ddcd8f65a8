import { basename } from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { tell } from '../../../shared/sentence.ts'
import type { LibraryExport } from '../library/library-entry.ts'
import { askWorker } from './ask-worker.ts'
import type { ImportJob, LibraryJob, ListJob } from './import-protocol.ts'
import { spawnImportWorker, type WorkerProcess } from './spawn-import-worker.ts'
import {
  type Collect,
  collectArticle,
  collectFiles,
  collectLibrary,
  type FilesFound,
  type ImportOutcome
} from './worker-answers.ts'

export type { ImportJob } from './import-protocol.ts'
export type { ImportOutcome } from './worker-answers.ts'

export interface ImportRunner {
  /**
   * Reads one thing. Jobs wait for each other. Rejects with an AppError whose sentence names the file:
   * `cancelled`, `timeout`, `too-large`, `unsupported` or `unreadable`, or with `LibraryFound`; anything
   * else is a bug.
   */
  run(job: ImportJob, signal?: AbortSignal): Promise<ImportOutcome>
  /** Reads what another app gave away of its library; the same refusals. */
  readLibrary(path: string, signal?: AbortSignal): Promise<LibraryExport>
  /**
   * The files behind what the reader chose (expand-paths.ts). There, because a share that does not answer can only
   * be given up together with the process that asked it: a thread of main's that waits for it is lost.
   */
  listFiles(paths: readonly string[], signal?: AbortSignal): Promise<FilesFound>
  /** Ends the process. Waiting jobs are cancelled. */
  close(): void
}

/** Thrown for a file that is what another app gave away of its library: many articles, not one. */
export class LibraryFound extends Error {
  readonly app: string
  constructor(app: string) {
    super(`an export of ${app}`)
    this.app = app
  }
}

/**
 * Owns the one process that parses files. It is started with the first job, kept for the next, and killed
 * at a deadline, a cancellation or a breach of the protocol; the job after that gets a new one.
 * Times in milliseconds in which the computer is awake, memory in MB.
 */
export function createImportRunner(
  options: {
    spawn?: (memoryMb: number) => WorkerProcess | Promise<WorkerProcess>
    deadlineMs?: number
    memoryMb?: number
  } = {}
): ImportRunner {
  const { spawn = spawnImportWorker, deadlineMs = 60_000, memoryMb = 1536 } = options
  let worker: WorkerProcess | undefined
  let queue: Promise<unknown> = Promise.resolve()
  let nextId = 1
  const closing = new AbortController()

  async function runNow<T>(
    job: ImportJob | LibraryJob | ListJob,
    signal: AbortSignal,
    collect: Collect<T>
  ): Promise<T> {
    const name = nameOf(job)
    if (signal.aborted) throw cancelled(name)
    if (!worker) {
      const started = await spawn(memoryMb)
      worker = started
      started.onExit(() => {
        if (worker === started) worker = undefined
      })
    }
    const at = worker
    return await askWorker(at, {
      id: nextId++,
      job,
      name,
      signal,
      collect,
      deadlineMs,
      kill() {
        if (worker === at) worker = undefined
        at.kill()
      },
      cancelled: () => cancelled(name)
    })
  }

  function queued<T>(
    job: ImportJob | LibraryJob | ListJob,
    collect: Collect<T>,
    signal?: AbortSignal
  ): Promise<T> {
    const either = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal
    const result = queue.then(() => runNow(job, either, collect))
    // Who waits next waits for the end of this, and does not keep what came of it.
    queue = result.then(
      () => undefined,
      () => undefined
    )
    return untilAborted(result, either, () => cancelled(nameOf(job)))
  }

  return {
    async run(job, signal) {
      const outcome = await queued(job, collectArticle(), signal)
      if ('library' in outcome) throw new LibraryFound(outcome.library)
      return outcome
    },
    readLibrary: (path, signal) => queued({ kind: 'library', path }, collectLibrary(), signal),
    async listFiles(paths, signal) {
      const found = await queued({ kind: 'list', paths }, collectFiles(), signal)
      // Threads of it wait for a silent share for good; the next job gets a process that has all of its own.
      if (found.silent.length > 0) {
        worker?.kill()
        worker = undefined
      }
      return found
    },
    close() {
      closing.abort()
      worker?.kill()
      worker = undefined
    }
  }
}

/** A job that still waits for another is cancelled at once. */
function untilAborted<T>(result: Promise<T>, signal: AbortSignal, reason: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(reason())
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

function nameOf(job: ImportJob | LibraryJob | ListJob): string {
  if (job.kind === 'list') return basename(job.paths[0] ?? '').toWellFormed()
  if (job.kind === 'paste') return tell({ key: 'errors.import.pastedText' })
  if (job.kind === 'entry') return job.entry.title || job.entry.url
  if (job.kind === 'library') return basename(job.path).toWellFormed()
  return (job.kind === 'bytes' ? job.fileName : job.fileName || basename(job.path)).toWellFormed()
}

function cancelled(name: string): AppError {
  return new AppError('cancelled', 'errors.import.cancelled', { name })
}
