/**
 * Without a scroll, key or pointer for this long nobody is counted as reading, ms. A screen of dense text
 * takes a minute and a half: about 350 words at 238 a minute.
 */
export const IDLE_MS = 90_000

/**
 * Counts reading time from what the window sees: only while it is in front, and between signs of a reader
 * no further apart than IDLE_MS. A longer pause counts as nothing at all, since nobody knows when the reader
 * left. Time is an argument; a clock that jumps counts as a pause.
 */
export class ReadingClock {
  #last: number | undefined
  #counted = 0

  /** A sign of the reader: a scroll, a key, a pointer. */
  see(now: number): void {
    if (this.#last !== undefined) {
      const gap = now - this.#last
      if (gap > 0 && gap <= IDLE_MS) this.#counted += gap
    }
    this.#last = now
  }

  /** The window is not in front any more, or the article is closed. */
  leave(now: number): void {
    this.see(now)
    this.#last = undefined
  }

  /** What was counted since it was last taken, ms. */
  take(): number {
    const counted = Math.round(this.#counted)
    this.#counted = 0
    return counted
  }
}
