import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export type EngineName = 'Lectern' | 'FTS5' | 'MiniSearch' | 'lunr' | 'Orama' | 'FlexSearch'

/** What a piece of work took, in ms: by the clock, and of the processor. */
export interface Cost {
  ms: number
  cpu: number
}

export type Command =
  | { do: 'build' }
  | { do: 'open'; query: string }
  | { do: 'ask'; queries: string[] }
  | { do: 'askBad' }
  | { do: 'related' }
  | { do: 'update' }
  | { do: 'memory' }
  | { do: 'close' }

interface Replies {
  build: Cost & { disk: number }
  open: Cost
  ask: Cost[]
  askBad: { name: string; costs: Cost[] }[]
  related: Cost[]
  update: Cost[]
  memory: number
  close: number
}
export type Reply = Replies[keyof Replies]

/** An engine in a process of its own (`engine-process.ts`). */
export class EngineProcess {
  readonly #child: ChildProcess
  readonly #exited: Promise<unknown>
  #waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | undefined

  constructor(engine: EngineName, folder: string, size: number) {
    const script = fileURLToPath(new URL('engine-process.ts', import.meta.url))
    this.#child = spawn(process.execPath, [script, engine, folder, String(size)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc']
    })
    this.#child.on('message', (reply: Reply) => this.#waiting?.resolve(reply))
    this.#exited = once(this.#child, 'exit').then(([code]) =>
      this.#waiting?.reject(new Error(`The engine ended with ${code}`))
    )
  }

  /** One thing at a time. */
  tell<C extends Command>(command: C): Promise<Replies[C['do']]> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve: (reply) => resolve(reply as Replies[C['do']]), reject }
      this.#child.send(command)
    })
  }

  async close(): Promise<void> {
    await this.tell({ do: 'close' })
    await this.#exited
  }
}
