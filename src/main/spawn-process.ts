import { fork } from 'node:child_process'
import { workerFile } from './worker-file.ts'

/** A started process, whichever way it was started. */
export interface WorkerProcess {
  post(message: unknown): void
  /** One listener at a time. */
  onMessage(listener: ((message: unknown) => void) | undefined): void
  /**
   * Called once when the process has ended for any reason.
   * @returns takes the listener away, with all it holds: a process may outlive many who listened
   */
  onExit(listener: () => void): () => void
  kill(): void
}

/**
 * Starts a process of ours: a utility process inside Electron, a child process under plain Node (command line,
 * tests). `memoryMb` caps its JavaScript heap; `name` is what the system's task list shows; `threads` are those that
 * wait for disks (libuv's; four when nothing is said).
 */
export async function spawnProcess(
  entry: Parameters<typeof workerFile>[0],
  {
    name,
    memoryMb,
    args = [],
    threads
  }: { name: string; memoryMb: number; args?: string[]; threads?: number }
): Promise<WorkerProcess> {
  const execArgv = [`--max-old-space-size=${memoryMb}`]
  const ofThreads = threads === undefined ? {} : { UV_THREADPOOL_SIZE: String(threads) }
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
      return () => void exits.delete(exit)
    }
  }

  // Electron sets `process.type` in its own processes; 'browser' is the main one.
  if ((process as { type?: string }).type === 'browser') {
    const { utilityProcess } = await import('electron')
    const child = utilityProcess.fork(workerFile(entry), args, {
      execArgv,
      serviceName: name,
      ...(threads !== undefined && { env: { ...process.env, ...ofThreads } })
    })
    child.on('message', (message: unknown) => listener?.(message))
    child.on('exit', onExit)
    return { ...shared, post: (message) => child.postMessage(message), kill: () => void child.kill() }
  }

  const child = fork(workerFile(entry), args, {
    execArgv,
    serialization: 'advanced',
    // No proxy of the environment: what is checked must be what is connected to.
    env: {
      ...process.env,
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: '',
      NODE_USE_ENV_PROXY: '',
      ...ofThreads
    },
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
