import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import type { Highlight } from '../../../../shared/highlights.ts'
import { shorten } from '../../../../shared/shorten.ts'
import type { HighlightId } from '../../../../shared/values.ts'
import { t } from '../../../lib/messages.ts'
import { LinksTabIndex } from '../../../lib/notes/NoteLink.tsx'
import { NoteText } from '../../../lib/notes/NoteText.tsx'
import { shownQuote } from '../../../lib/shown-quote.ts'
import { useFocusedRow } from '../../../lib/use-focused-row.ts'
import { useLongListKeys } from '../../../lib/use-long-list-keys.ts'
import { useRowFocus } from '../../../lib/use-row-focus.ts'
import { walkByArrows } from '../../../lib/use-row-walk.ts'
import { ExtractLinks } from '../links/ExtractLinks.tsx'

/** Longest part of a quote shown in the list, UTF-16 units. */
const SHOWN = 400

/**
 * Every highlight of the article in words: quote, colour, note, tags. It is also how screen readers hear what
 * the page only paints.
 */
export function HighlightList(props: {
  highlights: readonly Highlight[]
  chosen: HighlightId | undefined
  /** What is not sure about its place, if anything. */
  doubtOf(highlight: Highlight): 'unsure' | 'lost' | undefined
  onOpen(highlight: Highlight): void
  onLink(url: string): void
}) {
  const { highlights } = props
  const scroller = useRef<HTMLDivElement>(null)
  const row = useState(() =>
    Math.max(
      0,
      highlights.findIndex(({ id }) => id === props.chosen)
    )
  )
  const { rangeExtractor, bodyProps } = useFocusedRow(Math.min(row[0], highlights.length - 1))
  const rows = useVirtualizer<HTMLElement, Element>({
    rangeExtractor,
    count: highlights.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 96,
    getItemKey: (index) => highlights[index]!.id,
    overscan: 8
  })
  const walk = useRowFocus({
    scroller,
    virtualizer: rows,
    total: highlights.length,
    selector: '.highlight-row',
    row
  })
  useLongListKeys({ scroller, virtualizer: rows, at: walk.at, beside: true, goTo: walk.goTo })
  const keys = {
    step: (by: number) => walk.goTo(walk.at + by),
    goTo: (end: 'first' | 'last') => walk.goTo(end === 'first' ? 0 : highlights.length - 1)
  }
  if (highlights.length === 0) return <p className="panel-empty">{t('reader.panel.noHighlights')}</p>
  return (
    <div ref={scroller} className="highlight-list">
      <ul
        style={{ height: rows.getTotalSize() }}
        aria-label={t('reader.panel.highlights')}
        {...bodyProps}
        onFocus={(event) => {
          bodyProps.onFocus(event)
          const index = event.target.closest<HTMLElement>('[data-index]')?.dataset.index
          if (index !== undefined) walk.setActive(Number(index))
        }}
        onKeyDown={(event) => walkByArrows(event, keys)}
      >
        {rows.getVirtualItems().map((row) => {
          const highlight = highlights[row.index]!
          const doubt = props.doubtOf(highlight)
          const tabIndex = walk.tabIndex(row.index)
          return (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              aria-posinset={row.index + 1}
              aria-setsize={highlights.length}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <button
                type="button"
                className="highlight-row"
                tabIndex={tabIndex}
                data-color={highlight.color}
                aria-current={highlight.id === props.chosen ? 'true' : undefined}
                onClick={() => props.onOpen(highlight)}
              >
                <span className="visually-hidden">
                  {t('reader.highlight.label', { color: t(`ui.color.${highlight.color}`) })}
                </span>
                <span className="highlight-row-quote" dir="auto">
                  {shorten(shownQuote(highlight), SHOWN)}
                </span>
                {doubt ? (
                  <span className="highlight-row-unsure">
                    {doubt === 'lost' ? t('highlights.sign.lost') : t('reader.panel.unsure')}
                  </span>
                ) : null}
              </button>
              <LinksTabIndex value={tabIndex}>
                {highlight.note ? (
                  <div className="highlight-row-note" dir="auto">
                    <NoteText body={highlight.note} onLink={props.onLink} />
                  </div>
                ) : null}
                <ExtractLinks
                  articleId={highlight.articleId}
                  highlightId={highlight.id}
                  onLink={props.onLink}
                />
              </LinksTabIndex>
              {highlight.tags.length > 0 ? (
                <p className="highlight-row-tags">
                  {highlight.tags.map((tag) => (
                    <span key={tag} className="tag" dir="auto">
                      {tag}
                    </span>
                  ))}
                </p>
              ) : null}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
