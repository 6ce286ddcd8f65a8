import { StickyNote } from 'lucide-react'
import { useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Highlight } from '../../../shared/highlights.ts'
import { shorten } from '../../../shared/shorten.ts'
import type { HighlightId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { layOutNotes } from './lay-out-notes.ts'
import type { ReadingFrame } from './reading-frame.ts'

/** Width and height of a sign, pixels, as in reading.css. */
const SIGN = 24
const GAP = 2

/**
 * Where notes have no room beside the text (a narrow window, vertical lines), a small sign at the edge of the line
 * says that there is one, and opens it.
 */
export function NoteSigns(props: {
  frame: ReadingFrame
  /** Those near the screen that have something beside their words, in document order. */
  highlights: readonly Highlight[]
  /** Changes whenever the page's lines may have moved. */
  moved: number
  onOpen(highlight: Highlight): void
}) {
  const { frame, highlights, moved } = props
  const [holder, setHolder] = useState<HTMLElement | null>(null)
  const signs = useRef(new Map<HighlightId, HTMLElement>())

  useLayoutEffect(() => {
    const made = frame.document.createElement('aside')
    made.className = 'note-signs'
    made.setAttribute('aria-label', t('reader.marginNotes'))
    frame.document.body.append(made)
    setHolder(made)
    return () => made.remove()
  }, [frame])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `moved` says that the lines stand elsewhere now
  useLayoutEffect(() => {
    if (!holder?.isConnected || frame.document.documentElement.dataset.notes === 'beside') return
    const { axis } = frame
    const column = frame.document.querySelector('main')!.getBoundingClientRect()
    const placed = highlights.flatMap((highlight) => {
      const element = signs.current.get(highlight.id)
      const box = frame.map.characterAt(highlight.start)?.getBoundingClientRect()
      if (!element || !box) return []
      const middle = (axis.start(box) + axis.end(box)) / 2
      return [{ element, top: axis.position + middle - SIGN / 2, height: SIGN }]
    })
    const tops = layOutNotes(placed, GAP)
    const { clientWidth, dir } = frame.document.documentElement
    placed.forEach(({ element }, index) => {
      const start = tops[index]! - axis.position
      let { x, y } = { x: 0, y: start }
      if (axis.writing === 'horizontal') {
        x = dir === 'rtl' ? column.left - SIGN - GAP : column.right + GAP
        x = Math.max(0, Math.min(x, clientWidth - SIGN))
      } else {
        x = axis.writing === 'vertical-lr' ? start : frame.window.innerWidth - start - SIGN
        y = column.top - SIGN - GAP
      }
      element.style.transform = frame.toPoint(x, y)
    })
  }, [frame, holder, highlights, moved])

  if (!holder) return null
  return createPortal(
    highlights.map((highlight) => (
      <button
        key={highlight.id}
        ref={(element) => {
          if (element) signs.current.set(highlight.id, element)
          else signs.current.delete(highlight.id)
        }}
        type="button"
        className="note-sign"
        aria-label={t('reader.noteSign', { quote: shorten(highlight.exact, 60) })}
        style={{ '--note-color': `var(--highlight-${highlight.color}-line)` } as React.CSSProperties}
        onClick={() => props.onOpen(highlight)}
        onKeyDown={(event) => {
          // The page's own keys would scroll.
          if (event.key === 'Enter' || event.key === ' ') event.stopPropagation()
        }}
      >
        <StickyNote aria-hidden="true" />
      </button>
    )),
    holder
  )
}
