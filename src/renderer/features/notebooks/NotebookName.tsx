import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { t } from '../../lib/messages.ts'

/** The name, edited in place: kept when one leaves the field, presses Enter, or goes to another place. */
export function NotebookName(props: {
  title: string
  focused: boolean
  onRename(title: string): void
  onDone(): void
}) {
  const [typed, setTyped] = useState(props.title)
  const latest = useRef({ typed, onRename: props.onRename })
  useLayoutEffect(() => {
    latest.current = { typed, onRename: props.onRename }
  })
  const kept = useRef(props.title)
  const keep = useCallback(() => {
    const name = latest.current.typed
    if (name.trim() === kept.current) return
    kept.current = name.trim()
    latest.current.onRename(name)
  }, [])
  // A field that is taken down while one is in it does not tell that it was left.
  useEffect(() => keep, [keep])
  return (
    <h1 className="notebook-name">
      <input
        type="text"
        aria-label={t('notebooks.name')}
        placeholder={t('notebooks.untitled')}
        dir="auto"
        maxLength={300}
        spellCheck={false}
        // biome-ignore lint/a11y/noAutofocus: a notebook just made is named first
        autoFocus={props.focused}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          props.onDone()
        }}
      />
    </h1>
  )
}
