import { type RefObject, useDeferredValue, useLayoutEffect, useMemo, useRef } from 'react'
import type { Notebook } from '../../../shared/notebooks.ts'
import { moveSection, outlineOf } from '../../../shared/outline.ts'
import { t } from '../../lib/messages.ts'
import { typeInto } from '../../lib/type-into.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import type { NotebookView } from './NotebookHeader.tsx'

/** The sections of a notebook: their headings, and going to one or moving it, in what is written or in what is read. */
export function useSections(room: {
  notebook: Notebook
  view: NotebookView
  /** What is shown now, a moment ahead of what is stored. */
  body: string
  field: RefObject<HTMLTextAreaElement | null>
  page: RefObject<HTMLDivElement | null>
}) {
  const { notebook, view, body, field, page } = room
  const save = useAction('notebooks.save')
  const { show, showError } = useToast()
  // What is shown is a moment behind in a long text, so that no key waits for it; what is done looks again.
  const outlined = useDeferredValue(body)
  const headings = useMemo(() => outlineOf(outlined), [outlined])

  const go = (index: number) => {
    if (view === 'read') {
      const element = page.current?.querySelectorAll<HTMLElement>('[data-heading]')[index]
      element?.focus({ preventScroll: true })
      element?.scrollIntoView({ block: 'start' })
      return
    }
    const text = field.current
    const heading = text ? outlineOf(text.value)[index] : undefined
    if (!text || !heading) return
    text.focus()
    // The browser brings the caret into sight only when it moves by a key: so the end first, then the place.
    text.setSelectionRange(heading.start, heading.start)
    text.scrollTop = Math.max(0, (text.scrollHeight * heading.start) / Math.max(1, text.value.length) - 80)
  }
  const move = (index: number, by: 1 | -1) => {
    const text = field.current
    // The offsets are for the very text they are applied to.
    const before = text?.value ?? notebook.body
    const change = moveSection(before, index, by)
    if (!change) return show({ message: t('notebooks.noFurther') })
    const title = headings[index]?.text ?? ''
    if (text) typeInto(text, change.start, change.end, change.text, change.at)
    else {
      const next = before.slice(0, change.start) + change.text + before.slice(change.end)
      save({ id: notebook.id, body: next, base: before }).catch(showError)
    }
    show({ message: t('notebooks.moved', { title }) })
  }
  /** The section the caret is in. */
  const moveHere = (by: 1 | -1) => {
    const text = field.current
    if (!text) return
    const caret = text.selectionStart
    const index = outlineOf(text.value).findLastIndex((heading) => heading.start <= caret)
    if (index !== -1) move(index, by)
  }
  // The same functions for good, so that a long outline is not drawn for every letter.
  const latest = useRef({ go, move })
  useLayoutEffect(() => {
    latest.current = { go, move }
  })
  const walking = useMemo(
    () => ({
      onGo: (index: number) => latest.current.go(index),
      onMove: (index: number, by: 1 | -1) => latest.current.move(index, by)
    }),
    []
  )
  return { headings, walking, moveHere }
}
