import { useEffect, useMemo, useRef, useState } from 'react'
import { type Card, type CardFilter, cardStatuses, LEECH_LAPSES } from '../../../shared/cards.ts'
import { t } from '../../lib/messages.ts'
import { TagFilter } from '../../lib/TagFilter.tsx'
import { useCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { usePagedList } from '../../lib/use-long-list.ts'
import { useRowFocus } from '../../lib/use-row-focus.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { FilterBox } from '../../ui/FilterBox.tsx'
import { MoreHorizontal } from '../../ui/icons.ts'
import { Menu } from '../../ui/Menu.tsx'
import { cardLine } from './card-words.ts'
import { NoCards } from './NoCards.tsx'
import type { CardWork } from './use-card-work.ts'

/** Pixels of a row with one line of question; real heights are measured. */
const ROW_ESTIMATE = 72

type Status = (typeof cardStatuses)[number]

/** What a visit was left with: coming back from an article finds the list as it was. */
const left = new WeakMap<object, { status: Status; tag: string | null; contains: string; at: number }>()

/** Every card, to find, edit and put aside. */
export function CardList(props: {
  /** The same object when one comes back to a visit, another when one goes to it anew. */
  visit: object
  work: CardWork
  onEdit(card: Card): void
  onNew(): void
  /** To a session of these cards. */
  onStudy(only: CardFilter): void
}) {
  const { visit, work, onEdit } = props
  const [before] = useState(() => left.get(visit))
  const [status, setStatus] = useState<Status>(before?.status ?? 'all')
  const [tag, setTag] = useState(before?.tag ?? null)
  const [contains, setContains] = useState(before?.contains ?? '')
  const tags = useData('cards.tags', {}).data ?? []
  const scroller = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const filter = useMemo(
    () => ({ status, ...(tag === null ? {} : { tag }), ...(contains.trim() ? { contains } : {}) }),
    [status, tag, contains]
  )
  const { pages, virtualizer, bodyProps } = usePagedList(
    'cards.list',
    { filter },
    { scroller, rowHeight: ROW_ESTIMATE }
  )
  const walk = useRowFocus({
    scroller,
    virtualizer,
    total: pages.total,
    selector: '.study-row-open',
    start: before?.at
  })
  useEffect(
    () => void left.set(visit, { status, tag, contains, at: walk.at }),
    [visit, status, tag, contains, walk.at]
  )
  useListKeys({ walk, card: pages.itemAt(walk.at), work, onEdit })
  useCommand('study.filter', () => field.current?.focus())
  // Cards that rest are not asked.
  const canStudy = pages.total > 0 && status !== 'suspended' && status !== 'buried'
  useCommand('study.these', () => props.onStudy(filter), { enabled: canStudy })
  const isNarrowed = status !== 'all' || tag !== null || contains.trim() !== ''
  const narrow = () => scroller.current?.scrollTo(0, 0)
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
        <span className="place-count" role="status">
          {t('study.list.count', { count: pages.total })}
        </span>
        {canStudy ? (
          <Button shortcut="s" onClick={() => props.onStudy(filter)}>
            {t('study.chosen.start')}
          </Button>
        ) : null}
      </div>
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
        <div className="list-body" style={{ height: virtualizer.getTotalSize() }} {...bodyProps}>
          {virtualizer.getVirtualItems().map((row) => {
            const card = pages.itemAt(row.index)
            return (
              <div
                key={row.key}
                ref={virtualizer.measureElement}
                className="list-row"
                data-index={row.index}
                style={{ transform: `translateY(${row.start}px)` }}
              >
                {card ? (
                  <CardRow
                    card={card}
                    work={work}
                    onEdit={onEdit}
                    onFocus={() => walk.setActive(row.index)}
                  />
                ) : (
                  <div className="row-waiting" />
                )}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** The keys of the session do the same with the card that has the focus in the list. */
function useListKeys(list: {
  walk: ReturnType<typeof useRowFocus>
  card: Card | undefined
  work: CardWork
  onEdit(card: Card): void
}) {
  const { walk, card, work } = list
  const some = { enabled: card !== undefined }
  useCommand('study.next', () => walk.moveTo(walk.at + 1), some)
  useCommand('study.previous', () => walk.moveTo(walk.at - 1), some)
  useCommand('study.edit', () => card && list.onEdit(card), some)
  useCommand('study.bury', () => card && void work.bury(card, !card.buried), some)
  useCommand('study.suspend', () => card && void work.suspend(card, !card.suspended), some)
  useCommand(
    'study.delete',
    () => {
      if (!card) return
      // The one that takes its place has the focus then.
      void work.remove(card).then(walk.focus)
    },
    some
  )
  useCommand('study.source', () => card && void work.openSource(card), { enabled: card?.articleId != null })
}

function CardRow(props: { card: Card; work: CardWork; onEdit(card: Card): void; onFocus(): void }) {
  const { card, work, onEdit } = props
  const line = cardLine(card)
  return (
    <article className="study-row" onFocus={props.onFocus}>
      <button
        type="button"
        className="study-row-open"
        aria-label={t('study.list.open', { front: line.slice(0, 120) })}
        onClick={() => onEdit(card)}
      >
        <span className="study-row-front" dir="auto">
          {line}
        </span>
        <span className="study-row-meta">
          <span>{t(`study.editor.kinds.${card.kind}`)}</span>
          <span>{standing(card)}</span>
          {card.lapses >= LEECH_LAPSES ? <span>{t('study.list.lapses', { count: card.lapses })}</span> : null}
          {card.articleTitle ? <span dir="auto">{card.articleTitle}</span> : null}
          {card.tags.map((tag) => (
            <span key={tag} className="tag" dir="auto">
              {tag}
            </span>
          ))}
        </span>
      </button>
      <Menu
        align="end"
        trigger={
          <button type="button" className="icon-button" aria-label={t('study.list.more')}>
            <MoreHorizontal aria-hidden="true" />
          </button>
        }
        items={[
          { label: t('study.session.edit'), shortcut: 'e', onSelect: () => onEdit(card) },
          {
            label: t('study.session.source'),
            shortcut: 'o',
            disabled: card.articleId === null,
            onSelect: () => void work.openSource(card)
          },
          { kind: 'separator' },
          {
            label: card.buried ? t('study.list.unbury') : t('study.session.bury'),
            shortcut: '-',
            onSelect: () => void work.bury(card, !card.buried)
          },
          {
            label: card.suspended ? t('study.list.resume') : t('study.session.suspend'),
            shortcut: '@',
            onSelect: () => void work.suspend(card, !card.suspended)
          },
          {
            label: t('study.session.delete'),
            shortcut: 'Delete',
            danger: true,
            onSelect: () => void work.remove(card)
          }
        ]}
      />
    </article>
  )
}

function standing(card: Card): string {
  if (card.suspended) return t('study.list.suspended')
  if (card.buried) return t('study.list.buried')
  if (card.dueIn === null) return t('study.list.new')
  if (card.state !== 'review') return t('study.list.learning')
  if (card.dueIn === 0) return t('study.list.dueToday')
  return card.dueIn < 0
    ? t('study.list.overdue', { count: -card.dueIn })
    : t('study.list.dueIn', { count: card.dueIn })
}
