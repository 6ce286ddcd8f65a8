import type { EventName, Events, Reply } from './contract.ts'
import type { ErrorCode } from './errors.ts'

/**
 * A reply on its way to the window: the value as JSON. Electron copies an object twice, property by property,
 * between main and the page; 2,000 highlights cost the window 36 ms that way and 5 as one string.
 */
export type SentReply =
  | { ok: true; json: string }
  | { ok: false; error: { code: ErrorCode; message: string } }

/** In main. */
export const packReply = (reply: Reply): SentReply =>
  reply.ok ? { ok: true, json: JSON.stringify(reply.value) } : reply

/** In the window: the reply as main gave it. */
export const unpackReply = (sent: SentReply): Reply =>
  sent.ok ? { ok: true, value: JSON.parse(sent.json) as unknown } : sent

/** Everything the preload gives to the window, as `window.lectern`. */
export interface Bridge {
  invoke(method: string, input: unknown): Promise<SentReply>
  /** The reply to `app.firstScreen`, which was asked for before the page's scripts were there. Of use once. */
  readonly firstScreen: Promise<SentReply>
  /** Returns the function that stops listening. */
  on<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void
  /** The path of a dropped `File`; empty for one that has none. */
  pathOf(file: object): string
}

/** The one channel for calls, and the one for events. */
export const CALL_CHANNEL = 'lectern.call'
/** Told by the preload, without a word more, when something of the page is on screen. */
export const PAINTED_CHANNEL = 'lectern.painted'
/** The element of the window's page that holds what its first screen was drawn from last, as JSON. */
export const LAST_ANSWER = 'last-answer'
export const EVENT_CHANNEL = 'lectern.event'
/** Every event there is: the preload lets the window hear these and no others. */
export const eventNames = [
  'data.changed',
  'imports.progress',
  'work.progress',
  'search.status',
  'language.changed',
  'command.run',
  'address.offered',
  'link.followed',
  'files.offered'
] as const satisfies readonly EventName[]
