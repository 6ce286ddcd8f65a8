import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { MAX_NOTE, type SavedNote } from '../../../shared/notes.ts'
import { fieldDirection } from '../field-direction.ts'
import { t } from '../messages.ts'
import { LinkOffers } from './LinkOffers.tsx'
import { NoteState } from './NoteState.tsx'
import { type DraftState, NoteDraft } from './note-draft.ts'
import { useLinkCompletion } from './use-link-completion.ts'

/** A note that fills its field anyway, UTF-16 units: the field stops growing with it. */
const LONG = 8000

/**
 * A field for a note in Markdown that stores itself while one types, when it goes away, and when the window
 * is hidden or closed. `[[` offers what to link to. Ctrl+Enter (⌘ Enter) and Escape say done.
 */
export function NoteEditor(props: {
  label: string
  body: string
  /** `base` is the text the writing began from. */
  save(body: string, base: string): Promise<SavedNote>
  /** Told of every key, so that a crash of the window loses nothing. */
  keep?(body: string, base: string): void
  /** Told when the field goes away of what could not be stored, if anything. */
  unstored?(body: string): void
  onDone?(): void
  /** Where one begins to write: behind the last letter, unless it is a text to be read first. */
  begins?: 'start' | 'end'
  rows?: number
  placeholder?: string
  /** After every key: what is written and where. */
  onWrite?(body: string): void
  autoFocus?: boolean
  ref?: Ref<HTMLTextAreaElement>
}) {
  const { body, onDone } = props
  const field = useRef<HTMLTextAreaElement>(null)
  useImperativeHandle(props.ref, () => field.current!)
  const [text, setText] = useState(body)
  const [state, setState] = useState<DraftState>('saved')
  const [notice, setNotice] = useState<'joined' | 'tooLong' | undefined>()
  const completion = useLinkCompletion(field)
  const latest = useRef(props)
  const caret = useRef<number | undefined>(undefined)
  // One writes on where one stopped; a new text field begins in front of its text.
  const begins = useRef(props.begins ?? 'end')
  useLayoutEffect(() => {
    const at = begins.current === 'end' ? field.current!.value.length : 0
    field.current!.setSelectionRange(at, at)
  }, [])
  useLayoutEffect(() => {
    latest.current = props
    // Text that came from elsewhere moves the caret to the end; it goes back to where the reader writes.
    if (caret.current === undefined) return
    field.current?.setSelectionRange(caret.current, caret.current)
    caret.current = undefined
  })
  const [draft] = useState(
    () =>
      new NoteDraft({
        text: body,
        save: (value, base) => latest.current.save(value, base),
        keep: (value, base) => latest.current.keep?.(value, base),
        onState: setState,
        onText(value, joined) {
          if (document.activeElement === field.current) caret.current = caretAfter(field.current!, value)
          setText(value)
          latest.current.onWrite?.(value)
          if (joined) setNotice('joined')
        }
      })
  )

  useEffect(() => draft.hear(body), [draft, body])

  /** Somebody asked to try again, with a button that is gone once it has worked. */
  const isRetried = useRef(false)
  useLayoutEffect(() => {
    if (state === 'failed' || !isRetried.current) return
    isRetried.current = false
    if (document.activeElement === document.body) field.current?.focus()
  }, [state])

  useEffect(() => {
    const flush = () => void draft.flush()
    document.addEventListener('visibilitychange', flush)
    window.addEventListener('pagehide', flush)
    window.addEventListener('blur', flush)
    // What could not be stored is tried again when somebody is there.
    window.addEventListener('focus', flush)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('blur', flush)
      window.removeEventListener('focus', flush)
      void draft.flush().then(() => {
        if (!draft.isStored) latest.current.unstored?.(draft.text)
      })
    }
  }, [draft])

  /** Refuses text beyond what a note holds before the field has to lay it out. */
  const refuses = (added: string | undefined) => {
    const { selectionStart, selectionEnd, value } = field.current!
    const length = value.length - (selectionEnd - selectionStart) + (added?.length ?? 0)
    if (length <= MAX_NOTE) return false
    setNotice('tooLong')
    return true
  }

  return (
    <div className="note-editor">
      <textarea
        ref={field}
        aria-label={props.label}
        aria-autocomplete="list"
        aria-controls={completion.open ? completion.listId : undefined}
        aria-activedescendant={
          completion.open && completion.offers.length > 0
            ? `${completion.listId}-${completion.active}`
            : undefined
        }
        title={t('links.hint')}
        placeholder={props.placeholder ?? t('reader.note.placeholder')}
        dir={fieldDirection(text)}
        rows={props.rows ?? 3}
        data-long={text.length > LONG || undefined}
        spellCheck={false}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: the field opens on the reader's own request to write
        autoFocus={props.autoFocus ?? false}
        onPaste={(event) => {
          const added = event.clipboardData.getData('text/plain')
          if (refuses(added)) event.preventDefault()
          else expectText(field.current!, added)
        }}
        onDrop={(event) => {
          const added = event.dataTransfer.getData('text/plain')
          if (refuses(added)) event.preventDefault()
          else expectText(field.current!, added)
        }}
        onChange={(event) => {
          // The library keeps text that is well-formed and without NUL; nothing a keyboard can type is lost.
          const value = event.target.value.toWellFormed().replaceAll('\0', '')
          if (value.length > MAX_NOTE) return setNotice('tooLong')
          setNotice(undefined)
          setText(value)
          draft.write(value)
          props.onWrite?.(value)
          completion.look()
        }}
        onSelect={completion.look}
        onBlur={() => {
          completion.close()
          void draft.flush()
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || completion.onKey(event)) return
          const done = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
          if (!done && !(event.key === 'Escape' && onDone)) return
          event.preventDefault()
          event.stopPropagation()
          void draft.flush()
          onDone?.()
        }}
      />
      <LinkOffers completion={completion} />
      <NoteState
        state={state}
        notice={notice}
        onRetry={() => {
          isRetried.current = true
          void draft.flush()
        }}
      />
    </div>
  )
}

/**
 * Gives a field its direction before a long text comes in: the browser would find it anew for every line that it adds.
 * A field that holds a long one has its own already.
 */
function expectText(field: HTMLTextAreaElement, added: string): void {
  if (fieldDirection(field.value) !== 'auto') return
  const direction = fieldDirection(field.value.slice(0, field.selectionStart) + added)
  if (direction !== 'auto') field.dir = direction
}

/** Where the caret stands in the new text: moved along when the change was made before it. */
function caretAfter(field: HTMLTextAreaElement, value: string): number {
  const { value: before, selectionEnd } = field
  return before.slice(0, selectionEnd) === value.slice(0, selectionEnd)
    ? selectionEnd
    : Math.max(0, value.length - (before.length - selectionEnd))
}
