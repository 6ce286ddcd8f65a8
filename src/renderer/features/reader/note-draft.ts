/** `saved`: what is written is stored. `waiting`: it will be, in a moment. `failed`: it could not be, and is kept here. */
export type DraftState = 'saved' | 'waiting' | 'saving' | 'failed'

/** Writes are this long after the last key, ms; with a write on its way at most twice that. */
const PAUSE = 500
/** A failed write is tried again after this long, ms. */
const RETRY = 5000

/**
 * Text on its way to the library. Typing is never lost: it is stored half a second after the last key, at
 * least once a second while typing goes on, at once on `flush`, and again until it succeeds.
 */
export class NoteDraft {
  #text: string
  #stored: string
  #timer: ReturnType<typeof setTimeout> | undefined
  #dueBy = 0
  #running: Promise<void> | undefined
  readonly #save: (text: string) => Promise<unknown>
  readonly #onState: (state: DraftState) => void

  constructor(options: {
    text: string
    save: (text: string) => Promise<unknown>
    onState?: (state: DraftState) => void
  }) {
    this.#text = options.text
    this.#stored = options.text
    this.#save = options.save
    this.#onState = options.onState ?? (() => {})
  }

  get text(): string {
    return this.#text
  }

  get isStored(): boolean {
    return this.#text === this.#stored
  }

  write(text: string): void {
    const now = Date.now()
    if (this.isStored) this.#dueBy = now + 2 * PAUSE
    this.#text = text
    this.#onState('waiting')
    this.#schedule(Math.max(0, Math.min(PAUSE, this.#dueBy - now)))
  }

  /** What another window or an undo made of the note; typing that is not stored yet wins. */
  replaceStored(text: string): boolean {
    if (!this.isStored || this.#running) return false
    this.#text = text
    this.#stored = text
    return true
  }

  /** Stores what is written, now. Resolves when it is stored or has failed. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    while (this.#running) await this.#running
    if (this.isStored) return
    this.#running = this.#store()
    await this.#running
  }

  async #store(): Promise<void> {
    const text = this.#text
    this.#onState('saving')
    try {
      await this.#save(text)
      this.#stored = text
      this.#dueBy = Date.now() + 2 * PAUSE
      this.#onState(this.isStored ? 'saved' : 'waiting')
    } catch {
      this.#onState('failed')
      this.#schedule(RETRY)
    } finally {
      this.#running = undefined
    }
  }

  #schedule(wait: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), wait)
  }
}
