import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import type { SearchAnswer, SearchStatus } from '../../shared/search.ts'
import { workerFile } from '../worker-file.ts'
import type { FromWorker, ToWorker, WorkerOptions } from './search-messages.ts'
import { createWorkerRests } from './worker-rests.ts'

export type Answer = Extract<FromWorker, { type: 'answer' }>['value']
/** `Omit` that keeps a union a union. */
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never
export type Question = Without<ToWorker, 'id'>

interface Waiting {
  resolve: (value: Answer) => void
  reject: (error: AppError) => void
}

/** What is told while no worker is there. */
export const down: SearchStatus = { state: 'down', pending: 0, indexed: 0 }
/** What a question that is no longer wanted is answered. */
export const nothing: SearchAnswer = { hits: [], cut: false, corrected: null, pending: 0, tookMs: 0 }

/** The way to the worker thread that searches: questions, their answers, and what is done when it ends. */
export interface SearchLink {
  /**
   * When `signal` aborts, a question that can be stopped is answered with nothing at once.
   * @throws AppError `internal` when the index could not answer, or nobody is there to ask
   */
  ask(question: Question, signal?: AbortSignal): Promise<Answer>
  /** Tells a worker that is there, or was, of changes. One that has yet to start sees them by itself. */
  poke(): void
  /** Whether the worker ended so often that none is started for a while. */
  isResting(): boolean
  isClosed(): boolean
  /** Another worker at once, in the place of the one that is there; what that one was asked fails. */
  startAgain(): Promise<void>
  close(): Promise<void>
}

/**
 * A worker that ends by itself is followed by another: at once, or after a rest when it keeps happening.
 * @param options.startAfter milliseconds after which it starts by itself; the first question starts it in any case
 * @param options.rests how long it is down each time, in milliseconds
 * @param options.tell hears how far the index is, and when the worker is down
 */
export function openSearchLink(
  workerData: WorkerOptions,
  options: {
    startAfter?: number | undefined
    rests?: readonly number[] | undefined
    tell(status: SearchStatus): void
  }
): SearchLink {
  const waiting = new Map<number, Waiting>()
  const rests = createWorkerRests(undefined, options.rests)
  let lastId = 0
  let hasStarted = false
  let resting: NodeJS.Timeout | undefined
  let closing: Promise<void> | undefined
  let worker: Worker | undefined

  function start(): Worker {
    hasStarted = true
    rests.started()
    const started = new Worker(workerFile('search-worker'), { workerData, execArgv: [], name: 'search' })
    started.on('message', (message: FromWorker) => {
      if (message.type === 'changed') {
        options.tell(message.status)
        return
      }
      const its = settle(message.id)
      if (message.type === 'answer') its?.resolve(message.value)
      else its?.reject(searchFailed(message.message))
    })
    const gone = (cause: string) => {
      if (worker !== started) return
      worker = undefined
      for (const id of [...waiting.keys()]) settle(id)?.reject(searchFailed(cause))
      if (closing === undefined) rest(rests.ended())
    }
    started.on('error', (error) => gone(error instanceof Error ? error.name : 'error'))
    started.on('exit', () => gone('exit'))
    // Alone it keeps no process alive; while somebody waits for it, it does.
    if (waiting.size === 0) started.unref()
    return started
  }

  /** @param ms zero: the next question starts another worker */
  function rest(ms: number): void {
    if (ms > 0) {
      resting = setTimeout(() => {
        resting = undefined
        worker = start()
      }, ms).unref()
    }
    options.tell(down)
  }

  function settle(id: number): Waiting | undefined {
    const its = waiting.get(id)
    waiting.delete(id)
    if (waiting.size === 0) worker?.unref()
    return its
  }

  function ask(question: Question, signal?: AbortSignal): Promise<Answer> {
    if (closing !== undefined) return Promise.reject(searchFailed('closed'))
    if (worker === undefined) {
      if (resting !== undefined) return Promise.reject(searchFailed('resting'))
      worker = start()
    }
    const its = worker
    const id = ++lastId
    return new Promise<Answer>((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      its.ref()
      if ('stop' in question) {
        const stop = () => {
          Atomics.store(question.stop, 0, 1)
          settle(id)?.resolve(question.type === 'query' ? nothing : [])
        }
        if (signal?.aborted === true) return stop()
        signal?.addEventListener('abort', stop, { once: true })
      }
      its.postMessage({ ...question, id } as ToWorker)
    })
  }

  if (options.startAfter !== undefined) {
    const byItself = () => {
      if (!hasStarted && closing === undefined) worker = start()
    }
    setTimeout(byItself, options.startAfter).unref()
  }

  return {
    ask,
    poke() {
      if (hasStarted) ask({ type: 'poke' }).catch(() => undefined)
    },
    isResting: () => resting !== undefined,
    isClosed: () => closing !== undefined,
    async startAgain() {
      if (closing !== undefined) return
      clearTimeout(resting)
      resting = undefined
      rests.forget()
      const before = worker
      worker = start()
      for (const id of [...waiting.keys()]) settle(id)?.reject(searchFailed('started again'))
      await before?.terminate()
    },
    close() {
      closing ??= (async () => {
        clearTimeout(resting)
        const its = worker
        if (its === undefined) return
        await ask({ type: 'close' }).catch(() => undefined)
        worker = undefined
        await its.terminate()
      })()
      return closing
    }
  }
}

function searchFailed(cause: string): AppError {
  return new AppError('internal', 'errors.search.failed', undefined, { cause })
}
