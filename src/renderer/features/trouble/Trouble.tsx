import { useState } from 'react'
import type { Recovery, Trouble as TroubleState } from '../../../shared/app.ts'
import { formatDayAndTime, formatSize } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { WorkProgress } from '../../lib/work/WorkProgress.tsx'
import { Button } from '../../ui/Button.tsx'

interface TroubleProps {
  trouble: TroubleState
  /** Does what is offered; settles when that is decided. */
  onRecover(action: Recovery, backup?: string): Promise<void>
}

/** Backups shown before the rest is asked for. */
const SHOWN = 5

/** Shown instead of the app when no library could be opened: what happened, what was kept, what can be done. */
export function Trouble({ trouble, onRecover }: TroubleProps) {
  const [isBusy, setBusy] = useState(false)
  const recover = async (action: Recovery, backup?: string) => {
    setBusy(true)
    try {
      await onRecover(action, backup)
    } finally {
      setBusy(false)
    }
  }
  const offers = (action: Recovery) => trouble.offers.includes(action)
  const action = (what: Recovery, label: string, look: 'plain' | 'primary' = 'plain') =>
    offers(what) ? (
      <Button look={look} disabled={isBusy} onClick={() => void recover(what)}>
        {label}
      </Button>
    ) : null
  const title =
    trouble.code === 'newer-library' || trouble.code === 'not-found' || trouble.code === 'busy'
      ? t(`trouble.${trouble.code}`)
      : t('trouble.title')
  return (
    <main className="trouble" aria-labelledby="trouble-title" aria-busy={isBusy}>
      <h1 id="trouble-title">{title}</h1>
      <p role="alert">{trouble.message}</p>
      <p className="trouble-folder">{t('trouble.folder', { folder: trouble.libraryPath })}</p>
      <p>{t('trouble.kept')}</p>
      <p className="trouble-actions">
        {action('retry', t('trouble.retry'), 'primary')}
        {action('read-only', t('trouble.readOnly'))}
        {action('choose', t('trouble.choose'))}
        {action('create', t('trouble.create'))}
      </p>
      <WorkProgress />
      <p role="status">{isBusy ? t('trouble.working') : trouble.answer}</p>
      {offers('restore') || offers('restore-file') ? (
        <Backups trouble={trouble} isBusy={isBusy} onRecover={recover} />
      ) : null}
      {offers('repair') ? (
        <section aria-labelledby="trouble-repair">
          <h2 id="trouble-repair">{t('trouble.repairTitle')}</h2>
          <p>{t('trouble.repairText')}</p>
          {trouble.repaired ? <Report repaired={trouble.repaired} /> : null}
          <p className="trouble-actions">
            {action('use-repaired', t('trouble.useRepaired'), 'primary')}
            {action('export-repaired', t('trouble.exportRepaired'))}
            {trouble.repaired ? null : action('repair', t('trouble.repair'))}
          </p>
        </section>
      ) : null}
    </main>
  )
}

function Backups(props: {
  trouble: TroubleState
  isBusy: boolean
  onRecover(action: Recovery, backup?: string): Promise<void>
}) {
  const { trouble, isBusy, onRecover } = props
  const [all, setAll] = useState(false)
  const shown = trouble.offers.includes('restore') ? trouble.backups : []
  return (
    <section aria-labelledby="trouble-restore">
      <h2 id="trouble-restore">{t('trouble.restoreTitle')}</h2>
      <p>{t('trouble.restoreText')}</p>
      <ul className="backup-list">
        {shown.slice(0, all ? undefined : SHOWN).map((backup) => (
          <li key={backup.name}>
            <span className="backup-when">
              {formatDayAndTime(backup.madeAt)}
              <span className="backup-about">
                {t(`backups.reason.${backup.reason}`)} · {formatSize(backup.size)}
              </span>
            </span>
            <Button
              disabled={isBusy}
              aria-label={t('trouble.restoreOf', { when: formatDayAndTime(backup.madeAt) })}
              onClick={() => void onRecover('restore', backup.name)}
            >
              {t('trouble.restore')}
            </Button>
          </li>
        ))}
      </ul>
      <p className="trouble-actions">
        {shown.length > SHOWN && !all ? (
          <Button look="quiet" onClick={() => setAll(true)}>
            {t('trouble.allBackups', { count: shown.length })}
          </Button>
        ) : null}
        {trouble.offers.includes('restore-file') ? (
          <Button disabled={isBusy} onClick={() => void onRecover('restore-file')}>
            {t('trouble.restoreFile')}
          </Button>
        ) : null}
      </p>
    </section>
  )
}

function Report({ repaired }: { repaired: NonNullable<TroubleState['repaired']> }) {
  const { articles, highlights, notes, mended, damaged } = repaired
  return (
    <ul>
      <li>{t('trouble.repaired', { articles, highlights, notes })}</li>
      {mended > 0 ? <li>{t('trouble.repairedMended', { count: mended })}</li> : null}
      {damaged > 0 ? <li>{t('trouble.repairedDamaged', { count: damaged })}</li> : null}
    </ul>
  )
}
