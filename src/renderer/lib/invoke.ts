import { type Bridge, type SentReply, unpackReply } from '../../shared/bridge.ts'
import type { EventName, Events, Input, MethodName, Output } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'

declare global {
  interface Window {
    /** Set by the preload. Only this file touches it. */
    readonly lectern: Bridge
  }
}

/** Asks main. Throws an AppError with a sentence for the reader when main says no. */
export async function invoke<M extends MethodName>(method: M, input: Input<M>): Promise<Output<M>> {
  return answerOf<M>(await window.lectern.invoke(method, input))
}

/** What the preload has asked ahead. Throws as `invoke` does. */
export async function firstScreen(): Promise<Output<'app.firstScreen'>> {
  return answerOf<'app.firstScreen'>(await window.lectern.firstScreen)
}

function answerOf<M extends MethodName>(sent: SentReply): Output<M> {
  const reply = unpackReply(sent)
  if (!reply.ok) throw new AppError(reply.error.code, { told: reply.error.message })
  // Main has checked the value against the contract's output schema.
  return reply.value as Output<M>
}

/** Listens to what main tells unasked; returns the function that stops listening. */
export function onEvent<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
  return window.lectern.on(event, listener)
}

/** The path of a dropped file; empty for one that has none, such as an image dragged from a page. */
export function pathOf(file: File): string {
  return window.lectern.pathOf(file)
}
