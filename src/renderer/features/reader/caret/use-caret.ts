import { useCallback, useEffect, useRef, useState } from 'react'
import type { Highlight } from '../../../../shared/highlights.ts'
import { t } from '../../../lib/messages.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { textOfLeaf } from '../page/text-map.ts'
import { type CaretMove, caretMove } from './caret-keys.ts'
import { unitAt } from './keyboard-selection.ts'
import { lineInTable } from './line-in-table.ts'
import { runsOf } from './use-keyboard-selecting.ts'

const isMac = /Mac/.test(navigator.userAgent)
/** Longest piece read aloud, UTF-16 units. */
const SPOKEN = 300

/**
 * A caret in the article, to go by letters, words and lines and to select from there, as in a text field. The
 * selection is the page's own, so everything else works as with a pointer; the browser moves it, which knows
 * lines and directions, and here it is kept inside the article, drawn and said.
 */
export function useCaret(room: {
  frame: ReadingFrame | null
  language: string
  /** Those under an offset, the likeliest first. */
  highlightsAt(offset: number): readonly Highlight[]
  say(sentence: string): void
}) {
  const { frame, language, highlightsAt, say } = room
  const [on, setOn] = useState(false)
  // Where it stands: keys come faster than the screen is drawn, and marking takes the selection away.
  const now = useRef<number | undefined>(undefined)

  /** The place in the line that going up and down keeps to (pixels of the frame's viewport), and where it led last. */
  const goal = useRef<{ x: number; at: number } | undefined>(undefined)

  const put = useCallback(
    (offset: number) => {
      const point = frame?.map.pointAt(offset)
      if (!frame || !point) return false
      frame.document.getSelection()?.setBaseAndExtent(point.node, point.offset, point.node, point.offset)
      now.current = offset
      return true
    },
    [frame]
  )

  const toggle = useCallback(() => {
    if (!frame) return
    if (on) {
      setOn(false)
      now.current = undefined
      return say(t('reader.live.caretOff'))
    }
    const selection = frame.document.getSelection()
    const offset = (selection && focusOffset(frame, selection)) ?? frame.firstVisibleOffset() ?? 0
    frame.window.focus()
    if (!put(offset)) return
    setOn(true)
    say(t('reader.live.caretOn'))
  }, [frame, on, put, say])

  const stop = useCallback(() => {
    now.current = undefined
    setOn(false)
    return on
  }, [on])

  const onKey = useCallback(
    (event: KeyboardEvent): boolean => {
      if (!frame || !on) return false
      const move = caretMove(event, frame.axis.writing, isMac)
      const selection = frame.document.getSelection()
      if (!move || !selection) return false
      if (selection.rangeCount === 0 && now.current !== undefined) put(now.current)
      const before = focusOffset(frame, selection)
      const by = isLine(move, frame) ? (move.direction === 'forward' ? 1 : -1) : undefined
      const kept = goal.current?.at === before ? goal.current?.x : undefined
      const x = by && before !== undefined ? (kept ?? caretRect(frame, selection, before)?.x) : undefined
      const { anchorNode, anchorOffset, focusNode, focusOffset: at } = selection
      const fixed = offsetOf(frame, anchorNode, anchorOffset)
      if (move.granularity === 'documentboundary') goToEdge(frame, selection, move)
      else selection.modify(move.extend ? 'extend' : 'move', move.direction, move.granularity)
      let after = focusOffset(frame, selection)
      if (by && before !== undefined && x !== undefined) {
        const inTable = lineInTable(frame, { before, after, by, x })
        const point = inTable === undefined ? undefined : frame.map.pointAt(inTable)
        if (point) {
          if (move.extend) selection.extend(point.node, point.offset)
          else selection.collapse(point.node, point.offset)
          after = inTable
        }
      }
      if (after === undefined) {
        // Out of the article (into a note beside it, or behind its end): back to where it was.
        if (anchorNode && focusNode) selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, at)
        say(t('reader.live.edge'))
        return true
      }
      now.current = after
      goal.current = x === undefined ? undefined : { x, at: after }
      if (after === before && move.granularity !== 'lineboundary') say(t('reader.live.edge'))
      else say(sentence(frame, move, before ?? after, after))
      void frame.reveal({ start: after, end: after + 1 })
      return true

      function sentence(frame: ReadingFrame, { granularity, extend }: CaretMove, from: number, to: number) {
        if (extend) {
          const start = Math.min(from, to)
          const span = { start, end: Math.min(Math.max(from, to), start + SPOKEN) }
          const words = frame.map.textOf(span).toWellFormed()
          const stays = fixed ?? from
          return Math.abs(to - stays) >= Math.abs(from - stays)
            ? t('reader.live.caretSelected', { text: words })
            : t('reader.live.caretUnselected', { text: words })
        }
        const text = textAt(frame, granularity, to, language)
        const here = highlightsAt(to).find((one) => one.start <= to && to < one.end)
        const was = highlightsAt(from).some(
          (one) => one.id === here?.id && one.start <= from && from < one.end
        )
        return here && !was
          ? t('reader.live.caretInHighlight', { text, color: t(`ui.color.${here.color}`) })
          : text
      }
    },
    [frame, on, put, say, language, highlightsAt]
  )

  // Drawn in the page, so that it scrolls with it, outside of the article's own elements.
  useEffect(() => {
    if (!frame || !on) return
    const page = frame.document
    const caret = page.createElement('div')
    caret.className = 'text-caret'
    caret.setAttribute('aria-hidden', 'true')
    page.body.append(caret)
    const draw = () => {
      const selection = page.getSelection()
      const offset = (selection?.rangeCount ? focusOffset(frame, selection) : undefined) ?? now.current
      const rect = offset === undefined ? undefined : caretRect(frame, selection, offset)
      caret.hidden = !rect
      if (!rect) return
      now.current = offset
      caret.style.width = `${rect.width}px`
      caret.style.height = `${rect.height}px`
      caret.style.transform = frame.toPoint(rect.x, rect.y)
    }
    draw()
    page.addEventListener('selectionchange', draw)
    const observer = new frame.window.ResizeObserver(draw)
    observer.observe(page.querySelector('main')!)
    return () => {
      page.removeEventListener('selectionchange', draw)
      observer.disconnect()
      caret.remove()
    }
  }, [frame, on])

  useEffect(() => {
    if (!frame) return
    return () => {
      now.current = undefined
      setOn(false)
    }
  }, [frame])

  return { on, toggle, stop, onKey }
}

/** Tables of vertical lines are left to the browser. */
const isLine = ({ granularity }: CaretMove, frame: ReadingFrame) =>
  granularity === 'line' && frame.axis.writing === 'horizontal'

/** To the first or the last letter of the article; the browser would go on into what stands behind it. */
function goToEdge({ map }: ReadingFrame, selection: Selection, { direction, extend }: CaretMove): void {
  const point = map.pointAt(direction === 'backward' ? 0 : map.loadedTo)
  if (!point) return
  if (extend) selection.extend(point.node, point.offset)
  else selection.collapse(point.node, point.offset)
}

/** Where the moving end of the selection is, canonical offset; undefined when it is not in the article. */
function focusOffset(frame: ReadingFrame, { focusNode, focusOffset: at }: Selection): number | undefined {
  return offsetOf(frame, focusNode, at)
}

function offsetOf(frame: ReadingFrame, node: Node | null, at: number): number | undefined {
  if (!node) return undefined
  const element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : node.parentElement
  if (!element?.closest('[data-at]')) return undefined
  return frame.map.offsetOf({ node, offset: at }, 'after')
}

const WIDTH = 2

function caretRect(frame: ReadingFrame, selection: Selection | null, offset: number): DOMRect | undefined {
  const vertical = frame.axis.writing !== 'horizontal'
  let rect: DOMRect | undefined
  if (selection?.focusNode?.nodeType === Node.TEXT_NODE) {
    const range = frame.document.createRange()
    range.setStart(selection.focusNode, selection.focusOffset)
    range.collapse(true)
    rect = range.getClientRects()[0]
  }
  rect ??= frame.map.characterAt(offset)?.getBoundingClientRect()
  if (!rect || (rect.height === 0 && rect.width === 0)) return undefined
  const rtl = !vertical && rect.width > WIDTH && frame.isRightToLeft(offset)
  return vertical
    ? new DOMRect(rect.x, rect.y - WIDTH / 2, rect.width, WIDTH)
    : new DOMRect((rtl ? rect.right : rect.x) - WIDTH / 2, rect.y, WIDTH, rect.height)
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** What a reader wants to hear after a move: the letter, the word, the line or the paragraph arrived at. */
function textAt(
  frame: ReadingFrame,
  granularity: CaretMove['granularity'],
  offset: number,
  language: string
): string {
  const leaf = frame.map.leafAt(offset)
  if (!leaf) return ''
  const text = textOfLeaf(leaf)
  const at = offset - leaf.start
  if (granularity === 'character' || granularity === 'lineboundary') {
    const rest = text.slice(at, at + 64)
    const [first] = graphemes.segment(rest)
    const letter = first?.segment ?? ''
    if (letter === '') return t('reader.live.caretEnd')
    return letter.trim() === '' ? t('reader.live.caretSpace') : letter
  }
  if (granularity === 'word') {
    const word = unitAt(runsOf(frame), offset, 'word', language)
    return word ? frame.map.textOf(word) : ''
  }
  if (granularity === 'line') return lineAt(frame, offset)
  return text.slice(Math.max(0, at), at + SPOKEN).toWellFormed()
}

/** The words of the line that an offset stands in. */
function lineAt(frame: ReadingFrame, offset: number): string {
  const rect = frame.map.characterAt(offset)?.getBoundingClientRect()
  const leaf = frame.map.leafAt(offset)
  if (!rect || !leaf) return ''
  const line = leaf.element.getBoundingClientRect()
  const isVertical = frame.axis.writing !== 'horizontal'
  const point = (edge: 'start' | 'end') =>
    isVertical
      ? [rect.x + rect.width / 2, edge === 'start' ? line.top + 1 : line.bottom - 1]
      : [edge === 'start' ? line.left + 1 : line.right - 1, rect.y + rect.height / 2]
  const ends = (['start', 'end'] as const).map((edge) => {
    const [x, y] = point(edge) as [number, number]
    return frame.offsetAtPoint(x, y) ?? offset
  })
  const span = { start: Math.max(leaf.start, Math.min(...ends)), end: Math.min(leaf.end, Math.max(...ends)) }
  return span.start < span.end ? frame.map.textOf(span).slice(0, SPOKEN).toWellFormed() : ''
}
