import { useState } from 'react'
import type { Backup } from '../../../shared/backups.ts'
import { formatDayAndTime, formatSize } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** What is asked about a backup before it is done. */
type Asked = 'restore' | 'bringBack' | 'delete'

/** The copies Lectern keeps: when and why each was made, and how to go back to one, or to have back what was deleted since. */
export function BackupSettings({ readOnly }: { readOnly: boolean }) {
  const list = useData('backups.list', {}).data
  const make = useAction('backups.make')
  const restore = useAction('backups.restore')
  const bringBack = useAction('backups.bringBack')
  const remove = useAction('backups.delete')
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const [asked, setAsked] = useState<{ backup: Backup; what: Asked }>()
  const busily = (work: Promise<unknown>) => {
    setBusy(true)
    void work.catch(toast.showError).finally(() => setBusy(false))
  }
  const backups = list?.backups ?? []
  const when = asked ? formatDayAndTime(asked.backup.madeAt) : ''
  const bringBackFrom = async ({ name }: Backup) => {
    const { articles, notebooks, failed } = await bringBack({ name })
    const parts = [
      ...(articles > 0 ? [t('backups.bringBack.articles', { count: articles })] : []),
      ...(notebooks > 0 ? [t('backups.bringBack.notebooks', { count: notebooks })] : []),
      ...(failed > 0 ? [t('backups.bringBack.failed', { count: failed })] : [])
    ]
    toast.show({ message: parts.length > 0 ? parts.join(' · ') : t('backups.bringBack.nothing') })
  }
  return (
    <>
      <h3>{t('backups.title')}</h3>
      <p>{t('backups.text')}</p>
      <p>
        {list && backups.length > 0
          ? t('backups.total', { count: backups.length, size: formatSize(list.size) })
          : t('backups.none')}
      </p>
      <ul className="backup-list" aria-label={t('backups.list')}>
        {backups.map((backup) => (
          <BackupRow
            key={backup.name}
            backup={backup}
            disabled={isBusy || readOnly}
            onAsk={(what) => setAsked({ backup, what })}
          />
        ))}
      </ul>
      <p className="settings-actions">
        <Button
          disabled={isBusy || readOnly}
          onClick={() => busily(make({}).then(() => toast.show({ message: t('backups.made') })))}
        >
          {t('backups.make')}
        </Button>
        <Button disabled={isBusy || readOnly} onClick={() => busily(restore({}))}>
          {t('backups.restoreFile')}
        </Button>
      </p>
      <ConfirmDialog
        open={asked?.what === 'restore'}
        title={t('backups.confirm.title')}
        description={t('backups.confirm.text', { when })}
        action={t('backups.confirm.action')}
        onClose={() => setAsked(undefined)}
        onConfirm={() => asked && busily(restore({ name: asked.backup.name }))}
      />
      <ConfirmDialog
        open={asked?.what === 'bringBack'}
        title={t('backups.bringBack.title')}
        description={t('backups.bringBack.text', { when })}
        action={t('backups.bringBack.confirm')}
        look="primary"
        onClose={() => setAsked(undefined)}
        onConfirm={() => asked && busily(bringBackFrom(asked.backup))}
      />
      <ConfirmDialog
        open={asked?.what === 'delete'}
        title={t('backups.confirmDelete.title')}
        description={t('backups.confirmDelete.text', { when })}
        action={t('backups.confirmDelete.action')}
        onClose={() => setAsked(undefined)}
        onConfirm={() => asked && busily(remove({ name: asked.backup.name }))}
      />
    </>
  )
}

function BackupRow(props: { backup: Backup; disabled: boolean; onAsk(what: Asked): void }) {
  const { backup, disabled, onAsk } = props
  const when = formatDayAndTime(backup.madeAt)
  return (
    <li>
      <span className="backup-when">
        {when}
        <span className="backup-about">
          {t(`backups.reason.${backup.reason}`)} · {formatSize(backup.size)}
        </span>
      </span>
      <Button
        look="quiet"
        disabled={disabled}
        aria-label={t('backups.deleteOf', { when })}
        onClick={() => onAsk('delete')}
      >
        {t('backups.delete')}
      </Button>
      <Button
        look="quiet"
        disabled={disabled}
        aria-label={t('backups.bringBack.of', { when })}
        onClick={() => onAsk('bringBack')}
      >
        {t('backups.bringBack.action')}
      </Button>
      <Button
        disabled={disabled}
        aria-label={t('backups.restoreOf', { when })}
        onClick={() => onAsk('restore')}
      >
        {t('backups.restore')}
      </Button>
    </li>
  )
}
