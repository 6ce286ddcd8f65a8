import { type Card, LEECH_LAPSES } from '../../../shared/cards.ts'
import { shorten } from '../../../shared/shorten.ts'
import { t } from '../../lib/messages.ts'
import { isWithShift, pressOf } from '../../lib/use-row-range.ts'
import { MoreHorizontal } from '../../ui/icons.ts'
import { Menu } from '../../ui/Menu.tsx'
import { cardLine } from './card-words.ts'
import { type Dated, datedCard } from './DueDialog.tsx'
import { onlyThis } from './use-card-selection.ts'
import type { CardWork } from './use-card-work.ts'

/** A card of the list: what it asks, where it stands, and what can be done with it. */
export function CardRow(props: {
  card: Card
  work: CardWork
  selected: boolean
  selecting: boolean
  onToggle(): void
  /** All from where one began to choose up to this one. */
  onExtend(): void
  onEdit(card: Card): void
  onDue(dated: Dated): void
  /** Of its buttons: Tab reaches those of one card only. */
  tabIndex: 0 | -1
}) {
  const { card, work, tabIndex, onEdit } = props
  const line = cardLine(card)
  return (
    <article className="study-row" data-selected={props.selected || undefined}>
      <input
        type="checkbox"
        className="row-check"
        data-selecting={props.selecting || undefined}
        aria-label={t('study.bulk.select', { front: shorten(line, 60) })}
        checked={props.selected}
        tabIndex={tabIndex}
        onChange={(event) => (isWithShift(event) ? props.onExtend() : props.onToggle())}
      />
      <button
        type="button"
        className="study-row-open"
        tabIndex={tabIndex}
        aria-label={t('study.list.open', { front: line.slice(0, 120) })}
        onClick={(event) =>
          ({ open: () => onEdit(card), toggle: props.onToggle, extend: props.onExtend })[pressOf(event)]()
        }
      >
        <span className="study-row-front" dir="auto">
          {line}
        </span>
        <span className="study-row-meta">
          <span>{t(`study.editor.kinds.${card.kind}`)}</span>
          {standing(card).map((words) => (
            <span key={words}>{words}</span>
          ))}
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
          <button type="button" className="icon-button" aria-label={t('study.list.more')} tabIndex={tabIndex}>
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
            label: t('study.list.due'),
            shortcut: 'd',
            onSelect: () => props.onDue(datedCard(card))
          },
          {
            label: t('study.list.reset'),
            shortcut: 'Shift+R',
            disabled: card.state === 'new' && card.dueIn === null,
            onSelect: () => void work.reset(onlyThis(card))
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

/** A new card may have a day, given by hand. */
function standing(card: Card): string[] {
  if (card.suspended) return [t('study.list.suspended')]
  if (card.buried) return [t('study.list.buried')]
  if (card.state === 'learning' || card.state === 'relearning') return [t('study.list.learning')]
  const isNew = card.state === 'new' ? [t('study.list.new')] : []
  return card.dueIn === null ? isNew : [...isNew, dayOf(card.dueIn)]
}

function dayOf(dueIn: number): string {
  if (dueIn === 0) return t('study.list.dueToday')
  return dueIn < 0 ? t('study.list.overdue', { count: -dueIn }) : t('study.list.dueIn', { count: dueIn })
}
