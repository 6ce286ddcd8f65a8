import { useLayoutEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Highlight } from '../../../../shared/highlights.ts'
import { shorten } from '../../../../shared/shorten.ts'
import { t } from '../../../lib/messages.ts'
import { shownQuote } from '../../../lib/shown-quote.ts'
import { StickyNote } from '../../../ui/icons.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { usePageLayer } from '../page/use-page-layer.ts'
import { layOutNotes } from './lay-out-notes.ts'

/** Width and height of a sign, pixels, as in reading.css. */
const SIGN = 24
const GAP = 2

/** The notes of one line, and where its sign stands. */
interface Line {
  highlights: Highlight[]
  transform: string
}

/**
 * Where notes have no room beside the text (a narrow window, vertical lines), a small sign at the edge of the line
 * says that there are some, and opens them.
 */
export function NoteSigns(props: {
  frame: ReadingFrame
  /** Those near the screen that have something beside their words, in document order. */
  highlights: readonly Highlight[]
  /** Changes whenever the page's lines may have moved. */
  moved: number
  /** Opens one of those that lie at a place. */
  onOpen(highlight: Highlight, at: readonly Highlight[]): void
}) {
  const { frame, highlights, moved } = props
  const holder = usePageLayer(frame, 'note-signs', t('reader.marginNotes'))
  const [lines, setLines] = useState<readonly Line[]>([])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `moved` says that the lines stand elsewhere now
  useLayoutEffect(() => {
    if (!holder?.isConnected) return
    const isBeside = frame.document.documentElement.dataset.notes === 'beside'
    const found = isBeside ? [] : signsOf(frame, highlights)
    setLines((before) => (isSame(before, found) ? before : found))
  }, [frame, holder, highlights, moved])

  if (!holder) return null
  return createPortal(
    lines.map(({ highlights: [first, ...more], transform }) =>
      first ? (
        <button
          key={first.id}
          type="button"
          className="note-sign"
          aria-label={
            more.length > 0
              ? t('reader.noteSigns', { count: more.length + 1 })
              : t('reader.noteSign', { quote: shorten(shownQuote(first), 60) })
          }
          style={{ '--note-color': `var(--highlight-${first.color}-line)`, transform } as React.CSSProperties}
          onClick={() => props.onOpen(first, [first, ...more])}
          onKeyDown={(event) => {
            // The page's own keys would scroll.
            if (event.key === 'Enter' || event.key === ' ') event.stopPropagation()
          }}
        >
          <StickyNote aria-hidden="true" />
        </button>
      ) : null
    ),
    holder
  )
}

function signsOf(frame: ReadingFrame, highlights: readonly Highlight[]): Line[] {
  const { axis } = frame
  const column = frame.document.querySelector('main')!.getBoundingClientRect()
  const { clientWidth, dir } = frame.document.documentElement
  const groups: { highlights: Highlight[]; top: number; height: number }[] = []
  for (const highlight of highlights) {
    const box = frame.map.characterAt(highlight.start)?.getBoundingClientRect()
    if (!box) continue
    const [start, end] = [axis.start(box), axis.end(box)]
    const top = axis.position + (start + end) / 2 - SIGN / 2
    const last = groups.at(-1)
    if (last && Math.abs(last.top - top) < (end - start) / 2) last.highlights.push(highlight)
    else groups.push({ highlights: [highlight], top, height: SIGN })
  }
  // Lines of a table stand beside each other.
  groups.sort((a, b) => a.top - b.top)
  const tops = layOutNotes(groups, GAP)
  return groups.map((group, index) => {
    const start = tops[index]! - axis.position
    if (axis.writing !== 'horizontal') {
      const x = axis.writing === 'vertical-lr' ? start : frame.window.innerWidth - start - SIGN
      return { highlights: group.highlights, transform: frame.toPoint(x, column.top - SIGN - GAP) }
    }
    const beside = dir === 'rtl' ? column.left - SIGN - GAP : column.right + GAP
    const x = Math.max(0, Math.min(beside, clientWidth - SIGN))
    return { highlights: group.highlights, transform: frame.toPoint(x, start) }
  })
}

const isSame = (a: readonly Line[], b: readonly Line[]) =>
  a.length === b.length &&
  a.every(
    (line, at) =>
      line.transform === b[at]!.transform &&
      line.highlights.length === b[at]!.highlights.length &&
      line.highlights.every((one, index) => one === b[at]!.highlights[index])
  )
