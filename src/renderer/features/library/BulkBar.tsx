import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { runCommand } from '../../lib/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { X } from '../../ui/icons.ts'
import type { Triage } from './use-triage.ts'

/** Acts on everything selected. */
export function BulkBar(props: {
  ids: readonly ArticleId[]
  trash: boolean
  triage: Triage
  onTag(ids: ArticleId[]): void
  onPurge(ids: ArticleId[]): void
  onClear(): void
}) {
  const { triage } = props
  const ids = [...props.ids]
  const then = (act: () => void) => () => {
    act()
    props.onClear()
  }
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('library.bulk')}>
      <IconButton label={t('library.clearSelection')} shortcut="Escape" onClick={props.onClear}>
        <X aria-hidden="true" />
      </IconButton>
      <strong role="status">{t('library.selected', { count: ids.length })}</strong>
      {props.trash ? (
        <>
          <Button onClick={then(() => triage.restore(ids))}>{t('library.restore')}</Button>
          <Button look="danger" onClick={() => props.onPurge(ids)}>
            {t('library.purge')}
          </Button>
        </>
      ) : (
        <>
          <Button onClick={then(() => triage.setState(ids, 'later'))}>{t('library.list.later')}</Button>
          <Button onClick={then(() => triage.setState(ids, 'reading'))}>{t('library.list.reading')}</Button>
          <Button onClick={then(() => triage.setState(ids, 'finished'))}>{t('library.list.finished')}</Button>
          <Button onClick={then(() => triage.setStarred(ids, true))}>{t('library.star')}</Button>
          <Button onClick={() => props.onTag(ids)}>{t('library.tag')}</Button>
          <Button onClick={() => runCommand('export.open')}>{t('commands.export.open')}</Button>
          {ids.length > 1 ? (
            <Button onClick={then(() => triage.join(ids))}>{t('library.join')}</Button>
          ) : null}
          <Button onClick={then(() => triage.trash(ids))}>{t('library.moveToTrash')}</Button>
        </>
      )}
    </div>
  )
}
