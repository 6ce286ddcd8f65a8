import { Worker } from 'node:worker_threads'
import { AppError } from '../shared/errors.ts'
import type { MessageKey } from '../shared/messages/en.ts'
import { isJobStep, type JobMessage, type JobStart } from './answer-job.ts'
import type { TellSteps } from './work/long-work.ts'
import { workerFile } from './worker-file.ts'

/** A thread that was asked to stop and is not over by then is ended where it is. */
const PATIENCE_MS = 5000

/**
 * Does one job in a thread of its own, so that the window never waits for it. The thread is one that calls
 * `answerJob`, and ends with its answer.
 *
 * @param options.tell hears how far it is
 * @param options.onStep what else the thread tells on the way
 * @param options.stop ends the thread when its signal says so; `words` is the sentence of the refusal then.
 *   `isAsked`: the thread looks for it (`stop.aborted`) and ends by itself, with what it began put away
 * @param options.isNoisy its libraries print what nobody wants to read
 * @throws AppError what the job threw, or `cancelled`; anything else is a bug
 */
export function runJob<T, S = unknown>(
  thread: Parameters<typeof workerFile>[0],
  job: unknown,
  options: {
    tell?: TellSteps | undefined
    onStep?: ((step: S) => void) | undefined
    stop?: { signal: AbortSignal; words: MessageKey; isAsked?: boolean } | undefined
    isNoisy?: boolean
  } = {}
): Promise<T> {
  const { tell, onStep, stop, isNoisy = false } = options
  return new Promise((resolve, reject) => {
    if (stop?.signal.aborted) {
      reject(new AppError('cancelled', stop.words))
      return
    }
    const stopping = new Int32Array(new SharedArrayBuffer(4))
    const worker = new Worker(workerFile(thread), {
      workerData: { job, stopping } satisfies JobStart,
      execArgv: [],
      name: thread,
      stdout: isNoisy
    })
    if (isNoisy) worker.stdout.resume()
    let patience: NodeJS.Timeout | undefined
    const onAbort = () => {
      const cancelled = new AppError('cancelled', stop!.words)
      if (stop!.isAsked) {
        Atomics.store(stopping, 0, 1)
        patience = setTimeout(() => {
          // What is ended in the middle is over only then: nothing that follows meets it.
          void worker.terminate().then(() => reject(cancelled))
        }, PATIENCE_MS)
        return
      }
      // What it still says is of no use to anyone.
      worker.removeAllListeners('message')
      reject(cancelled)
      void worker.terminate()
    }
    stop?.signal.addEventListener('abort', onAbort, { once: true })
    worker.on('message', (message: JobMessage) => {
      if (message.type === 'step') {
        if (isJobStep(message.step)) tell?.(message.step.done, message.step.total)
        else onStep?.(message.step as S)
      } else if (message.type === 'done') resolve(message.value as T)
      else if (message.type === 'stopped')
        reject(new AppError('cancelled', stop?.words ?? 'errors.backup.cancelled'))
      else reject(new AppError(message.code, message.sentence.key, message.sentence.values))
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(patience)
      stop?.signal.removeEventListener('abort', onAbort)
      reject(
        stop?.signal.aborted
          ? new AppError('cancelled', stop.words)
          : new Error(`The ${thread} ended without an answer`)
      )
    })
  })
}
