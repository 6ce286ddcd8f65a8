import { t } from '../../lib/messages.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** The folder whose new files come in by themselves, how many did, and which did not. */
export function WatchSettings({ readOnly }: { readOnly: boolean }) {
  const state = useData('watching.state', {}).data
  const choose = useAction('watching.choose')
  const stop = useAction('watching.stop')
  const toast = useToast()
  const folder = state?.folder ?? null
  const failures = state?.failures ?? []
  return (
    <>
      <h3>{t('watching.title')}</h3>
      <p>{t('watching.text')}</p>
      {folder === null ? (
        <p>{t('watching.off')}</p>
      ) : (
        <p className="path">
          <bdi dir="ltr">{folder}</bdi>
        </p>
      )}
      {folder !== null && state && !state.isThere ? <p role="status">{t('watching.missing')}</p> : null}
      {folder !== null && state && state.added > 0 ? (
        <p>{t('watching.added', { count: state.added })}</p>
      ) : null}
      {failures.length > 0 ? (
        <details className="watch-failures">
          <summary>{t('watching.failures', { count: failures.length })}</summary>
          <ul className="import-report">
            {failures.map(({ fileName, message }) => (
              <li key={fileName + message}>
                <strong dir="auto">{fileName}</strong>
                <span>{message}</span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <p className="settings-actions">
        <Button disabled={readOnly} onClick={() => void choose({}).catch(toast.showError)}>
          {folder === null ? t('watching.choose') : t('watching.change')}
        </Button>
        {folder !== null ? (
          <Button disabled={readOnly} onClick={() => void stop({}).catch(toast.showError)}>
            {t('watching.stop')}
          </Button>
        ) : null}
      </p>
    </>
  )
}
