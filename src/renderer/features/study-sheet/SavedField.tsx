import { useCallback, useEffect, useRef, useState } from 'react'
import { useToast } from '../../ui/Toast.tsx'

/** Writes are this long after the last key, ms. */
const PAUSE = 500

/** A line or more of the reader's own words, stored while typing, on leaving and when the sheet closes. */
export function SavedField(props: {
  label: string
  placeholder: string
  value: string
  save(value: string): Promise<unknown>
}) {
  const { value } = props
  const { showError } = useToast()
  const [text, setText] = useState(value)
  const stored = useRef(value)
  const latest = useRef({ text, save: props.save })
  latest.current.save = props.save
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const flush = useCallback(() => {
    clearTimeout(timer.current)
    const { text: written, save } = latest.current
    if (written === stored.current) return
    const before = stored.current
    stored.current = written
    save(written).catch((error: unknown) => {
      // Still to be stored: the next key or leaving the field tries again.
      stored.current = before
      showError(error)
    })
  }, [showError])
  // What is on its way is stored also when the panel closes.
  useEffect(() => flush, [flush])
  // Undo, or another window: news from the library is shown unless the reader is writing.
  useEffect(() => {
    if (latest.current.text !== stored.current || value === stored.current) return
    stored.current = value
    latest.current.text = value
    setText(value)
  }, [value])

  return (
    <textarea
      className="sheet-field"
      aria-label={props.label}
      placeholder={props.placeholder}
      rows={1}
      maxLength={20_000}
      dir="auto"
      value={text}
      onChange={(event) => {
        const next = event.target.value
        setText(next)
        latest.current.text = next
        clearTimeout(timer.current)
        timer.current = setTimeout(flush, PAUSE)
      }}
      onBlur={flush}
    />
  )
}
