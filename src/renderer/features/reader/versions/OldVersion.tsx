import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Highlight } from '../../../../shared/highlights.ts'
import type { ReadingVersion } from '../../../../shared/reading.ts'
import type { Settings } from '../../../../shared/settings.ts'
import type { HighlightId } from '../../../../shared/values.ts'
import { formatDay } from '../../../lib/formats.ts'
import { t } from '../../../lib/messages.ts'
import { useData } from '../../../lib/use-data.ts'
import { Button } from '../../../ui/Button.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Highlighter } from '../../../ui/icons.ts'
import { FoundBar } from '../find/FoundBar.tsx'
import { useFound } from '../find/use-found.ts'
import { highlightsAtPoint, usePainter } from '../marking/use-painter.ts'
import { useSelection } from '../marking/use-selection.ts'
import { ArticleFrame } from '../page/ArticleFrame.tsx'
import type { ReadingFrame } from '../page/reading-frame.ts'
import { titleText } from '../page/title-span.ts'
import { useCopyWords } from '../page/use-copy-words.ts'
import { useFrameEvents } from '../page/use-frame-events.ts'
import { PageExtrasLayer } from '../page-extras/PageExtrasLayer.tsx'
import { usePageExtras } from '../page-extras/use-page-extras.ts'
import { HighlightList } from '../panels/HighlightList.tsx'
import { PANEL_OVER_PAGE } from '../panels/use-panels.ts'
import { useOldVersionCommands } from './use-old-version-commands.ts'

const none: readonly Highlight[] = []

/**
 * A version that is no longer the article's text, as it was, with the highlights where they stood in it. To
 * read, look up and copy; what is marked is marked in the current one.
 */
export function OldVersion(props: {
  version: ReadingVersion
  settings: Settings
  onLink(url: string): void
  onClose(): void
}) {
  const { version, settings, onClose } = props
  const { data: highlights = none } = useData('versions.highlights', { versionId: version.id })
  const { data: versions } = useData('versions.list', { articleId: version.articleId })
  const [frame, setFrame] = useState<ReadingFrame | null>(null)
  const [chosen, setChosen] = useState<HighlightId | undefined>(undefined)
  // Where it would lie over the page it waits until it is asked for.
  const [listOpen, setListOpen] = useState(() => !window.matchMedia(PANEL_OVER_PAGE).matches)
  const toggleList = () => setListOpen((before) => !before)
  const find = useFound(frame)
  const { painter } = usePainter(frame, { highlights, chosen, found: find.spans, current: find.current })
  const sorted = useMemo(
    () => highlights.toSorted((a, b) => a.start - b.start || a.end - b.end),
    [highlights]
  )

  const go = useCallback(
    (highlight: Highlight) => {
      setChosen(highlight.id)
      void frame?.reveal(highlight)
    },
    [frame]
  )
  const walk = (by: 1 | -1) => {
    const at = sorted.findIndex(({ id }) => id === chosen)
    const next =
      sorted[at === -1 ? (by === 1 ? 0 : sorted.length - 1) : (at + by + sorted.length) % sorted.length]
    if (next) go(next)
  }
  const { selection, selectAll, clear, catchUp } = useSelection(frame, version.textLength)
  const copying = useCopyWords(frame, version.id)
  const jump = useCallback(
    (name: string) => {
      const there = frame?.document.getElementById(name)
      if (there) void frame?.bringElementTo(there, 0, 96)
    },
    [frame]
  )
  const extras = usePageExtras(frame, jump)
  useOldVersionCommands({
    frame,
    find,
    picture: extras.openNearest,
    walk,
    selection,
    selectAll,
    letGo: clear,
    copy: copying.copy,
    toggleList,
    onClose
  })

  useFrameEvents(frame, {
    onPress: extras.dropFootnotes,
    onClick(x, y) {
      const [here] = frame && painter ? highlightsAtPoint(frame, painter, x, y) : []
      setChosen(here?.id)
    },
    onMargin() {},
    onLink: props.onLink,
    onJump: extras.onJump,
    onPicture: extras.openPicture,
    onCopy: (event) => copying.onCopy(event, selection),
    onKey: () => false,
    onMenuKey: () => false,
    onMenuAt: () => false,
    isOnHighlight: (x, y) => (frame && painter ? highlightsAtPoint(frame, painter, x, y).length > 0 : false),
    onBeforeKey: catchUp
  })
  useEffect(() => frame?.window.focus(), [frame])

  const one = versions?.find(({ id }) => id === version.id)
  const name = one?.isQuotations ? t('versions.quotations') : t('versions.number', { number: version.number })
  return (
    <section
      className="reader old-version"
      aria-label={t('versions.oldTitle', { name, title: version.title })}
    >
      <header className="old-version-bar">
        <p role="status">
          <strong>{name}</strong> {one ? formatDay(one.createdAt) : ''} <span>{t('versions.readOnly')}</span>
        </p>
        <IconButton
          label={t('versions.oldHighlights')}
          shortcut="h"
          aria-pressed={listOpen}
          onClick={toggleList}
        >
          <Highlighter aria-hidden="true" />
        </IconButton>
        <Button look="primary" onClick={onClose}>
          {t('versions.backToCurrent')}
        </Button>
      </header>
      <div className="reader-stage">
        <div className="reader-page">
          <ArticleFrame
            versionId={version.id}
            title={version.title}
            settings={settings}
            onFrame={setFrame}
            onReflow={() => {}}
          />
          <FoundBar
            version={version}
            title={frame ? titleText(frame.document) : ''}
            find={find}
            onClose={() => {
              find.close()
              frame?.window.focus()
            }}
          />
          {frame ? (
            <PageExtrasLayer frame={frame} extras={extras} onLink={props.onLink} onJump={jump} />
          ) : null}
        </div>
        {listOpen ? (
          <aside className="side-panel" aria-label={t('versions.oldHighlights')}>
            <div className="side-panel-body">
              <h2 className="old-version-heading">{t('versions.oldHighlights')}</h2>
              <HighlightList
                highlights={sorted}
                chosen={chosen}
                doubtOf={(highlight) => (painter?.isUnsure(highlight) ? 'unsure' : undefined)}
                onOpen={go}
                onLink={props.onLink}
              />
            </div>
          </aside>
        ) : null}
      </div>
    </section>
  )
}
