import type { ReactNode, Ref } from 'react'
import type { TextSpan } from '../../../../shared/anchoring/quote.ts'
import { type HighlightColor, highlightColors } from '../../../../shared/highlights.ts'
import { t } from '../../../lib/messages.ts'
import {
  Copy,
  GraduationCap,
  MoveHorizontal,
  Scissors,
  Search,
  Split,
  StickyNote,
  Tag
} from '../../../ui/icons.ts'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { ToolsAtSelection } from './ToolsAtSelection.tsx'

/** What can be done with the selected words. */
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
    <ToolsAtSelection
      ref={props.ref}
      frame={props.frame}
      selection={props.selection}
      moved={props.moved}
      onLeave={props.onLeave}
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
    </ToolsAtSelection>
  )
}
