import { Copy, GraduationCap, MoveHorizontal, Scissors, Search, Split, StickyNote, Tag } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type Ref, useLayoutEffect, useRef, useState } from 'react'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import { type HighlightColor, highlightColors } from '../../../../shared/highlights.ts'
import { t } from '../../../lib/messages.ts'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { placeToolbar } from './place-toolbar.ts'

/**
 * The tools for a selection, near it and never over it. It never takes the focus by itself and a press on it
 * does not end the selection.
 */
export function SelectionToolbar(props: {
  frame: ReadingFrame
  selection: TextSpan
  /** Changes whenever the page has scrolled or its lines have moved. */
  moved: number
  canResize: boolean
  canSplit: boolean
  onSplit(): void
  onColor(color: HighlightColor): void
  onResize(): void
  onNote(): void
  onTag(): void
  onCard(): void
  onExtract(): void
  onCopy(): void
  onSearch(): void
  onLeave(): void
  ref?: Ref<HTMLDivElement>
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

  const tools: { key: string; label: string; shortcut: string; icon: ReactNode; act(): void }[] = [
    {
      key: 'note',
      label: t('reader.tool.note'),
      shortcut: 'n',
      icon: <StickyNote aria-hidden="true" />,
      act: props.onNote
    },
    {
      key: 'tag',
      label: t('reader.tool.tag'),
      shortcut: 't',
      icon: <Tag aria-hidden="true" />,
      act: props.onTag
    },
    {
      key: 'card',
      label: t('reader.tool.card'),
      shortcut: 'c',
      icon: <GraduationCap aria-hidden="true" />,
      act: props.onCard
    },
    {
      key: 'extract',
      label: t('reader.tool.extract'),
      shortcut: 'i',
      icon: <Scissors aria-hidden="true" />,
      act: props.onExtract
    },
    {
      key: 'copy',
      label: t('reader.tool.copy'),
      shortcut: 'Mod+C',
      icon: <Copy aria-hidden="true" />,
      act: props.onCopy
    },
    {
      key: 'search',
      label: t('reader.tool.search'),
      shortcut: 'q',
      icon: <Search aria-hidden="true" />,
      act: props.onSearch
    }
  ]
  if (props.canSplit) {
    tools.unshift({
      key: 'split',
      label: t('reader.tool.split'),
      shortcut: 'x',
      icon: <Split aria-hidden="true" />,
      act: props.onSplit
    })
  }
  if (props.canResize) {
    tools.unshift({
      key: 'resize',
      label: t('reader.tool.resize'),
      shortcut: 'r',
      icon: <MoveHorizontal aria-hidden="true" />,
      act: props.onResize
    })
  }

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
      {highlightColors.map((color, index) => (
        <Tooltip key={color} label={t(`ui.color.${color}`)} shortcut={String(index + 1)}>
          <button
            type="button"
            className="swatch"
            data-color={color}
            aria-label={t('reader.tool.highlight', { color: t(`ui.color.${color}`) })}
            onClick={() => props.onColor(color)}
          />
        </Tooltip>
      ))}
      <span className="toolbar-line" />
      {tools.map((tool) => (
        <Tooltip key={tool.key} label={tool.label} shortcut={tool.shortcut}>
          <button type="button" className="icon-button" aria-label={tool.label} onClick={tool.act}>
            {tool.icon}
          </button>
        </Tooltip>
      ))}
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
