import type { ErrorCode } from '../../shared/errors.ts'
import type { NotebookWriting } from '../../shared/notebooks.ts'
import type { NoteWriting } from '../../shared/notes.ts'
import type { Dispatch } from '../ipc/dispatch.ts'
import { createDrafts, type Drafts } from './drafts.ts'
import { placeOfNote } from './handlers.ts'

/** What keeps a draft from being stored today and may not tomorrow. */
const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'disk-full',
  'busy',
  'unreadable',
  'not-found',
  'internal'
])

export interface TextDrafts {
  notes: Drafts<NoteWriting>
  notebooks: Drafts<NotebookWriting>
  /** Answers calls as `answer` does, and takes what one stored for no draft any more. */
  watched(answer: Dispatch): Dispatch
  /** Stores everything that waits, now. */
  flush(): void
}

/** Half-typed notes and notebooks of the windows. @param save stores one, by the call the window would make */
export function createTextDrafts(save: Dispatch): TextDrafts {
  /** Whether nothing is left to do. */
  const stored = async (method: 'notes.save' | 'notebooks.save', writing: NoteWriting | NotebookWriting) => {
    const reply = await save(method, writing)
    return reply.ok || !passing.has(reply.error.code)
  }
  const notes = createDrafts(placeOfNote, (note: NoteWriting) => stored('notes.save', note))
  const notebooks = createDrafts(
    ({ id }: NotebookWriting) => id,
    (writing) => stored('notebooks.save', writing)
  )
  return {
    notes,
    notebooks,
    // Known only here, since a transaction may fail at its very end.
    watched: (answer) => async (method, input) => {
      const reply = await answer(method, input)
      if (reply.ok && method === 'notes.save') notes.forget(placeOfNote(input as NoteWriting))
      if (reply.ok && method === 'notebooks.save') notebooks.forget((input as NotebookWriting).id)
      return reply
    },
    flush() {
      notes.flush()
      notebooks.flush()
    }
  }
}
