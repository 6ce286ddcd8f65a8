import { parentPort, workerData } from 'node:worker_threads'
import { openMadeSheets } from './made-sheets.ts'
import type { FromSheetWorker, SheetAnswer, SheetRequest, SheetWorkerOptions } from './sheet-messages.ts'

const port = parentPort
if (port === null) throw new Error('The sheet worker has to be started as a worker thread')
const sheets = openMadeSheets(workerData as SheetWorkerOptions)

port.on('message', ({ id, request }: { id: number; request: SheetRequest }) => {
  let reply: FromSheetWorker
  try {
    reply = { id, ok: true, value: answer(request) }
  } catch (error) {
    // No text may reach a log: only the kind of error does.
    reply = { id, ok: false, message: error instanceof Error ? error.name : 'unknown' }
  }
  port.postMessage(reply)
  if (request.type === 'close') port.close()
})

function answer(request: SheetRequest): SheetAnswer {
  switch (request.type) {
    case 'findings':
      return sheets.findings(request.articleId) ?? null
    case 'mentions':
      return sheets.mentions(request.kind, request.name)
    case 'lookThrough':
      return sheets.lookThrough()
    case 'close':
      sheets.close()
      return null
  }
}
