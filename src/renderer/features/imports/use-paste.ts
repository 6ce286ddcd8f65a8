import { useEffect, useRef } from 'react'
import { MAX_FILES } from '../../../shared/imports.ts'
import { pathOf } from '../../lib/invoke.ts'
import { typedAhead } from '../../lib/typed-ahead.ts'
import { richTextOf } from './rich-text-of.ts'

/** What was copied: text, plain and rich, or files of the disk, by their paths. */
export interface Pasted {
  text: string
  html: string
  paths: string[]
  /** There is a folder among them. */
  hasFolder: boolean
}

/**
 * Pasting outside a field adds what is pasted to the library. A picture alone comes as nothing at all: no text and
 * no path, to be told of.
 */
export function usePaste(onPaste: (pasted: Pasted) => void): void {
  const latest = useRef(onPaste)
  useEffect(() => {
    latest.current = onPaste
  })
  useEffect(() => {
    const listen = (event: ClipboardEvent) => {
      const target = event.target as HTMLElement | null
      const clipboard = event.clipboardData
      if (!clipboard || target?.closest?.('input,textarea,[contenteditable],[role="dialog"]')) return
      const files = [...(clipboard.files ?? [])]
      const text = clipboard.getData('text/plain')
      const html = richTextOf(clipboard)
      if (text.trim() === '' && html.trim() === '' && files.length === 0) return
      event.preventDefault()
      if (text !== '' && typedAhead.onPaste(text)) return
      // One more than may come at once, so that the rest is told of.
      const paths = files
        .slice(0, MAX_FILES + 1)
        .map(pathOf)
        .filter(Boolean)
      const hasFolder = [...(clipboard.items ?? [])].some((item) => item.webkitGetAsEntry?.()?.isDirectory)
      latest.current({ text, html, paths, hasFolder })
    }
    document.addEventListener('paste', listen)
    return () => document.removeEventListener('paste', listen)
  }, [])
}
