import { t } from '../../lib/messages.ts'
import { TagsOfManyDialog } from '../../lib/TagsOfManyDialog.tsx'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { CalendarDays, Pause, Play, RotateCcw, Tag, Trash2, X } from '../../ui/icons.ts'
import type { Dated } from './DueDialog.tsx'
import type { ChosenCards } from './use-card-selection.ts'
import type { CardWork } from './use-card-work.ts'

/** Acts on every card that is selected. */
export function CardBulkBar(props: {
  chosen: ChosenCards
  /** How many there are to select. */
  total: number
  work: CardWork
  onTag(): void
  onDue(dated: Dated): void
  onSelectAll(): void
  onClear(): void
}) {
  const { chosen, total, work, onClear } = props
  const suspend = (suspended: boolean) => {
    void work.suspendMany(chosen, suspended)
    onClear()
  }
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('study.bulk.label')}>
      <IconButton label={t('study.bulk.clear')} shortcut="Escape" onClick={onClear}>
        <X aria-hidden="true" />
      </IconButton>
      <strong role="status">{t('study.bulk.selected', { count: chosen.count })}</strong>
      {chosen.count < total ? (
        <Button look="quiet" onClick={props.onSelectAll}>
          {t('study.bulk.all', { count: total })}
        </Button>
      ) : null}
      <Button onClick={() => suspend(true)}>
        <Pause aria-hidden="true" />
        {t('study.session.suspend')}
      </Button>
      <Button onClick={() => suspend(false)}>
        <Play aria-hidden="true" />
        {t('study.list.resume')}
      </Button>
      <Button onClick={props.onTag}>
        <Tag aria-hidden="true" />
        {t('study.editor.tags')}
      </Button>
      <Button onClick={() => props.onDue({ chosen, inDays: 1, onSet: onClear })}>
        <CalendarDays aria-hidden="true" />
        {t('study.bulk.due')}
      </Button>
      <Button
        onClick={() => {
          void work.reset(chosen)
          onClear()
        }}
      >
        <RotateCcw aria-hidden="true" />
        {t('study.bulk.reset')}
      </Button>
      <Button
        onClick={() => {
          void work.removeMany(chosen)
          onClear()
        }}
      >
        <Trash2 aria-hidden="true" />
        {t('study.session.delete')}
      </Button>
    </div>
  )
}

/** Tags many cards. */
export function CardTagsDialog(props: { chosen: ChosenCards; work: CardWork; onClose(): void }) {
  const { chosen, work } = props
  const { which, count: total } = chosen
  return (
    <TagsOfManyDialog
      title={t('study.bulk.tags', { count: total })}
      label={t('study.editor.tags')}
      total={total}
      tags={useData('cards.tagsOf', { which }, { keepPrevious: true }).data ?? []}
      onSome={(count) => t('study.bulk.tagOnSome', { count, total })}
      chosenBy={which.kind === 'all' ? which.filter.tag : undefined}
      onAdd={(tag) => void work.changeMany(chosen, { kind: 'addTag', tag })}
      onRemove={(tag) => void work.changeMany(chosen, { kind: 'removeTag', tag })}
      onClose={props.onClose}
    />
  )
}
