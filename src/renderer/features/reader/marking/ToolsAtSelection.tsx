import { type KeyboardEvent, type ReactNode, type Ref, useLayoutEffect, useRef, useState } from 'react'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import { t } from '../../../lib/messages.ts'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { placeToolbar } from './place-toolbar.ts'

/**
 * Tools near what is selected and never over it. They never take the focus by themselves, and a press on them
 * does not end the selection.
 */
export function ToolsAtSelection(props: {
  frame: ReadingFrame
  selection: TextSpan
  /** Changes whenever the page has scrolled or its lines have moved. */
  moved: number
  onLeave(): void
  children: ReactNode
  ref?: Ref<HTMLDivElement> | undefined
}) {
  const { frame, selection, moved } = props
  const bar = useRef<HTMLDivElement | null>(null)
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `moved` says that the same selection stands elsewhere now
  useLayoutEffect(() => {
    const rect = frame.rectOf(partOnScreen(frame, selection))
    const element = bar.current
    if (!rect || !element) return
    const area = { width: frame.window.innerWidth, height: frame.window.innerHeight }
    setPlace(placeToolbar(rect, { width: element.offsetWidth, height: element.offsetHeight }, area))
  }, [frame, selection, moved])

  return (
    <div
      ref={(element) => {
        bar.current = element
        if (typeof props.ref === 'function') props.ref(element)
        else if (props.ref) props.ref.current = element
      }}
      className="selection-toolbar"
      role="toolbar"
      aria-label={t('reader.tool.label')}
      style={place ? { left: place.left, top: place.top } : { visibility: 'hidden' }}
      onMouseDown={(event) => event.preventDefault()}
      onKeyDown={(event) => walk(event, props.onLeave)}
    >
      {props.children}
    </div>
  )
}

/** Arrow keys walk the tools, Escape goes back to the text. */
function walk(event: KeyboardEvent<HTMLDivElement>, leave: () => void): void {
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
  const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1
  const by = event.key === 'ArrowRight' ? forward : event.key === 'ArrowLeft' ? -forward : 0
  if (event.key === 'Escape') {
    event.preventDefault()
    event.stopPropagation()
    leave()
  } else if (by !== 0 && at !== -1) {
    event.preventDefault()
    buttons[(at + by + buttons.length) % buttons.length]?.focus()
  }
}

/** Longer spans are measured where they are on screen only, UTF-16 units. */
const LONG = 20_000

function partOnScreen(frame: ReadingFrame, span: TextSpan): TextSpan {
  if (span.end - span.start < LONG) return span
  const start = Math.max(span.start, frame.firstVisibleOffset() ?? span.start)
  const end = Math.min(span.end, (frame.lastVisibleOffset() ?? span.end) + 1)
  return start < end ? { start, end } : { start: span.start, end: span.start + 1 }
}
