import type { HandlersOf } from '../../shared/contract.ts'
import type { Notice } from '../../shared/notices.ts'
import { type Sentence, tell } from '../../shared/sentence.ts'

export interface Notices {
  /** Shows a sentence; one with the same id takes the place of the one before. */
  add(id: string, sentence: Sentence, action?: Notice['action']): void
  remove(id: string): void
  handlers: HandlersOf<'notices.list' | 'notices.dismiss'>
}

/** What main has to say about the library itself. Kept for this session only. */
export function createNotices(
  onChanged: () => void,
  onDismissed: (id: string) => void = () => undefined
): Notices {
  const shown = new Map<string, { sentence: Sentence; action: Notice['action'] }>()
  const remove = (id: string) => {
    if (shown.delete(id)) onChanged()
  }
  return {
    add(id, sentence, action = null) {
      shown.set(id, { sentence, action })
      onChanged()
    },
    remove,
    handlers: {
      'notices.list': () =>
        [...shown].map(([id, { sentence, action }]) => ({ id, message: tell(sentence), action })),
      'notices.dismiss': ({ id }) => {
        remove(id)
        onDismissed(id)
        return null
      }
    }
  }
}
