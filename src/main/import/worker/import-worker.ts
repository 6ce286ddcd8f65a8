import { Buffer } from 'node:buffer'
import { flushCompileCache } from 'node:module'
import { basename } from 'node:path'
import type { Block } from '../../../shared/blocks.ts'
import { AppError } from '../../../shared/errors.ts'
import { nameError } from '../../../shared/name-error.ts'
import { blockText } from '../article/block-text.ts'
import type { ImportedArticle } from '../article/imported-article.ts'
import { importFile, importPaste } from '../importers.ts'
import { entryBytes, importEntry } from '../library/import-entry.ts'
import type { LibraryEntry, LibraryExport } from '../library/library-entry.ts'
import { isLibraryFile } from '../library/library-file.ts'
import { readLibraryExport, recogniseLibraryExport } from '../library/read-library-export.ts'
import { expandPaths } from '../source/expand-paths.ts'
import { localPictures } from '../source/local-pictures.ts'
import { MAX_BYTES, MAX_LIBRARY_BYTES, readSource, tooLarge } from '../source/read-source.ts'
import { connectToParent } from './connect-to-parent.ts'
import {
  type FromWorker,
  type ImportJob,
  type LibraryJob,
  type ListJob,
  MAX_LISTED,
  type ToWorker
} from './import-protocol.ts'

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

const { send, listen } = connectToParent<FromWorker, ToWorker>()

// pdf.js leaves promises of damaged files behind that fail when nobody waits for them any more. Node would end
// the process, and with it an innocent job; the job they belong to has its own answer.
process.on('unhandledRejection', (reason) => {
  console.error('import: a promise failed late:', nameError(reason))
})

listen((message) => {
  if (message.type === 'next') {
    if (open?.id === message.id) step(open)
    return
  }
  start(message.id, message.job).catch((error: unknown) => fail(message.id, error))
})

async function start(id: number, job: ImportJob | LibraryJob | ListJob): Promise<void> {
  open = { id, batches: await answersTo(id, job) }
  // This process ends by being killed, with which Node keeps nothing of what it has compiled. Does nothing where
  // nobody named a place for it (NODE_COMPILE_CACHE, as our tests do).
  flushCompileCache()
  step(open)
}

function answersTo(id: number, job: ImportJob | LibraryJob | ListJob): Promise<Iterator<FromWorker>> {
  if (job.kind === 'list') return fileMessages(id, job.paths)
  return job.kind === 'library' ? libraryMessages(id, job.path) : read(id, job)
}

async function fileMessages(id: number, paths: readonly string[]): Promise<Iterator<FromWorker>> {
  return fileBatches(id, await expandPaths(paths, { isLibrary: isLibraryFile }))
}

function* fileBatches(
  id: number,
  { files, leftOut, silent }: Awaited<ReturnType<typeof expandPaths>>
): Generator<FromWorker> {
  for (let from = 0; from < files.length; from += MAX_LISTED)
    yield { id, type: 'files', files: files.slice(from, from + MAX_LISTED) }
  yield { id, type: 'listed', leftOut: leftOut ?? null, silent }
}

async function read(id: number, job: ImportJob): Promise<Iterator<FromWorker>> {
  if (job.kind === 'paste') {
    const bytes = Buffer.from((job.html || job.text).toWellFormed(), 'utf8')
    if (bytes.length > MAX_BYTES) throw tooLarge({ key: 'errors.import.pastedText' }, bytes.length)
    return messages(id, importPaste(job), bytes)
  }
  if (job.kind === 'entry') return messages(id, importEntry(job.entry), entryBytes(job.entry))
  const fileName = (job.kind === 'bytes' ? job.fileName : job.fileName || basename(job.path)).toWellFormed()
  const bytes = job.kind === 'bytes' ? job.bytes : await readSource(job.path, fileName)
  if (bytes.length > MAX_BYTES) throw tooLarge(fileName, bytes.length)
  if (job.kind === 'bytes' && job.address !== undefined) {
    const { address, charset, pictures, whole } = job
    const resource = (reference: string) => pictures?.get(reference)
    return messages(id, await importFile({ bytes, fileName, address, charset, resource, whole }), bytes)
  }
  const { address } = job
  const app = address === undefined ? recogniseLibraryExport(bytes, fileName) : ''
  if (app) return [{ id, type: 'library-found', app } as const].values()
  const resource = job.kind === 'file' ? localPictures(job.path) : undefined
  return messages(id, await importFile({ bytes, fileName, address, resource }), bytes)
}

async function libraryMessages(id: number, path: string): Promise<Iterator<FromWorker>> {
  const fileName = basename(path).toWellFormed()
  const bytes = await readSource(path, fileName, MAX_LIBRARY_BYTES)
  const found = readLibraryExport(bytes, fileName)
  if (!found) throw new AppError('unsupported', 'errors.libraryImport.notRecognised', { name: fileName })
  return entryBatches(id, found)
}

function* entryBatches(id: number, { app, entries, unreadable }: LibraryExport): Generator<FromWorker> {
  yield { id, type: 'library', app }
  for (let from = 0; from < unreadable.length; from += MAX_LISTED)
    yield { id, type: 'unreadable', rows: unreadable.slice(from, from + MAX_LISTED) }
  let batch: LibraryEntry[] = []
  let size = 0
  for (const entry of entries) {
    batch.push(entry)
    size += (entry.content?.text.length ?? 0) + entry.excerpt.length + entry.highlights.length * 200 + 200
    if (size >= BATCH_CHARACTERS * 8 || batch.length >= BATCH_BLOCKS) {
      yield { id, type: 'entries', entries: batch }
      batch = []
      size = 0
    }
  }
  if (batch.length) yield { id, type: 'entries', entries: batch }
  yield { id, type: 'done', bytes: new Uint8Array() }
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
    console.error('import failed:', nameError(error))
    send({ id, type: 'failed', code: 'internal', sentence: { key: 'errors.internal' } })
  }
}
