import type { NoteWriting } from '../../shared/notes.ts'

/** Longer than an open editor waits with its own writing (at most a second). */
const WAIT_MS = 1500

export interface NoteDrafts {
  keep(note: NoteWriting): void
  /** The note was stored; nothing has to be done any more. */
  forget(note: Pick<NoteWriting, 'articleId' | 'highlightId'>): void
  /** Stores everything that waits, now. */
  flush(): void
}

/** What is typed in windows and not stored yet, one text to a place. */
export function createNoteDrafts(store: (note: NoteWriting) => void): NoteDrafts {
  const waiting = new Map<string, { note: NoteWriting; timer: NodeJS.Timeout }>()
  const placeOf = (note: Pick<NoteWriting, 'articleId' | 'highlightId'>) => note.highlightId ?? note.articleId
  const take = (place: string) => {
    const draft = waiting.get(place)
    if (!draft) return undefined
    clearTimeout(draft.timer)
    waiting.delete(place)
    return draft.note
  }
  const write = (place: string) => {
    const note = take(place)
    if (note) store(note)
  }
  return {
    keep(note) {
      const place = placeOf(note)
      take(place)
      waiting.set(place, { note, timer: setTimeout(() => write(place), WAIT_MS) })
    },
    forget: (note) => void take(placeOf(note)),
    flush() {
      for (const place of [...waiting.keys()]) write(place)
    }
  }
}
