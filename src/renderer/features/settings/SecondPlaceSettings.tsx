import { useState } from 'react'
import { formatDayAndTime } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** The folder, on another disk at best, that each backup is copied to as well. */
export function SecondPlaceSettings({ readOnly }: { readOnly: boolean }) {
  const place = useData('backups.place', {}).data
  const choose = useAction('backups.choosePlace')
  const leave = useAction('backups.leavePlace')
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const folder = place?.folder ?? ''
  const busily = (work: Promise<unknown>) => {
    setBusy(true)
    void work.catch(toast.showError).finally(() => setBusy(false))
  }
  return (
    <>
      <h3>{t('backups.place.title')}</h3>
      <p>{t('backups.place.text')}</p>
      {place && folder ? (
        <>
          <p className="path">
            <bdi dir="ltr">{folder}</bdi>
          </p>
          <p role="status">
            {place.newestAt === null
              ? t('backups.place.none')
              : t('backups.place.copied', { when: formatDayAndTime(place.newestAt) })}
          </p>
          {place.sameDisk ? <p>{t('backups.place.sameDisk')}</p> : null}
          {place.failure ? <p role="status">{t('backups.place.failed', { why: place.failure })}</p> : null}
        </>
      ) : null}
      <p className="settings-actions">
        <Button disabled={isBusy || readOnly} onClick={() => busily(choose({}))}>
          {folder ? t('backups.place.other') : t('backups.place.choose')}
        </Button>
        {folder ? (
          <Button disabled={isBusy || readOnly} onClick={() => busily(leave({}))}>
            {t('backups.place.leave')}
          </Button>
        ) : null}
      </p>
    </>
  )
}
