/**
 * Keys pressed in a page that is there before what listens to it: they are kept, and done when it does. What
 * Chromium does with a key by itself (scrolling) it does at once.
 */
export class EarlyKeys {
  readonly #kept: KeyboardEvent[] = []
  readonly #page: Document

  constructor(page: Document) {
    this.#page = page
    page.addEventListener('keydown', this.#keep)
  }

  readonly #keep = (event: KeyboardEvent) => {
    this.#kept.push(event)
  }

  /** Those kept so far, in order; from now on none is. */
  take(): KeyboardEvent[] {
    this.#page.removeEventListener('keydown', this.#keep)
    return this.#kept.splice(0)
  }
}
