import { useState } from 'react'
import { t } from '../../lib/messages.ts'

/** The name, edited in place: kept when one leaves the field or presses Enter. */
export function NotebookName(props: {
  title: string
  focused: boolean
  onRename(title: string): void
  onDone(): void
}) {
  const [typed, setTyped] = useState(props.title)
  const keep = () => {
    if (typed.trim() !== props.title) props.onRename(typed)
  }
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
