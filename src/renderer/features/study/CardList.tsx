import { useEffect, useMemo, useRef, useState } from 'react'
import { type Card, type CardFilter, type CardSort, cardSorts, cardStatuses } from '../../../shared/cards.ts'
import { t } from '../../lib/messages.ts'
import { SortMenu } from '../../lib/SortMenu.tsx'
import { TagFilter } from '../../lib/TagFilter.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { usePagedList } from '../../lib/use-long-list.ts'
import { useLongListKeys } from '../../lib/use-long-list-keys.ts'
import { rowsBetween } from '../../lib/use-pages.ts'
import { useRowFocus } from '../../lib/use-row-focus.ts'
import { useRowRange } from '../../lib/use-row-range.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { FilterBox } from '../../ui/FilterBox.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { CardBulkBar, CardTagsDialog } from './CardBulkBar.tsx'
import { CardRow } from './CardRow.tsx'
import { type Dated, datedCard } from './DueDialog.tsx'
import { NoCards } from './NoCards.tsx'
import { type ChosenCards, onlyThis, useCardSelection } from './use-card-selection.ts'
import type { CardWork } from './use-card-work.ts'

/** Pixels of a row with one line of question; real heights are measured. */
const ROW_ESTIMATE = 72

type Status = (typeof cardStatuses)[number]

/** What a visit was left with: coming back from an article finds the list as it was. */
const left = new WeakMap<
  object,
  { status: Status; tag: string | null; contains: string; sort: CardSort; at: number }
>()

/** Every card, to find, edit and put aside. */
export function CardList(props: {
  /** The same object when one comes back to a visit, another when one goes to it anew. */
  visit: object
  work: CardWork
  onEdit(card: Card): void
  /** To be asked for the day they come back on. */
  onDue(dated: Dated): void
  onNew(): void
  /** To a session of these cards. */
  onStudy(only: CardFilter): void
}) {
  const { visit, work, onEdit, onDue } = props
  const [before] = useState(() => left.get(visit))
  const [status, setStatus] = useState<Status>(before?.status ?? 'all')
  const [tag, setTag] = useState(before?.tag ?? null)
  const [contains, setContains] = useState(before?.contains ?? '')
  const [sort, setSort] = useState(before?.sort ?? 'newest')
  const tags = useData('cards.tags', {}).data ?? []
  const scroller = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const filter = useMemo(
    () => ({ status, ...(tag === null ? {} : { tag }), ...(contains.trim() ? { contains } : {}) }),
    [status, tag, contains]
  )
  const row = useState(before?.at ?? 0)
  const { pages, virtualizer, bodyProps } = usePagedList(
    'cards.list',
    { filter, sort },
    { scroller, rowHeight: ROW_ESTIMATE, stop: row[0] }
  )
  const walk = useRowFocus({
    scroller,
    virtualizer,
    total: pages.total,
    selector: '.study-row-open',
    row,
    isBack: before !== undefined
  })
  useEffect(
    () => void left.set(visit, { status, tag, contains, sort, at: walk.at }),
    [visit, status, tag, contains, sort, walk.at]
  )
  const { showError } = useToast()
  const ticks = useCardSelection(filter, pages.total)
  const range = useRowRange<Card>({
    total: pages.total,
    at: walk.at,
    itemAt: pages.itemAt,
    fetch: (first, last) => rowsBetween('cards.list', { filter, sort }, first, last),
    goTo: walk.goTo,
    choose: ticks.choose,
    onError: showError
  })
  useLongListKeys({
    scroller,
    virtualizer,
    at: walk.at,
    goTo: (index) => {
      range.forget()
      walk.goTo(index)
    },
    extendTo: range.extendTo
  })
  const selection = {
    ...ticks,
    toggle: (card: Card, index: number) => {
      ticks.toggle(card)
      range.begin(index)
    },
    clear: () => {
      ticks.clear()
      range.forget()
    }
  }
  const { chosen } = selection
  const [tagging, setTagging] = useState<ChosenCards>()
  useListKeys({ walk, range, card: pages.itemAt(walk.at), work, onEdit, onDue, selection, onTag: setTagging })
  useCommand('study.filter', () => field.current?.focus())
  // Cards that rest are not asked.
  const canStudy = pages.total > 0 && status !== 'suspended' && status !== 'buried'
  useCommand('study.these', () => props.onStudy(filter), { enabled: canStudy })
  const isNarrowed = status !== 'all' || tag !== null || contains.trim() !== ''
  const toTop = () => {
    range.forget()
    walk.setActive(0)
    scroller.current?.scrollTo(0, 0)
  }
  const narrow = () => {
    selection.clear()
    toTop()
  }
  return (
    <div className="card-list">
      <div className="filters">
        <FilterBox
          ref={field}
          label={t('study.list.search')}
          value={contains}
          onChange={(words) => {
            setContains(words)
            narrow()
          }}
          onLeave={walk.focus}
        />
        <ChoiceGroup
          label={t('study.list.status')}
          labelHidden
          value={status}
          choices={cardStatuses.map((value) => ({ value, label: t(`study.list.statuses.${value}`) }))}
          onChange={(value) => {
            setStatus(value)
            narrow()
          }}
        />
        <TagFilter
          tags={tags}
          value={tag}
          onChange={(value) => {
            setTag(value)
            narrow()
          }}
        />
        <SortMenu
          value={sort}
          sorts={cardSorts}
          nameOf={(one) => t(`study.list.sorts.${one}`)}
          onChange={(value) => {
            setSort(value)
            toTop()
          }}
        />
        <div className="study-listed">
          <span className="place-count" role="status">
            {t('study.list.count', { count: pages.total })}
          </span>
          {canStudy ? (
            <Button shortcut="s" onClick={() => props.onStudy(filter)}>
              {t('study.chosen.start')}
            </Button>
          ) : null}
        </div>
      </div>
      {chosen.count > 0 ? (
        <CardBulkBar
          chosen={chosen}
          total={pages.total}
          work={work}
          onTag={() => setTagging(chosen)}
          onDue={onDue}
          onSelectAll={selection.selectAll}
          onClear={selection.clear}
        />
      ) : null}
      {pages.error ? <p className="notice">{pages.error.message}</p> : null}
      {pages.total > 0 || pages.isLoading ? null : isNarrowed ? (
        <div className="empty">
          <h2>{t('study.list.empty')}</h2>
          <p>{t('study.list.emptyText')}</p>
        </div>
      ) : (
        <NoCards onNew={props.onNew} />
      )}
      <div className="list" ref={scroller} aria-busy={pages.isLoading}>
        <ul
          aria-label={t('study.view.cards')}
          className="list-body"
          style={{ height: virtualizer.getTotalSize() }}
          {...bodyProps}
          {...range.listProps}
        >
          {virtualizer.getVirtualItems().map((row) => {
            const card = pages.itemAt(row.index)
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
                {card ? (
                  <CardRow
                    card={card}
                    work={work}
                    selected={selection.has(card.id)}
                    selecting={chosen.count > 0}
                    onToggle={() => selection.toggle(card, row.index)}
                    onExtend={() => range.extendTo(row.index)}
                    onEdit={onEdit}
                    onDue={onDue}
                    tabIndex={walk.tabIndex(row.index)}
                  />
                ) : (
                  <div className="row-waiting" />
                )}
              </li>
            )
          })}
        </ul>
      </div>
      {tagging ? <CardTagsDialog chosen={tagging} work={work} onClose={() => setTagging(undefined)} /> : null}
    </div>
  )
}

/** The keys of the session do the same with the cards that are selected, else with the one that has the focus. */
function useListKeys(list: {
  walk: ReturnType<typeof useRowFocus>
  range: ReturnType<typeof useRowRange<Card>>
  card: Card | undefined
  work: CardWork
  onEdit(card: Card): void
  onDue(dated: Dated): void
  selection: {
    chosen: ChosenCards
    toggle(card: Card, index: number): void
    selectAll(): void
    clear(): void
  }
  onTag(chosen: ChosenCards): void
}) {
  const { walk, range, card, work, selection } = list
  const { chosen } = selection
  const some = { enabled: card !== undefined }
  useCommand('study.select', () => card && selection.toggle(card, walk.at), some)
  // Also while they are not here yet: the browser would select every word on screen.
  useCommand('study.selectAll', selection.selectAll)
  useCommand('library.clearSelection', selection.clear, { enabled: chosen.count > 0 })
  useCommand(
    'study.tag',
    () => {
      if (chosen.count > 0) list.onTag(chosen)
      else if (card) list.onTag(onlyThis(card))
    },
    some
  )
  const moveTo = (index: number) => {
    range.forget()
    walk.moveTo(index)
  }
  useCommand('study.next', () => moveTo(walk.at + 1), some)
  useCommand('study.previous', () => moveTo(walk.at - 1), some)
  useCommand('study.extendDown', () => range.extendTo(walk.at + 1), some)
  useCommand('study.extendUp', () => range.extendTo(walk.at - 1), some)
  useCommand('study.edit', () => card && list.onEdit(card), some)
  useCommand('study.bury', () => card && void work.bury(card, !card.buried), some)
  useCommand(
    'study.suspend',
    () => {
      if (chosen.count > 0) void work.suspendMany(chosen, true).then(selection.clear)
      else if (card) void work.suspend(card, !card.suspended)
    },
    some
  )
  useCommand(
    'study.due',
    () => {
      if (chosen.count > 0) list.onDue({ chosen, inDays: 1, onSet: selection.clear })
      else if (card) list.onDue(datedCard(card))
    },
    some
  )
  useCommand(
    'study.reset',
    () => {
      if (chosen.count > 0) void work.reset(chosen).then(selection.clear)
      else if (card) void work.reset(onlyThis(card))
    },
    some
  )
  useCommand(
    'study.delete',
    () => {
      if (chosen.count > 0) {
        void work.removeMany(chosen).then(walk.focus)
        selection.clear()
        return
      }
      if (!card) return
      // The one that takes its place has the focus then.
      void work.remove(card).then(walk.focus)
    },
    some
  )
  useCommand('study.source', () => card && void work.openSource(card), { enabled: card?.articleId != null })
}
