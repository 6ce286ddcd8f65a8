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

  constructor(engine: EngineName, folder: string, size: number) {
    const script = fileURLToPath(new URL('engine-process.ts', import.meta.url))
    this.#child = spawn(process.execPath, [script, engine, folder, String(size)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc']
    })
  }

  async tell<C extends Command>(command: C): Promise<Replies[C['do']]> {
    const replied = once(this.#child, 'message')
    const ended = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`The engine ended with ${code}`)
    })
    ended.catch(() => undefined)
    this.#child.send(command)
    const [reply] = await Promise.race([replied, ended])
    return reply as Replies[C['do']]
  }

  async close(): Promise<void> {
    const ended = once(this.#child, 'exit')
    await this.tell({ do: 'close' })
    await ended
  }
}
