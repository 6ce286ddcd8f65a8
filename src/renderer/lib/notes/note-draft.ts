import { AppError } from '../../../shared/errors.ts'
import { mergeTexts } from '../../../shared/merge-texts.ts'
import type { SavedNote } from '../../../shared/notes.ts'

/**
 * `saved`: what is written is stored. `waiting`: it will be, in a moment. `failed`: it could not be, is kept here and
 * tried again. `gone`: what it was written on is not in the library any more.
 */
export type DraftState = 'saved' | 'waiting' | 'saving' | 'failed' | 'gone'

/** Writes are this long after the last key, ms; with a write on its way at most twice that. */
const PAUSE = 500
/** A failed write is tried again after this long, and each time after twice as long, up to the second, ms. */
const RETRY = 5000
const RETRY_AT_MOST = 60_000
/** For this long an answer asked before a write may still arrive after it, ms. */
const ECHO = 1000

/**
 * Text on its way to the library. Typing is never lost: main is told of every key (`keep`) and stores it
 * should the window go; it is stored half a second after the last key, at least once a second while typing
 * goes on, at once on `flush`, and again until it succeeds: less and less often while nobody types, and only when asked
 * to where there is nothing left to store it with. What another window made of the note meanwhile is joined with it.
 */
export class NoteDraft {
  #text: string
  #stored: string
  #timer: ReturnType<typeof setTimeout> | undefined
  #dueBy = 0
  #running: Promise<void> | undefined
  /** Why the last write failed; undefined after one that did not. */
  #trouble: 'failed' | 'gone' | undefined
  #retryAfter = RETRY
  /** Texts of its own that were stored a moment ago: heard again they are an echo and no news. */
  #echoes: { text: string; until: number }[] = []
  readonly #save: (text: string, base: string) => Promise<SavedNote>
  readonly #keep: (text: string, base: string) => void
  readonly #onState: (state: DraftState) => void
  readonly #onText: (text: string, joined: boolean) => void

  constructor(options: {
    text: string
    /** `base` is the text the writing began from. */
    save: (text: string, base: string) => Promise<SavedNote>
    keep?: (text: string, base: string) => void
    onState?: (state: DraftState) => void
    /** The text is another now, by no key of this field; `joined`: two writers' texts are in it. */
    onText?: (text: string, joined: boolean) => void
  }) {
    this.#text = options.text
    this.#stored = options.text
    this.#save = options.save
    this.#keep = options.keep ?? (() => {})
    this.#onState = options.onState ?? (() => {})
    this.#onText = options.onText ?? (() => {})
  }

  get text(): string {
    return this.#text
  }

  get isStored(): boolean {
    return this.#text === this.#stored
  }

  write(text: string): void {
    const now = Date.now()
    if (this.isStored || (this.#trouble && now >= this.#dueBy)) this.#dueBy = now + 2 * PAUSE
    this.#text = text
    this.#keep(text, this.#stored)
    this.#retryAfter = RETRY
    this.#onState(this.#trouble ?? 'waiting')
    this.#schedule(Math.max(0, Math.min(PAUSE, this.#dueBy - now)))
  }

  /** What another window or an undo made of the note. Typing that is not stored yet is joined with it. */
  hear(body: string): void {
    if (body === this.#stored || this.#running) return
    const now = Date.now()
    this.#echoes = this.#echoes.filter((echo) => echo.until > now)
    if (this.#echoes.some((echo) => echo.text === body)) return
    const text = mergeTexts(this.#stored, this.#text, body)
    const joined = !this.isStored && text !== this.#text
    this.#stored = body
    this.#replace(text, joined)
    if (!this.isStored) this.#schedule(PAUSE)
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
    const base = this.#stored
    this.#onState(this.#trouble ?? 'saving')
    try {
      const { body, joined } = await this.#save(text, base)
      this.#trouble = undefined
      this.#retryAfter = RETRY
      this.#echoes.push({ text: base, until: Date.now() + ECHO })
      this.#stored = body
      this.#dueBy = Date.now() + 2 * PAUSE
      // White space alone is stored as nothing; the field keeps it while one types.
      if (joined || (body !== text && body !== '')) this.#replace(mergeTexts(text, this.#text, body), joined)
      else if (body !== text) this.#stored = text
      this.#onState(this.isStored ? 'saved' : 'waiting')
    } catch (error) {
      this.#trouble = error instanceof AppError && error.code === 'not-found' ? 'gone' : 'failed'
      this.#onState(this.#trouble)
      if (this.#trouble === 'gone') return
      this.#schedule(this.#retryAfter)
      this.#retryAfter = Math.min(2 * this.#retryAfter, RETRY_AT_MOST)
    } finally {
      this.#running = undefined
    }
  }

  #replace(text: string, joined: boolean): void {
    if (text === this.#text) return
    this.#text = text
    this.#onText(text, joined)
  }

  #schedule(wait: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.flush(), wait)
  }
}
