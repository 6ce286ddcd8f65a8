import { type ChangeEvent, type MouseEvent, type RefObject, useCallback, useEffect, useRef } from 'react'
import type { ArticleSummary } from '../../../shared/articles.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { hasGoneToField } from '../../lib/gone-to-field.ts'
import { useLongList } from '../../lib/use-long-list.ts'
import { useLongListKeys } from '../../lib/use-long-list-keys.ts'
import { isWithShift } from '../../lib/use-row-range.ts'
import { ArticleRow } from './ArticleRow.tsx'
import type { RowActions } from './row-actions.ts'

/** Pixels of a row with one line of title, and of one that has a line of tags, too; real heights are measured. */
const PLAIN_ROW = 72
const TAGGED_ROW = 91
/** No window shows more of them at once, before one scrolls. */
const FIRST_ROWS = 50

interface ArticleListProps {
  label: string
  /** What the list answers: another one is read from its beginning. */
  question: unknown
  total: number
  itemAt(index: number): ArticleSummary | undefined
  active: number
  selected: ReadonlySet<ArticleId>
  actions: RowActions
  /** Raised to bring the active row into view and focus. */
  focusRequest: number
  /** The request answered last, kept by who asks: the list itself comes and goes with what is typed into the filter. */
  answered: RefObject<number>
  onRange(first: number, last: number, kept: readonly number[]): void
  /** `attend`: the focus is there; `move` begins a new selection, too. */
  onPoint(index: number, how: 'attend' | 'move' | 'toggle' | 'extend'): void
  /** Goes to a row with a key. */
  onWalk(index: number, how: 'move' | 'extend'): void
  onOpen(id: ArticleId, index: number): void
}

/** The list itself: only the rows near the screen exist, however long it is. */
export function ArticleList(props: ArticleListProps) {
  const { active, focusRequest, answered, itemAt, onRange, question } = props
  const scroller = useRef<HTMLDivElement>(null)
  const { virtualizer, bodyProps } = useLongList({
    scroller,
    count: props.total,
    stop: active,
    // The list is not drawn a second time for rows that are as high as was thought.
    rowHeight: (index) => (index < FIRST_ROWS && itemAt(index)?.tags.length ? TAGGED_ROW : PLAIN_ROW),
    onRange
  })
  useLongListKeys({
    scroller,
    virtualizer,
    at: active,
    goTo: (index) => props.onWalk(index, 'move'),
    extendTo: (index) => props.onWalk(index, 'extend')
  })
  const { toggle, press } = useRowPresses(props)
  const rows = virtualizer.getVirtualItems()
  /** Under a press with Shift, which extends from the row that was at work before it took the focus. */
  const isExtending = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the change that counts
  useEffect(() => scroller.current?.scrollTo({ top: 0 }), [question])
  useEffect(() => {
    // Once: who has gone on since is left there, as in the filter, which makes another row the active one.
    if (focusRequest === answered.current) return
    virtualizer.scrollToIndex(active, { align: 'auto' })
    const from = document.activeElement
    // A row far away exists only after the scroll.
    const frame = requestAnimationFrame(() => {
      answered.current = focusRequest
      if (hasGoneToField(from)) return
      const row = scroller.current?.querySelector(`[data-index="${active}"]`)
      if (row?.contains(document.activeElement)) return
      row?.querySelector<HTMLElement>('.row-title')?.focus({ preventScroll: true })
    })
    return () => cancelAnimationFrame(frame)
  }, [focusRequest, answered, active, virtualizer])
  return (
    <div className="list" ref={scroller}>
      <ul
        aria-label={props.label}
        className="list-body"
        style={{ height: virtualizer.getTotalSize() }}
        {...bodyProps}
        onFocus={(event) => {
          bodyProps.onFocus(event)
          if (isExtending.current) return
          const index = event.target.closest<HTMLElement>('[data-index]')?.dataset.index
          if (index !== undefined && Number(index) !== active) props.onPoint(Number(index), 'attend')
        }}
        onMouseDownCapture={(event) => {
          isExtending.current = event.shiftKey
        }}
        onClickCapture={() => {
          isExtending.current = false
        }}
      >
        {rows.map((row) => {
          const article = props.itemAt(row.index)
          const isSelected = article !== undefined && props.selected.has(article.id)
          return (
            <li
              key={row.key}
              ref={virtualizer.measureElement}
              className="list-row"
              data-index={row.index}
              data-active={row.index === active || undefined}
              aria-setsize={props.total}
              aria-posinset={row.index + 1}
              data-selected={isSelected || undefined}
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {article ? (
                <ArticleRow
                  article={article}
                  index={row.index}
                  active={row.index === active}
                  selected={isSelected}
                  selecting={props.selected.size > 0}
                  actions={props.actions}
                  onToggle={toggle}
                  onPress={press}
                />
              ) : (
                <div className="row row-waiting" />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

/** What a press on a row does, the same functions for as long as the list is there: no row is drawn again for them. */
function useRowPresses(props: Pick<ArticleListProps, 'onPoint' | 'onOpen'>) {
  const latest = useRef(props)
  latest.current = props
  const toggle = useCallback(
    (index: number, event: ChangeEvent) =>
      latest.current.onPoint(index, isWithShift(event) ? 'extend' : 'toggle'),
    []
  )
  const press = useCallback((article: ArticleSummary, index: number, event: MouseEvent) => {
    const { onPoint, onOpen } = latest.current
    if (event.ctrlKey || event.metaKey) onPoint(index, 'toggle')
    else if (event.shiftKey) onPoint(index, 'extend')
    else if (article.trashedAt === null) onOpen(article.id, index)
    else onPoint(index, 'move')
  }, [])
  return { toggle, press }
}
