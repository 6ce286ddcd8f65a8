import type { EventName, Events, Reply } from './contract.ts'

/** Everything the preload gives to the window, as `window.lectern`. */
export interface Bridge {
  invoke(method: string, input: unknown): Promise<Reply>
  /** Returns the function that stops listening. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void
  /** The path of a dropped `File`; empty for one that has none. */
  pathOf(file: object): string
}

/** The one channel for calls, and the one for events. */
export const CALL_CHANNEL = 'lectern.call'
export const EVENT_CHANNEL = 'lectern.event'
export const eventNames = [
  'data.changed',
  'imports.progress',
  'search.status',
  'language.changed',
  'command.run',
  'article.show',
  'address.offered'
] as const satisfies readonly EventName[]
