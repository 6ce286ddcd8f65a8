import { setImmediate as nextTurn } from 'node:timers/promises'
import { AppError } from '../../../shared/errors.ts'
// biome-ignore lint/style/noRestrictedImports: this is main's side of the wall; only the process is beyond it.
import { awakeTimeout } from '../../awake-timeout.ts'
import type { ImportJob, LibraryJob, ListJob } from './import-protocol.ts'
import type { WorkerProcess } from './spawn-import-worker.ts'
import { type Collect, type FromWorker, FromWorkerSchema } from './worker-answers.ts'

export interface Asked<T> {
  id: number
  job: ImportJob | LibraryJob | ListJob
  /** What the reader calls it. */
  name: string
  signal: AbortSignal
  collect: Collect<T>
  /** Milliseconds in which the computer is awake. */
  deadlineMs: number
  /** Ends the process: nothing it says counts any more, and the next job gets another. */
  kill(): void
  /** Why nobody waits for it any longer. */
  cancelled(): AppError
}

/**
 * Gives the import process one job, and takes its answer part by part, each asked for when the one before is done
 * with. The process is ended at the deadline, when it is cancelled, and when it says what the protocol does not allow.
 */
export function askWorker<T>(worker: WorkerProcess, asked: Asked<T>): Promise<T> {
  const { id, job, name, signal, collect, deadlineMs } = asked
  return new Promise<T>((resolve, reject) => {
    let settled = false
    let stopListening: (() => void) | undefined

    const settle = (finish: () => void) => {
      if (settled) return
      settled = true
      stopClock()
      signal.removeEventListener('abort', onAbort)
      stopListening?.()
      worker.onMessage(undefined)
      finish()
    }
    const killWith = (error: Error) =>
      settle(() => {
        asked.kill()
        reject(error)
      })
    const onAbort = () => killWith(asked.cancelled())
    const stopClock = awakeTimeout(deadlineMs, () => {
      const count = Math.round(deadlineMs / 1000)
      killWith(new AppError('timeout', 'errors.import.tooSlow', { name, count }))
    })
    signal.addEventListener('abort', onAbort)

    stopListening = worker.onExit(() =>
      settle(() => {
        reject(new AppError('unreadable', 'errors.import.tooMuchMemory', { name }))
      })
    )

    const take = async (raw: unknown): Promise<void> => {
      const message = understood(raw, id)
      if (message.type === 'failed') {
        const error = failureOf(message, name)
        // One of its threads waits for a silent share for good; the next job gets a process that has all of its own.
        if (message.code === 'timeout') killWith(error)
        else settle(() => reject(error))
        return
      }
      const whole = await collect(message)
      if (whole) {
        settle(() => resolve(whole.result))
        return
      }
      await nextTurn()
      if (!settled) worker.post({ id, type: 'next' })
    }
    worker.onMessage((raw) => {
      if (settled) return
      take(raw).catch((error: Error) => {
        if (error instanceof AppError) settle(() => reject(error))
        else killWith(error)
      })
    })
    worker.post({ id, type: 'job', job })
  })
}

/** @throws Error when it is nothing that the protocol knows, or about another job */
function understood(raw: unknown, id: number): FromWorker {
  const parsed = FromWorkerSchema.safeParse(raw)
  if (parsed.success && parsed.data.id === id) return parsed.data
  // The paths of the issues name our own fields; values never reach the log.
  const where = parsed.success
    ? 'id'
    : parsed.error.issues
        .map((issue) => issue.path.join('.'))
        .slice(0, 3)
        .join(', ')
  throw new Error(`The import process sent something unexpected at: ${where}`)
}

function failureOf(message: Extract<FromWorker, { type: 'failed' }>, name: string): AppError {
  return message.code === 'internal'
    ? new AppError('unreadable', 'errors.import.notUnderstood', { name })
    : new AppError(message.code, message.sentence.key, message.sentence.values)
}
