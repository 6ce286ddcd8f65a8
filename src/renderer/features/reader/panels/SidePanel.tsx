import { type ReactNode, useEffect, useRef } from 'react'
import type { Article } from '../../../../shared/articles.ts'
import type { Highlight } from '../../../../shared/highlights.ts'
import type { ReadingVersion } from '../../../../shared/reading.ts'
import type { HighlightId } from '../../../../shared/values.ts'
import { t } from '../../../lib/messages.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Highlighter, History, ListTree, ScrollText, StickyNote, X } from '../../../ui/icons.ts'
import { Tooltip } from '../../../ui/Tooltip.tsx'
import { ArticlePanel } from './ArticlePanel.tsx'
import { HighlightList } from './HighlightList.tsx'
import { OutlinePanel } from './OutlinePanel.tsx'
import type { PanelName } from './use-panels.ts'

/** The same pictures as in the bar above. */
const tabs: readonly { name: PanelName; icon: ReactNode; shortcut: string }[] = [
  { name: 'outline', icon: <ListTree aria-hidden="true" className="mirrored" />, shortcut: 'o' },
  { name: 'highlights', icon: <Highlighter aria-hidden="true" />, shortcut: 'h' },
  { name: 'sheet', icon: <ScrollText aria-hidden="true" />, shortcut: 'Shift+S' },
  { name: 'article', icon: <StickyNote aria-hidden="true" />, shortcut: 'Shift+N' },
  { name: 'versions', icon: <History aria-hidden="true" />, shortcut: 'Shift+V' }
]
const labelOf = (name: PanelName) => (name === 'sheet' ? t('sheet.tab') : t(`reader.panel.${name}`))

/** The panel beside the page (over it where the window is narrow): outline, highlights, study sheet, note and tags. */
export function SidePanel(props: {
  name: PanelName
  focus: 'note' | 'tags'
  article: Article | undefined
  version: ReadingVersion
  title: string
  offset: number
  highlights: readonly Highlight[]
  chosen: HighlightId | undefined
  doubtOf(highlight: Highlight): 'unsure' | 'lost' | undefined
  /** What stands under Versions. */
  versions: ReactNode
  onGo(offset: number): void
  onOpenHighlight(highlight: Highlight): void
  onPanel(name: PanelName): void
  /** The study sheet; app/ puts it here. */
  sheet: ReactNode
  onLink(url: string): void
  onClose(): void
}) {
  const { name } = props
  const panel = useRef<HTMLElement>(null)
  // Opened by a key in the article, the panel is where the next key is meant; a button pressed keeps its focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list in the panel is another place to be
  useEffect(() => {
    if (document.activeElement?.tagName !== 'IFRAME') return
    const at = panel.current?.querySelector<HTMLElement>('[aria-current]')
    ;(at ?? panel.current?.querySelector<HTMLElement>('[aria-pressed="true"]'))?.focus()
  }, [name])
  return (
    <aside ref={panel} className="side-panel" aria-label={t('reader.panel.label')}>
      <div className="side-panel-head">
        {tabs.map((tab) => (
          <Tooltip
            key={tab.name}
            label={labelOf(tab.name)}
            shortcut={tab.shortcut}
            disabled={tab.name === name}
          >
            <button
              type="button"
              className="side-panel-tab"
              aria-label={labelOf(tab.name)}
              aria-pressed={tab.name === name}
              onClick={() => props.onPanel(tab.name)}
            >
              {tab.icon}
              {/* One row in every language: the panel that is open says its name. */}
              {tab.name === name ? <span>{labelOf(tab.name)}</span> : null}
            </button>
          </Tooltip>
        ))}
        <IconButton label={t('reader.panel.close')} shortcut="Escape" onClick={props.onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <div className="side-panel-body">
        {name === 'outline' ? (
          <OutlinePanel
            title={props.title}
            outline={props.version.outline}
            offset={props.offset}
            onGo={props.onGo}
          />
        ) : null}
        {name === 'highlights' ? (
          <HighlightList
            highlights={props.highlights}
            chosen={props.chosen}
            doubtOf={props.doubtOf}
            onOpen={props.onOpenHighlight}
            onLink={props.onLink}
          />
        ) : null}
        {name === 'sheet' ? props.sheet : null}
        {name === 'versions' ? props.versions : null}
        {name === 'article' && props.article ? (
          <ArticlePanel
            article={props.article}
            focus={props.focus}
            onLink={props.onLink}
            onDone={props.onClose}
          />
        ) : null}
      </div>
    </aside>
  )
}
