import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { z } from 'zod'
import { BlockSchema } from '../../shared/blocks.ts'
import { AppError, errorCodes } from '../../shared/errors.ts'
import type { MessageKey } from '../../shared/messages/en.ts'
import { type Sentence, tell } from '../../shared/sentence.ts'
import { type Body, type BodyBuilder, bodyBuilder } from './build-body.ts'
import type { ImportJob, ToWorker } from './import-protocol.ts'
import { type ImportedHead, ImportedHeadSchema } from './imported-article.ts'
import { spawnImportWorker, type WorkerProcess } from './spawn-import-worker.ts'

export type { ImportJob } from './import-protocol.ts'

/** An article that was read, checked and built; nothing is stored yet. */
export interface ImportOutcome {
  article: ImportedHead
  body: Body
  /** The bytes the article was made from; for a paste, its UTF-8 text. */
  sourceBytes: Uint8Array
  /** SHA-256 of `sourceBytes`, lower-case hex. */
  sha256: string
  /** Length of `sourceBytes`. */
  size: number
}

export interface ImportRunner {
  /**
   * Reads one thing. Jobs wait for each other. Rejects with an AppError whose sentence names the file:
   * `cancelled`, `timeout`, `too-large`, `unsupported` or `unreadable`; anything else is a bug.
   */
  run(job: ImportJob, signal?: AbortSignal): Promise<ImportOutcome>
  /** Ends the process. Waiting jobs are cancelled. */
  close(): void
}

const key = z.string().max(200) as unknown as z.ZodType<MessageKey>
const plainValues = z.record(z.string().max(100), z.union([z.string().max(10_000), z.number()]))
/** A sentence as the worker names it, with parts one level deep. An unknown key is shown as it is. */
const SentenceSchema: z.ZodType<Sentence> = z.strictObject({
  key,
  values: z
    .record(
      z.string().max(100),
      z.union([z.string().max(10_000), z.number(), z.strictObject({ key, values: plainValues.optional() })])
    )
    .optional()
})

const FromWorkerSchema = z.discriminatedUnion('type', [
  z.strictObject({ id: z.int(), type: z.literal('head'), article: ImportedHeadSchema }),
  z.strictObject({ id: z.int(), type: z.literal('blocks'), blocks: z.array(BlockSchema).max(500) }),
  z.strictObject({ id: z.int(), type: z.literal('done'), bytes: z.instanceof(Uint8Array) }),
  z.strictObject({
    id: z.int(),
    type: z.literal('failed'),
    code: z.enum(errorCodes),
    sentence: SentenceSchema
  })
])

/**
 * Owns the one process that parses files. It is started with the first job, kept for the next, and killed
 * at a deadline, a cancellation or a breach of the protocol; the job after that gets a new one.
 * Times in milliseconds, memory in MB.
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
  let closed = false
  const closing = new AbortController()

  async function runNow(job: ImportJob, signal: AbortSignal): Promise<ImportOutcome> {
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
    const id = nextId++
    const post = (message: ToWorker) => at.post(message)

    return await new Promise<ImportOutcome>((resolve, reject) => {
      let head: ImportedHead | undefined
      let builder: BodyBuilder | undefined
      let settled = false

      const settle = (finish: () => void) => {
        if (settled) return
        settled = true
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
        at.onMessage(undefined)
        finish()
      }
      const killWith = (error: Error) =>
        settle(() => {
          if (worker === at) worker = undefined
          at.kill()
          reject(error)
        })
      const onAbort = () => killWith(cancelled(name))
      const timer = setTimeout(() => {
        const seconds = Math.round(deadlineMs / 1000)
        killWith(new AppError('timeout', 'errors.import.tooSlow', { name, count: seconds }))
      }, deadlineMs)
      signal.addEventListener('abort', onAbort)

      at.onExit(() =>
        settle(() => {
          reject(new AppError('unreadable', 'errors.import.tooMuchMemory', { name }))
        })
      )

      const take = async (raw: unknown): Promise<void> => {
        const parsed = FromWorkerSchema.safeParse(raw)
        if (!parsed.success || parsed.data.id !== id) {
          // The paths of the issues name our own fields; values never reach the log.
          const where = parsed.success
            ? 'id'
            : parsed.error.issues
                .map((issue) => issue.path.join('.'))
                .slice(0, 3)
                .join(', ')
          throw new Error(`The import process sent something unexpected at: ${where}`)
        }
        const message = parsed.data
        switch (message.type) {
          case 'head':
            if (head) throw new Error('The import process sent two heads')
            head = message.article
            for (const asset of head.assets) {
              if (createHash('sha256').update(asset.bytes).digest('hex') !== asset.hash)
                throw new Error('An asset does not match its hash')
              await nextTurn()
            }
            builder = bodyBuilder({ standfirst: head.standfirst, sourceLine: head.sourceLine })
            break
          case 'blocks':
            if (!builder) throw new Error('The import process sent blocks before the head')
            builder.add(message.blocks)
            break
          case 'failed':
            if (message.code === 'internal') {
              throw new AppError('unreadable', 'errors.import.notUnderstood', { name })
            }
            settle(() => reject(new AppError(message.code, message.sentence.key, message.sentence.values)))
            return
          case 'done': {
            if (!head || !builder) throw new Error('The import process ended without an article')
            const outcome: ImportOutcome = {
              article: head,
              body: builder.finish(),
              sourceBytes: message.bytes,
              sha256: createHash('sha256').update(message.bytes).digest('hex'),
              size: message.bytes.length
            }
            settle(() => resolve(outcome))
            return
          }
        }
        await nextTurn()
        if (!settled) post({ id, type: 'next' })
      }
      at.onMessage((raw) => {
        if (settled) return
        take(raw).catch((error: Error) => {
          if (error instanceof AppError) settle(() => reject(error))
          else killWith(error)
        })
      })
      post({ id, type: 'job', job })
    })
  }

  return {
    run(job, signal) {
      if (closed) return Promise.reject(cancelled(nameOf(job)))
      const either = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal
      const result = queue.then(() => runNow(job, either))
      queue = result.catch(() => undefined)
      return untilAborted(result, either, () => cancelled(nameOf(job)))
    },
    close() {
      closed = true
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

function nameOf(job: ImportJob): string {
  if (job.kind === 'paste') return tell({ key: 'errors.import.pastedText' })
  return (job.kind === 'bytes' ? job.fileName : job.fileName || basename(job.path)).toWellFormed()
}

function cancelled(name: string): AppError {
  return new AppError('cancelled', 'errors.import.cancelled', { name })
}
