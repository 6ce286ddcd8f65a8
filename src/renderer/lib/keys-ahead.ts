import { flushSync } from 'react-dom'
import { isField } from './is-field.ts'
import { isModalOpen } from './modal.ts'

/** What was pressed longer ago was for what one saw then, ms. */
const MEANT_MS = 2000
/** As many as one presses while waiting. */
const MOST = 20

/** A place whose code or answers are still on their way. The reader's page keeps its early keys itself. */
const COMING = 'main [aria-busy="true"]:not(.reader)'

const nextTask = () => new Promise<void>((done) => setTimeout(done))

/**
 * Keys pressed in a place that is still coming: they are kept, and done when it is there, one after the other.
 * @param handle gives a key press to the command it belongs to; true when one took it
 */
export class KeysAhead {
  readonly #handle: (event: KeyboardEvent) => boolean
  readonly #observer = new MutationObserver(() => void this.#doKept())
  #kept: { event: KeyboardEvent; at: number }[] = []
  #isDoing = false
  /** The field that a kept key has led to: what follows is written there. */
  #opened: Element | null = null

  constructor(handle: (event: KeyboardEvent) => boolean) {
    this.#handle = handle
  }

  /** Handles a key press now or, where it is for a place that is coming, when that is there. */
  press(event: KeyboardEvent): void {
    const isPlain = !(event.ctrlKey || event.metaKey || event.altKey)
    // In their order: none overtakes those that wait.
    if (this.#kept.length > 0 && isPlain && isInPlace(event.target) && !isModalOpen()) this.#keep(event)
    else if (this.#handle(event)) this.#forget()
    else if (isPlain && !event.defaultPrevented && isPlace(event.target) && isComing() && !isModalOpen())
      this.#keep(event)
  }

  /** Forgets what is kept, and keeps nothing any more. */
  stop(): void {
    this.#forget()
  }

  #keep(event: KeyboardEvent): void {
    if (this.#kept.length >= MOST) return
    // What Tab does, it does at once.
    if (event.key === 'Tab' || event.isComposing) return
    this.#kept.push({ event, at: performance.now() })
    if (this.#kept.length > 1) return
    const main = document.querySelector('main')
    if (main) this.#observer.observe(main, { childList: true, subtree: true, attributeFilter: ['aria-busy'] })
    // The place may have come in this very moment.
    void this.#doKept()
  }

  #forget(): void {
    this.#kept = []
    this.#opened = null
    this.#observer.disconnect()
  }

  #isWriting(): boolean {
    return this.#opened !== null && this.#opened === document.activeElement
  }

  async #doKept(): Promise<void> {
    if (this.#isDoing) return
    this.#isDoing = true
    while (this.#kept.length > 0 && !isComing()) {
      await nextTask()
      const next = this.#kept[0]
      if (!next || isComing()) break
      const isLate = performance.now() - next.at > MEANT_MS
      if (isLate || !(isInPlace(document.activeElement) || this.#isWriting())) {
        this.#forget()
        break
      }
      this.#kept.shift()
      if (!this.#isWriting()) {
        // What it does is drawn at once, as of a key that is pressed now: the next one is for that.
        flushSync(() => this.#handle(next.event))
        if (isField(document.activeElement)) this.#opened = document.activeElement
      } else if (next.event.key.length === 1) document.execCommand('insertText', false, next.event.key)
    }
    this.#isDoing = false
    if (this.#kept.length === 0) this.#forget()
  }
}

const isComing = () => document.querySelector(COMING) !== null

/** The place itself has the focus, and no control that would have the key for itself. */
const isPlace = (element: EventTarget | null) =>
  element === document.body || (element instanceof HTMLElement && element.matches('main'))

/** The focus is where keys are for the place: on itself, or on the row that the last one brought it to. */
const isInPlace = (element: EventTarget | null) =>
  isPlace(element) || (element instanceof HTMLElement && element.closest('main [data-index]') !== null)
