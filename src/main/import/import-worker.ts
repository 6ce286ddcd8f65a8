import { Buffer } from 'node:buffer'
import { basename } from 'node:path'
import type { Block } from '../../shared/blocks.ts'
import { AppError } from '../../shared/errors.ts'
import { blockText } from './block-text.ts'
import type { FromWorker, ImportJob, ToWorker } from './import-protocol.ts'
import type { ImportedArticle } from './imported-article.ts'
import { importBytes, importPaste } from './importers.ts'
import { MAX_BYTES, readSource, tooLarge } from './read-source.ts'

/**
 * The process that parses strangers' files. It is started by `import-runner.ts`, inside Electron as a
 * utility process, elsewhere as a child process; it may be killed at any moment.
 */

// Small enough that checking and building one batch never holds up the process that asked.
const BATCH_BLOCKS = 500
const BATCH_CHARACTERS = 32_000

interface Open {
  id: number
  batches: Iterator<FromWorker>
}
let open: Open | undefined

const { send, listen } = connect()

listen((message) => {
  if (message.type === 'next') {
    if (open?.id === message.id) step(open)
    return
  }
  start(message.id, message.job).catch((error: unknown) => fail(message.id, error))
})

async function start(id: number, job: ImportJob): Promise<void> {
  const { article, bytes } = await read(job)
  open = { id, batches: messages(id, article, bytes) }
  step(open)
}

async function read(job: ImportJob): Promise<{ article: ImportedArticle; bytes: Uint8Array }> {
  if (job.kind === 'paste') {
    const bytes = Buffer.from((job.html || job.text).toWellFormed(), 'utf8')
    if (bytes.length > MAX_BYTES) throw tooLarge({ key: 'errors.import.pastedText' }, bytes.length)
    return { article: importPaste(job), bytes }
  }
  const fileName = (job.kind === 'bytes' ? job.fileName : job.fileName || basename(job.path)).toWellFormed()
  const bytes = job.kind === 'bytes' ? job.bytes : await readSource(job.path, fileName)
  if (bytes.length > MAX_BYTES) throw tooLarge(fileName, bytes.length)
  return { article: importBytes({ bytes, fileName }), bytes }
}

function step(current: Open): void {
  try {
    const { value, done } = current.batches.next()
    if (done) open = undefined
    else send(value)
  } catch (error) {
    fail(current.id, error)
  }
}

function* messages(id: number, article: ImportedArticle, bytes: Uint8Array): Generator<FromWorker> {
  const { blocks, ...head } = article
  yield { id, type: 'head', article: head }
  let batch: Block[] = []
  let size = 0
  for (const block of blocks) {
    batch.push(block)
    size += blockText(block).length + 50
    if (batch.length >= BATCH_BLOCKS || size >= BATCH_CHARACTERS) {
      yield { id, type: 'blocks', blocks: batch }
      batch = []
      size = 0
    }
  }
  if (batch.length) yield { id, type: 'blocks', blocks: batch }
  yield { id, type: 'done', bytes }
}

function fail(id: number, error: unknown): void {
  open = undefined
  if (error instanceof AppError && error.sentence) {
    send({ id, type: 'failed', code: error.code, sentence: error.sentence })
  } else {
    // A bug of ours. Its stack goes to the log of the process; the text it happened on does not.
    console.error(
      'import failed:',
      error instanceof Error ? error.stack?.split('\n').slice(1, 6).join('\n') : typeof error
    )
    send({ id, type: 'failed', code: 'internal', sentence: { key: 'errors.internal' } })
  }
}

function connect(): {
  send: (message: FromWorker) => void
  listen: (on: (message: ToWorker) => void) => void
} {
  // Only there in a utility process (Electron adds it to `process`).
  const port = (process as { parentPort?: ParentPort }).parentPort
  if (port) {
    return {
      send: (message) => port.postMessage(message),
      listen: (on) => port.on('message', (event) => on(event.data as ToWorker))
    }
  }
  // Without its parent this process has no purpose.
  process.on('disconnect', () => process.exit(0))
  return {
    send: (message) => process.send?.(message),
    listen: (on) => process.on('message', (message) => on(message as ToWorker))
  }
}

interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}
