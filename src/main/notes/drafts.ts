/** Longer than an open editor waits with its own writing (at most a second). */
const WAIT_MS = 1500
/** What could not be stored is tried again so soon, and each time later, milliseconds. */
const RETRY_MS = [2000, 5000, 15_000, 60_000] as const

export interface Drafts<W> {
  keep(writing: W): void
  /** It was stored; nothing has to be done any more. */
  forget(place: string): void
  /** Stores everything that waits, now. */
  flush(): void
}

interface Draft<W> {
  writing: W
  /** How often it was tried. */
  tries: number
  /** Absent while it is being stored. */
  timer?: NodeJS.Timeout | undefined
}

/**
 * What is typed in windows and not stored yet, one text to a place. What could not be stored waits on and is
 * tried again, until it is stored or something newer is written in its place.
 *
 * @param placeOf names where a text belongs
 * @param store resolves to false when it may go better another time
 */
export function createDrafts<W>(
  placeOf: (writing: W) => string,
  store: (writing: W) => Promise<boolean>
): Drafts<W> {
  const waiting = new Map<string, Draft<W>>()
  const forget = (place: string) => {
    clearTimeout(waiting.get(place)?.timer)
    waiting.delete(place)
  }
  const wait = (place: string, draft: Draft<W>, time: number) => {
    draft.timer = setTimeout(() => void write(place, draft), time)
    // An app that is to end does not wait for it: it is written once more then.
    if (draft.tries > 0) draft.timer.unref()
  }
  const write = async (place: string, draft: Draft<W>) => {
    clearTimeout(draft.timer)
    draft.timer = undefined
    const isOver = await store(draft.writing).catch(() => false)
    // Something newer is there, or what was there is known to be stored.
    if (waiting.get(place) !== draft) return
    if (isOver) waiting.delete(place)
    else wait(place, draft, RETRY_MS[Math.min(draft.tries++, RETRY_MS.length - 1)]!)
  }
  return {
    keep(writing) {
      const place = placeOf(writing)
      forget(place)
      const draft: Draft<W> = { writing, tries: 0 }
      waiting.set(place, draft)
      wait(place, draft, WAIT_MS)
    },
    forget,
    flush() {
      for (const [place, draft] of waiting) if (draft.timer) void write(place, draft)
    }
  }
}
