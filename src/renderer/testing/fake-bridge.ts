import { expect, onTestFinished } from 'vitest'
import { type Bridge, packReply, type SentReply } from '../../shared/bridge.ts'
import {
  contract,
  type EventName,
  type Events,
  type Input,
  type MethodName,
  type Output
} from '../../shared/contract.ts'
import type { Method } from '../../shared/define.ts'
import { AppError } from '../../shared/errors.ts'

type Answers = { [M in MethodName]?: Output<M> | ((input: Input<M>) => Output<M> | Promise<Output<M>>) }

/**
 * Stands in for main in a component test: `answers` says what each method answers, as a value or as a
 * function of the input, `ahead` what the preload was answered before the page was there. Writes tell what they changed, as main does. A call the test did not list fails the test.
 */
export function fakeBridge(answers: Answers, ahead?: Output<'app.firstScreen'>) {
  const calls: { method: MethodName; input: unknown }[] = []
  const unlisted: string[] = []
  const listeners = new Map<EventName, Set<(payload: never) => void>>()
  const emit = <E extends EventName>(event: E, payload: Events[E]) => {
    for (const listener of listeners.get(event) ?? []) (listener as (value: Events[E]) => void)(payload)
  }
  const bridge: Bridge = {
    async invoke(name, input): Promise<SentReply> {
      const method = name as MethodName
      // Every message that offers to take something back asks what that is.
      if (method === 'history.state' && !(method in answers))
        return packReply({ ok: true, value: { undo: null, redo: null } })
      calls.push({ method, input })
      if (!(method in answers)) {
        unlisted.push(method)
        return { ok: false, error: { code: 'internal', message: `The test did not list ${method}` } }
      }
      const answer = answers[method] as unknown
      try {
        const value = typeof answer === 'function' ? await answer(input) : answer
        const declared: Method = contract[method]
        if (declared.kind !== 'query') emit('data.changed', { nouns: declared.changes })
        return packReply({ ok: true, value })
      } catch (error) {
        if (error instanceof AppError)
          return { ok: false, error: { code: error.code, message: error.message } }
        throw error
      }
    },
    on(event, listener) {
      const group = listeners.get(event) ?? new Set()
      listeners.set(event, group.add(listener as (payload: never) => void))
      return () => group.delete(listener as (payload: never) => void)
    },
    firstScreen: Promise.resolve(
      ahead === undefined
        ? { ok: false, error: { code: 'internal', message: 'Nothing was asked ahead' } }
        : packReply({ ok: true, value: ahead })
    ),
    // A picture that was copied is so named by Chromium, and lies nowhere.
    pathOf: ({ name }: File) => (name === 'image.png' ? '' : `/dropped/${name}`)
  }
  Object.defineProperty(window, 'lectern', { value: bridge, configurable: true })
  onTestFinished(() => expect(unlisted).toEqual([]))
  return {
    /** Every call so far, in order. */
    calls,
    /** The inputs one method was called with. */
    inputsOf: (method: MethodName) =>
      calls.filter((call) => call.method === method).map((call) => call.input),
    /** Tells the window something, as main would. */
    emit
  }
}
