import { Worker } from 'node:worker_threads'
import { AppError } from '../shared/errors.ts'
import type { MessageKey } from '../shared/messages/en.ts'
import type { JobMessage } from './answer-job.ts'
import { workerFile } from './worker-file.ts'

/**
 * Does one job in a thread of its own, so that the window never waits for it. The thread is one that calls
 * `answerJob`, and ends with its answer.
 *
 * @param options.onStep what the thread tells on the way
 * @param options.stop ends the thread when its signal says so; `words` is the sentence of the refusal then
 * @param options.isNoisy its libraries print what nobody wants to read
 * @throws AppError what the job threw, or `cancelled`; anything else is a bug
 */
export function runJob<T>(
  thread: Parameters<typeof workerFile>[0],
  job: unknown,
  options: {
    onStep?: ((step: unknown) => void) | undefined
    stop?: { signal: AbortSignal; words: MessageKey } | undefined
    isNoisy?: boolean
  } = {}
): Promise<T> {
  const { onStep, stop, isNoisy = false } = options
  return new Promise((resolve, reject) => {
    if (stop?.signal.aborted) {
      reject(new AppError('cancelled', stop.words))
      return
    }
    const worker = new Worker(workerFile(thread), {
      workerData: job,
      execArgv: [],
      name: thread,
      stdout: isNoisy
    })
    if (isNoisy) worker.stdout.resume()
    const onAbort = () => {
      // What it still says is of no use to anyone.
      worker.removeAllListeners('message')
      reject(new AppError('cancelled', stop!.words))
      void worker.terminate()
    }
    stop?.signal.addEventListener('abort', onAbort, { once: true })
    worker.on('message', (message: JobMessage) => {
      if (message.type === 'step') onStep?.(message.step)
      else if (message.type === 'done') resolve(message.value as T)
      else reject(new AppError(message.code, message.sentence.key, message.sentence.values))
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      stop?.signal.removeEventListener('abort', onAbort)
      reject(new Error(`The ${thread} ended without an answer`))
    })
  })
}
