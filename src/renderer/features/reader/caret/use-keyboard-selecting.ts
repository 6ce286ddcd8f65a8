import { useCallback, useRef, useState } from 'react'
import { t } from '../../../lib/messages.ts'
import { beginningOf } from '../page/beginning-of.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { type Leaf, textOfLeaf } from '../page/text-map.ts'
import { arrowMove } from './arrow-move.ts'
import {
  type KeyboardSelection,
  moveSelection,
  type RunSource,
  spanOfSelection,
  type TextRun,
  unitAt,
  whatMoved
} from './keyboard-selection.ts'

/** Longest piece read aloud, UTF-16 units. */
const SPOKEN = 500

/**
 * Selecting without a pointer: starts with the first sentence on screen (or what is selected), arrow keys
 * move, with Shift they extend. The selection is the page's own, so everything else works as with a pointer.
 */
export function useKeyboardSelecting(
  frame: ReadingFrame | null,
  language: string,
  /** Tells a screen reader. */
  say: (sentence: string) => void
) {
  const [selecting, setSelecting] = useState(false)
  // Keys can come faster than the screen is rendered: what is selected now is kept beside its state.
  const now = useRef<KeyboardSelection | null>(null)

  const show = useCallback(
    (selection: KeyboardSelection) => {
      if (!frame) return
      now.current = selection
      setSelecting(true)
      const span = spanOfSelection(selection)
      const range = frame.map.rangeOf(span)
      if (!range) return
      frame.document
        .getSelection()
        ?.setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset)
      void frame.reveal(selection.head)
    },
    [frame]
  )

  const start = useCallback(
    (from: { start: number; end: number } | null) => {
      if (!frame) return
      const offset = from?.start ?? frame.firstVisibleOffset() ?? 0
      const unit = from ?? unitAt(runsOf(frame), offset, 'sentence', language)
      if (!unit) return
      frame.window.focus()
      show({ anchor: unit, head: unit })
      say(`${t('reader.live.selecting')} ${frame.map.textOf(beginningOf(unit, SPOKEN))}`)
    },
    [frame, language, show, say]
  )

  const stop = useCallback(() => {
    now.current = null
    setSelecting(false)
  }, [])

  /** Takes the keys of this mode; true when it took one. */
  const onKey = useCallback(
    (event: KeyboardEvent): boolean => {
      if (!frame || !now.current || event.ctrlKey || event.metaKey || event.altKey) return false
      const before = now.current
      const move = arrowMove(event.key, frame.axis.writing, frame.isRightToLeft(before.head.start))
      if (!move) return false
      const { unit, by } = move
      const extend = event.shiftKey
      const after = moveSelection(runsOf(frame), before, { unit, by, extend }, language)
      show(after)
      const { kind, span } = whatMoved(before, after, extend)
      const text = frame.map.textOf(beginningOf(span, SPOKEN))
      if (kind === 'nothing') say(t('reader.live.edge'))
      else if (kind === 'now') say(text)
      else say(t(kind === 'more' ? 'reader.live.caretSelected' : 'reader.live.caretUnselected', { text }))
      return true
    },
    [frame, language, show, say]
  )

  return { selecting, start, stop, onKey }
}

export type KeyboardSelecting = ReturnType<typeof useKeyboardSelecting>

interface LeafRun extends TextRun {
  leaf: Leaf
}

/** The page's text as selecting by units goes through it: one piece after the other, of any length. */
export function runsOf({ map }: ReadingFrame): RunSource {
  const run = (leaf: Leaf | undefined): LeafRun | undefined =>
    leaf && { leaf, start: leaf.start, text: textOfLeaf(leaf) }
  return {
    runAt: (offset) => run(map.leafAt(offset)),
    next: (from) => run(map.nextLeaf((from as LeafRun).leaf)),
    previous: (from) => run(map.previousLeaf((from as LeafRun).leaf))
  }
}
