import { type PointerEvent, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { Highlight as StoredHighlight } from '../../../../shared/highlights.ts'
import type { HighlightId } from '../../../../shared/values.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { usePageLayer } from '../page/use-page-layer.ts'
import { heldPoint, placeKnob } from './place-knob.ts'

type Edge = 'start' | 'end'

/**
 * Knobs at both ends of a highlight, to drag with a mouse, a pen or a finger. The keyboard has commands for
 * the same (reader.endForward and its kin), so these are silent.
 */
export function HighlightHandles(props: {
  frame: ReadingFrame
  highlight: StoredHighlight
  /** Changes whenever the page's lines may have moved. */
  moved: number
  onResize(id: HighlightId, span: TextSpan): Promise<void>
}) {
  const { frame, highlight, moved } = props
  const holder = usePageLayer(frame, 'mark-handles')
  const knobs = useRef<Record<Edge, HTMLElement | null>>({ start: null, end: null })
  const drag = useRef<{ edge: Edge; dx: number; dy: number; span: TextSpan } | undefined>(undefined)

  useLayoutEffect(() => () => void frame.window?.CSS?.highlights.delete('resizing'), [frame])

  /** Middle of the line at an edge, in the frame's viewport, and the knob's place beyond it. */
  const placeOf = (edge: Edge, span: TextSpan) => {
    const at = edge === 'start' ? span.start : span.end - 1
    const letter = { start: at, end: at + 1 }
    const box = frame.map.rangeOf(letter)?.getBoundingClientRect()
    if (!box || box.height === 0) return undefined
    const rtl = frame.document.documentElement.dir === 'rtl'
    return placeKnob(edge, { text: frame.map.textOf(letter), box }, { writing: frame.axis.writing, rtl })
  }
  const place = (span: TextSpan) => {
    for (const edge of ['start', 'end'] as const) {
      const knob = knobs.current[edge]
      if (!knob) continue
      const where = placeOf(edge, span)
      knob.hidden = !where
      if (where) knob.style.transform = frame.toPoint(where.left, where.top)
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: `moved` says that the lines stand elsewhere now
  useLayoutEffect(() => {
    if (holder?.isConnected && !drag.current) place(highlight)
  }, [frame, holder, highlight, moved])

  const press = (edge: Edge) => (event: PointerEvent<HTMLElement>) => {
    const where = placeOf(edge, highlight)
    if (event.button !== 0 || !where) return
    event.preventDefault()
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    const { start, end } = highlight
    // The knobs would be in the way of asking what lies below the pointer.
    holder?.toggleAttribute('data-held', true)
    drag.current = { edge, dx: event.clientX - where.x, dy: event.clientY - where.y, span: { start, end } }
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current
    if (!held) return
    const { x, y } = heldPoint({ x: event.clientX, y: event.clientY }, held, frame.axis.writing)
    const offset = frame.offsetAtPoint(x, y)
    if (offset === undefined) return
    const span =
      held.edge === 'start'
        ? { start: Math.min(offset, highlight.end - 1), end: highlight.end }
        : { start: highlight.start, end: Math.max(offset, highlight.start + 1) }
    held.span = span
    const range = frame.map.rangeOf(span)
    if (range) frame.window.CSS.highlights.set('resizing', new frame.window.Highlight(range))
    place(span)
  }
  const release = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current
    if (!held) return
    drag.current = undefined
    holder?.removeAttribute('data-held')
    event.stopPropagation()
    const cancelled = event.type === 'pointercancel'
    const changed = held.span.start !== highlight.start || held.span.end !== highlight.end
    const end = () => {
      frame.window?.CSS?.highlights.delete('resizing')
      if (cancelled) place(highlight)
    }
    if (changed && !cancelled) void props.onResize(highlight.id, held.span).finally(end)
    else end()
  }

  if (!holder) return null
  return createPortal(
    (['start', 'end'] as const).map((edge) => (
      <div
        key={edge}
        ref={(element) => {
          knobs.current[edge] = element
        }}
        className="mark-handle"
        data-edge={edge}
        onPointerDown={press(edge)}
        onPointerMove={move}
        onPointerUp={release}
        onPointerCancel={release}
      />
    )),
    holder
  )
}
