import { useState } from 'react'
import { formatDayAndTime } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** Compares the library with what was stored, and brings back what differs. */
export function CheckSettings({ readOnly }: { readOnly: boolean }) {
  const state = useData('backups.damages', {}).data
  const check = useAction('backups.check')
  const mend = useAction('backups.mend')
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const [answer, setAnswer] = useState('')
  const busily = async (work: () => Promise<string>) => {
    setBusy(true)
    setAnswer(t('backups.check.running'))
    try {
      setAnswer(await work())
    } catch (error) {
      setAnswer('')
      toast.showError(error)
    } finally {
      setBusy(false)
    }
  }
  const damages = state?.damages ?? []
  const checkedAt = state?.checkedAt ?? null
  return (
    <>
      <h3>{t('backups.check.title')}</h3>
      <p>{t('backups.check.text')}</p>
      <p>
        {checkedAt === null
          ? t('backups.check.never')
          : t('backups.check.last', { when: formatDayAndTime(checkedAt) })}
      </p>
      {damages.length > 0 ? (
        <>
          <p>{t('backups.check.found', { count: damages.length })}</p>
          <ul className="damage-list">
            {damages.map(({ kind, id, title }) => (
              <li key={`${kind} ${id}`}>
                {t(`backups.kind.${kind}`)}
                {title ? <q>{title}</q> : null}
              </li>
            ))}
          </ul>
          {damages.some(({ kind }) => kind === 'file') ? <p>{t('backups.check.file')}</p> : null}
        </>
      ) : null}
      <p role="status">{answer}</p>
      <p className="settings-actions">
        <Button
          disabled={isBusy || readOnly}
          onClick={() =>
            void busily(async () => {
              const found = await check({})
              return found.damages.length > 0 ? '' : t('backups.check.sound', { count: found.checked })
            })
          }
        >
          {t('backups.check.action')}
        </Button>
        {damages.length > 0 ? (
          <Button
            look="primary"
            disabled={isBusy || readOnly}
            onClick={() =>
              void busily(async () => {
                const { mended, left } = await mend({})
                const parts = [t('backups.check.mended', { count: mended })]
                if (left > 0) parts.push(t('backups.check.left', { count: left }))
                return parts.join(' ')
              })
            }
          >
            {t('backups.check.mend')}
          </Button>
        ) : null}
      </p>
    </>
  )
}
