import { useEffect, useRef } from 'react'

/** Pasting outside a field adds what is pasted to the library. */
export function usePaste(onPaste: (text: string, html: string) => void): void {
  const latest = useRef(onPaste)
  useEffect(() => {
    latest.current = onPaste
  })
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      const target = event.target as HTMLElement | null
      if (target?.closest?.('input,textarea,[contenteditable],[role="dialog"]')) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      const html = event.clipboardData?.getData('text/html') ?? ''
      if (text.trim() === '' && html.trim() === '') return
      event.preventDefault()
      latest.current(text, html)
    }
    document.addEventListener('paste', listen)
    return () => document.removeEventListener('paste', listen)
  }, [])
}
