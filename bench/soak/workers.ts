import type { ElectronApplication } from '@playwright/test'

/** A thread of main after it collected its garbage. */
export interface WorkerHeap {
  /** As the app named it, such as `search`. */
  name: string
  /** Bytes of its JavaScript, and of the buffers that it holds. */
  bytes: number
}

/** Longer than any garbage takes: a thread that ends meanwhile answers nothing, milliseconds. */
const PATIENCE = 5000

/**
 * Lets every thread of main collect its garbage, which lies in main's process too: without this a thread that
 * has just worked looks like growth.
 * @returns what each holds then
 */
export async function collectInWorkers(electron: ElectronApplication): Promise<WorkerHeap[]> {
  return electron.evaluate(async (_, patience) => {
    const { Session } = process.getBuiltinModule('node:inspector')
    const session = new Session()
    session.connect()
    const post = (method: string, params: object = {}) =>
      new Promise<void>((done) => session.post(method, params, () => done()))
    const found: { sessionId: string; name: string }[] = []
    const waiting = new Map<number, (answer: unknown) => void>()
    const hear = (event: string, listener: (message: { params: never }) => void) =>
      session.on(event as 'inspectorNotification', listener as never)
    hear(
      'NodeWorker.attachedToWorker',
      ({ params }: { params: { sessionId: string; workerInfo: { title: string } } }) =>
        found.push({
          sessionId: params.sessionId,
          // Node puts the thread's number before the name it was given.
          name: params.workerInfo.title.replace(/^\[worker \d+\] ?/, '')
        })
    )
    hear('NodeWorker.receivedMessageFromWorker', ({ params }: { params: { message: string } }) => {
      const { id, result } = JSON.parse(params.message) as { id?: number; result?: unknown }
      if (id !== undefined) waiting.get(id)?.(result)
    })
    await post('NodeWorker.enable', { waitForDebuggerOnStart: false })
    let last = 0
    const ask = (sessionId: string, method: string) => {
      const id = ++last
      const answer = new Promise<unknown>((done) => {
        waiting.set(id, done)
        setTimeout(done, patience)
      })
      void post('NodeWorker.sendMessageToWorker', {
        sessionId,
        message: JSON.stringify({ id, method, params: {} })
      })
      return answer
    }
    const heaps: WorkerHeap[] = []
    for (const { sessionId, name } of found) {
      await ask(sessionId, 'HeapProfiler.collectGarbage')
      await ask(sessionId, 'HeapProfiler.collectGarbage')
      const usage = (await ask(sessionId, 'Runtime.getHeapUsage')) as
        | { usedSize: number; backingStorageSize?: number }
        | undefined
      if (usage) heaps.push({ name, bytes: usage.usedSize + (usage.backingStorageSize ?? 0) })
    }
    await post('NodeWorker.disable')
    session.disconnect()
    return heaps
  }, PATIENCE)
}
