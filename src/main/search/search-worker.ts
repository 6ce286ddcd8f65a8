import { parentPort, workerData } from 'node:worker_threads'
import { LibrarySearch } from './library-search.ts'
import type { FromWorker, ToWorker, WorkerOptions } from './search-messages.ts'

const port = parentPort
if (port === null) throw new Error('The search worker has to be started as a worker thread')
const { libraryFile, indexFile } = workerData as WorkerOptions
const say = (message: FromWorker) => port.postMessage(message)
const search = new LibrarySearch({
  libraryFile,
  indexFile,
  onStatus: (status) => say({ type: 'changed', status })
})

port.on('message', (message: ToWorker) => {
  answer(message).then(
    (value) => {
      say({ type: 'answer', id: message.id, value })
      if (message.type === 'close') port.close()
    },
    // Neither the query nor any text may reach a log: only the kind of error does.
    (error: unknown) => say({ type: 'error', id: message.id, message: nameOf(error) })
  )
})

async function answer(message: ToWorker): Promise<Extract<FromWorker, { type: 'answer' }>['value']> {
  switch (message.type) {
    case 'query':
      return search.query(message.request, () => Atomics.load(message.stop, 0) !== 0)
    case 'related':
      return search.related(message.request, () => Atomics.load(message.stop, 0) !== 0)
    case 'articles':
      return search.articles(message.request)
    case 'status':
      return search.status()
    case 'poke':
      return search.poke()
    case 'caughtUp':
      return search.caughtUp()
    case 'rebuild':
      return search.rebuild()
    case 'close':
      return search.close()
  }
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return 'code' in error ? `${error.name} ${String(error.code)}` : `${error.name}: ${error.message}`
}
