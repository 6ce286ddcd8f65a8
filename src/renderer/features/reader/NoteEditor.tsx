import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { MAX_NOTE } from '../../../shared/notes.ts'
import { t } from '../../lib/messages.ts'
import { type DraftState, NoteDraft } from './note-draft.ts'

/**
 * A field for a note in Markdown that stores itself while one types, when it goes away, and when the window
 * is hidden or closed. Ctrl+Enter (⌘ Enter) and Escape say done.
 */
export function NoteEditor(props: {
  label: string
  body: string
  save(body: string): Promise<unknown>
  onDone?(): void
  rows?: number
  autoFocus?: boolean
  ref?: Ref<HTMLTextAreaElement>
}) {
  const { body, save, onDone } = props
  const field = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(props.ref, () => field.current!)
  const [text, setText] = useState(body)
  const [state, setState] = useState<DraftState>('saved')
  const latestSave = useRef(save)
  useLayoutEffect(() => {
    latestSave.current = save
  })
  const [draft] = useState(
    () => new NoteDraft({ text: body, save: (value) => latestSave.current(value), onState: setState })
  )

  useEffect(() => {
    if (draft.text !== body && draft.replaceStored(body)) setText(body)
  }, [draft, body])

  useEffect(() => {
    const flush = () => void draft.flush()
    document.addEventListener('visibilitychange', flush)
    window.addEventListener('pagehide', flush)
    window.addEventListener('blur', flush)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('blur', flush)
      flush()
    }
  }, [draft])

  return (
    <div className="note-editor">
      <textarea
        ref={field}
        aria-label={props.label}
        placeholder={t('reader.note.placeholder')}
        dir="auto"
        rows={props.rows ?? 3}
        maxLength={MAX_NOTE}
        spellCheck={false}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: the field opens on the reader's own request to write
        autoFocus={props.autoFocus ?? false}
        onChange={(event) => {
          // The library keeps text that is well-formed and without NUL; nothing a keyboard can type is lost.
          const value = event.target.value.toWellFormed().replaceAll('\0', '')
          setText(value)
          draft.write(value)
        }}
        onBlur={() => void draft.flush()}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          const done = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
          if (!done && !(event.key === 'Escape' && onDone)) return
          event.preventDefault()
          event.stopPropagation()
          void draft.flush()
          onDone?.()
        }}
      />
      <p className="note-state" data-state={state} aria-live="polite">
        {state === 'failed' ? t('reader.note.failed') : ''}
      </p>
    </div>
  )
}
