import { MAX_NOTE } from '../../../shared/notes.ts'
import { t } from '../messages.ts'
import type { DraftState } from './note-draft.ts'

/** What there is to know about storing a note; nothing while all is well. */
export function NoteState(props: {
  state: DraftState
  notice: 'joined' | 'tooLong' | undefined
  onRetry(): void
}) {
  const { state, notice, onRetry } = props
  const isTooLong = notice === 'tooLong'
  const isFailed = state === 'failed' && !isTooLong
  const sentences = {
    tooLong: t('errors.notes.tooLong', { most: MAX_NOTE }),
    failed: t('reader.note.failed'),
    gone: t('reader.note.gone'),
    joined: t('reader.note.joined')
  }
  const said = isTooLong ? notice : state === 'failed' || state === 'gone' ? state : notice
  return (
    <p className="note-state" data-state={isTooLong ? 'failed' : state} aria-live="polite">
      {said ? sentences[said] : ''}
      {isFailed ? (
        <button type="button" className="words-button" onClick={onRetry}>
          {t('trouble.retry')}
        </button>
      ) : null}
    </p>
  )
}
