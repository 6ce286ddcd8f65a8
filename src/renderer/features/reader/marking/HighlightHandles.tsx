import { type PointerEvent, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import type { Highlight as StoredHighlight } from '../../../../shared/highlights.ts'
import type { HighlightId } from '../../../../shared/values.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { isOutside } from '../page/show-inside.ts'
import { usePageLayer } from '../page/use-page-layer.ts'
import { heldPoint, placeKnob } from './place-knob.ts'

type Edge = 'start' | 'end'

interface Drag {
  edge: Edge
  /** Where it was pressed, and how far that is beside the middle of the line's end, pixels. */
  pressed: { x: number; y: number }
  dx: number
  dy: number
  from: TextSpan
  span: TextSpan
}

/**
 * Knobs at both ends of a highlight, to drag with a mouse, a pen or a finger. The keyboard has commands for
 * the same (reader.endForward and its kin), so these are silent.
 */
export function HighlightHandles(props: {
  frame: ReadingFrame
  highlight: StoredHighlight
  /** Changes whenever the page's lines may have moved. */
  moved: number
  /** Where its ends are, or are on their way to: the hand is faster than what is stored. */
  spanOf(highlight: StoredHighlight): TextSpan
  onResize(id: HighlightId, span: TextSpan): Promise<void>
}) {
  const { frame, highlight, moved, spanOf } = props
  const holder = usePageLayer(frame, 'mark-handles')
  const knobs = useRef<Record<Edge, HTMLElement | null>>({ start: null, end: null })
  const drag = useRef<Drag | undefined>(undefined)
  const latest = useRef(highlight)
  useLayoutEffect(() => {
    latest.current = highlight
  })

  useLayoutEffect(() => () => void frame.window?.CSS?.highlights.delete('resizing'), [frame])

  /** Middle of the line at an edge, in the frame's viewport, and the knob's place beyond it. */
  const placeOf = (edge: Edge, span: TextSpan) => {
    const at = edge === 'start' ? span.start : span.end - 1
    const letter = { start: at, end: at + 1 }
    const range = frame.map.rangeOf(letter)
    const box = range?.getBoundingClientRect()
    if (!range || !box || box.height === 0) return undefined
    if (isOutside(range, frame.axis.writing !== 'horizontal')) return undefined
    const rtl = frame.isRightToLeft(at)
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
    if (holder?.isConnected && !drag.current) place(spanOf(highlight))
  }, [frame, holder, highlight, moved])

  const press = (edge: Edge) => (event: PointerEvent<HTMLElement>) => {
    const { start, end } = spanOf(highlight)
    const where = placeOf(edge, { start, end })
    if (event.button !== 0 || !where) return
    event.preventDefault()
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    // The knobs would be in the way of asking what lies below the pointer.
    holder?.toggleAttribute('data-held', true)
    const { clientX: x, clientY: y } = event
    const span = { start, end }
    drag.current = { edge, pressed: { x, y }, dx: x - where.x, dy: y - where.y, from: span, span }
  }
  const move = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current
    if (!held) return
    const { x, y } = heldPoint({ x: event.clientX, y: event.clientY }, held, frame.axis.writing)
    const offset = frame.offsetAtPoint(x, y)
    if (offset === undefined) return
    const { from } = held
    const span =
      held.edge === 'start'
        ? { start: Math.min(offset, from.end - 1), end: from.end }
        : { start: from.start, end: Math.max(offset, from.start + 1) }
    held.span = span
    const range = frame.map.rangeOf(span)
    if (range) frame.window.CSS.highlights.set('resizing', new frame.window.Highlight(range))
    place(span)
  }
  const release = (event: PointerEvent<HTMLElement>) => {
    const held = drag.current
    if (!held) return
    const cancelled = event.type === 'pointercancel'
    const { pressed, from } = held
    const isMoved = event.clientX !== pressed.x || event.clientY !== pressed.y
    // Where it is let go counts: on a busy machine the moves before may not have come.
    if (isMoved && !cancelled) move(event)
    drag.current = undefined
    holder?.removeAttribute('data-held')
    event.stopPropagation()
    const { span } = held
    const isChanged = span.start !== from.start || span.end !== from.end
    const end = () => {
      // The next drag may have begun.
      if (drag.current || !frame.window) return
      frame.window.CSS.highlights.delete('resizing')
      if (holder?.isConnected) place(spanOf(latest.current))
    }
    if (isChanged && !cancelled) void props.onResize(highlight.id, span).finally(end)
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
