import { Worker } from 'node:worker_threads'
import { AppError } from '../../shared/errors.ts'
import type { NamedKind } from '../../shared/study-sheet.ts'
import { workerFile } from '../worker-file.ts'
import type {
  FoundMentions,
  FromSheetWorker,
  MadeSheet,
  SheetAnswer,
  SheetRequest,
  SheetWorkerOptions
} from './sheet-messages.ts'

/** Makes study sheets in a worker thread; it starts with the first question. */
export interface SheetService {
  /** Undefined when there is no such article. @throws AppError `internal` */
  findings(articleId: string): Promise<MadeSheet | undefined>
  mentions(kind: NamedKind, name: string): Promise<FoundMentions>
  lookThrough(): Promise<{ waiting: number }>
  close(): Promise<void>
}

interface Waiting {
  resolve(value: SheetAnswer): void
  reject(error: AppError): void
}

/** Study sheets over a library, made in a thread that starts with the first question. */
export function openSheets(options: SheetWorkerOptions): SheetService {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let lastId = 0
  let isClosed = false

  function start(): Worker {
    const started = new Worker(workerFile('sheet-worker'), {
      workerData: options,
      execArgv: [],
      name: 'sheets'
    })
    started.on('message', (message: FromSheetWorker) => {
      const its = waiting.get(message.id)
      waiting.delete(message.id)
      if (waiting.size === 0) started.unref()
      if (message.ok) its?.resolve(message.value)
      else its?.reject(failed(message.message))
    })
    const gone = (cause: string) => {
      if (worker === started) worker = undefined
      for (const its of waiting.values()) its.reject(failed(cause))
      waiting.clear()
    }
    started.on('error', (error) => gone(error instanceof Error ? error.name : 'error'))
    started.on('exit', () => {
      if (worker === started) gone('exit')
    })
    return started
  }

  function ask(request: SheetRequest): Promise<SheetAnswer> {
    if (isClosed) return Promise.reject(failed('closed'))
    worker ??= start()
    const its = worker
    const id = ++lastId
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      its.ref()
      its.postMessage({ id, request })
    })
  }

  return {
    findings: async (articleId) =>
      ((await ask({ type: 'findings', articleId })) as MadeSheet | null) ?? undefined,
    mentions: async (kind, name) => (await ask({ type: 'mentions', kind, name })) as FoundMentions,
    lookThrough: async () => (await ask({ type: 'lookThrough' })) as { waiting: number },
    async close() {
      const its = worker
      if (its) await ask({ type: 'close' }).catch(() => undefined)
      isClosed = true
      worker = undefined
      await its?.terminate()
    }
  }
}

function failed(cause: string): AppError {
  return new AppError('internal', 'errors.sheets.failed', undefined, { cause })
}
