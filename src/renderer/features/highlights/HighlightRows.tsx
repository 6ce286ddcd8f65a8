import type { RefObject } from 'react'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import type { usePagedList } from '../../lib/use-long-list.ts'
import { useLongListKeys } from '../../lib/use-long-list-keys.ts'
import type { useRowFocus } from '../../lib/use-row-focus.ts'
import type { useRowRange } from '../../lib/use-row-range.ts'
import { ArticleHeading } from './ArticleHeading.tsx'
import { HighlightCard } from './HighlightCard.tsx'
import type { ListedHighlight } from './highlights-as-markdown.ts'
import type { HighlightWork } from './use-highlight-work.ts'

/** The cards near the screen, under the titles of their articles. */
export function HighlightRows(props: {
  scroller: RefObject<HTMLDivElement | null>
  list: ReturnType<typeof usePagedList<'highlights.list'>>
  work: HighlightWork
  selecting: boolean
  isSelected(highlight: ListedHighlight): boolean
  onToggle(highlight: ListedHighlight, index: number): void
  range: ReturnType<typeof useRowRange<ListedHighlight>>
  walk: ReturnType<typeof useRowFocus>
  onOpen(highlight: ListedHighlight): void
  onOpenArticle(articleId: ArticleId): void
  onNote(highlight: ListedHighlight): void
  onTag(highlight: ListedHighlight): void
  onGather(highlight: ListedHighlight): void
  onOnlyArticle(highlight: ListedHighlight): void
}) {
  const { walk, range } = props
  const { pages, virtualizer, bodyProps } = props.list
  useLongListKeys({
    scroller: props.scroller,
    virtualizer,
    at: walk.at,
    goTo: (index) => {
      range.forget()
      walk.goTo(index)
    },
    extendTo: range.extendTo
  })
  return (
    <div className="list" ref={props.scroller} aria-busy={pages.isLoading}>
      <ul
        aria-label={t('highlights.title')}
        className="list-body"
        style={{ height: virtualizer.getTotalSize() }}
        {...bodyProps}
        {...range.listProps}
      >
        {virtualizer.getVirtualItems().map((row) => {
          const highlight = pages.itemAt(row.index)
          const isFirst = pages.itemAt(row.index - 1)?.articleId !== highlight?.articleId
          return (
            <li
              key={row.key}
              ref={virtualizer.measureElement}
              className="list-row"
              data-index={row.index}
              aria-setsize={pages.total}
              aria-posinset={row.index + 1}
              style={{ transform: `translateY(${row.start}px)` }}
              // To whichever of its buttons: keys are for this one.
              onFocus={() => range.isExtending() || walk.setActive(row.index)}
            >
              {highlight && isFirst ? (
                <ArticleHeading
                  title={highlight.articleTitle}
                  tabIndex={walk.tabIndex(row.index)}
                  onOpen={() => props.onOpenArticle(highlight.articleId)}
                />
              ) : null}
              {highlight ? (
                <HighlightCard
                  highlight={highlight}
                  selected={props.isSelected(highlight)}
                  selecting={props.selecting}
                  work={props.work}
                  onOpen={() => props.onOpen(highlight)}
                  onToggle={() => props.onToggle(highlight, row.index)}
                  onExtend={() => range.extendTo(row.index)}
                  tabIndex={walk.tabIndex(row.index)}
                  onNote={() => props.onNote(highlight)}
                  onTag={() => props.onTag(highlight)}
                  onGather={() => props.onGather(highlight)}
                  onOnlyArticle={() => props.onOnlyArticle(highlight)}
                />
              ) : (
                <div className="row-waiting" />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
