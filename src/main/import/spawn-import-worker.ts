import { fork } from 'node:child_process'
// biome-ignore lint/style/noRestrictedImports: this is main's side of the wall; it only asks where the entry of the process lies.
import { workerFile } from '../worker-file.ts'

/** A started import process, whichever way it was started. */
export interface WorkerProcess {
  post(message: unknown): void
  /** One listener at a time. */
  onMessage(listener: ((message: unknown) => void) | undefined): void
  /** Called once when the process has ended for any reason. */
  onExit(listener: () => void): void
  kill(): void
}

/**
 * Starts the import process: a utility process inside Electron, a child process under plain Node
 * (command line, tests). `memoryMb` caps its JavaScript heap.
 */
export async function spawnImportWorker(memoryMb: number): Promise<WorkerProcess> {
  const execArgv = [`--max-old-space-size=${memoryMb}`]
  const exits = new Set<() => void>()
  let exited = false
  let listener: ((message: unknown) => void) | undefined
  const onExit = () => {
    exited = true
    for (const exit of exits) exit()
    exits.clear()
  }
  const shared = {
    onMessage: (next: typeof listener) => {
      listener = next
    },
    onExit: (exit: () => void) => {
      if (exited) exit()
      else exits.add(exit)
    }
  }

  // Electron sets `process.type` in its own processes; 'browser' is the main one.
  if ((process as { type?: string }).type === 'browser') {
    const { utilityProcess } = await import('electron')
    const child = utilityProcess.fork(workerFile('import-worker'), [], {
      execArgv,
      serviceName: 'Lectern import'
    })
    child.on('message', (message: unknown) => listener?.(message))
    child.on('exit', onExit)
    return { ...shared, post: (message) => child.postMessage(message), kill: () => void child.kill() }
  }

  const child = fork(workerFile('import-worker'), [], {
    execArgv,
    serialization: 'advanced',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  // A child that waits for work does not keep a finished command line alive.
  child.unref()
  child.channel?.unref()
  child.on('message', (message: unknown) => listener?.(message))
  child.on('exit', onExit)
  child.on('error', onExit)
  return {
    ...shared,
    post: (message) => {
      // Sending to a process that has just died is reported by its exit.
      if (child.connected) child.send(message as object, () => undefined)
    },
    kill: () => void child.kill('SIGKILL')
  }
}
