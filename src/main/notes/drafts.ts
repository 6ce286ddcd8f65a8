/** Longer than an open editor waits with its own writing (at most a second). */
const WAIT_MS = 1500

export interface Drafts<W> {
  keep(writing: W): void
  /** It was stored; nothing has to be done any more. */
  forget(place: string): void
  /** Stores everything that waits, now. */
  flush(): void
}

/**
 * What is typed in windows and not stored yet, one text to a place.
 *
 * @param placeOf names where a text belongs
 */
export function createDrafts<W>(placeOf: (writing: W) => string, store: (writing: W) => void): Drafts<W> {
  const waiting = new Map<string, { writing: W; timer: NodeJS.Timeout }>()
  const take = (place: string) => {
    const draft = waiting.get(place)
    if (!draft) return undefined
    clearTimeout(draft.timer)
    waiting.delete(place)
    return draft.writing
  }
  const write = (place: string) => {
    const writing = take(place)
    if (writing !== undefined) store(writing)
  }
  return {
    keep(writing) {
      const place = placeOf(writing)
      take(place)
      waiting.set(place, { writing, timer: setTimeout(() => write(place), WAIT_MS) })
    },
    forget: (place) => void take(place),
    flush() {
      for (const place of [...waiting.keys()]) write(place)
    }
  }
}
