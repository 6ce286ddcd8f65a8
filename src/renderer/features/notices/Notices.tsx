import { t } from '../../lib/messages.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** What main has to say about the library itself, above every place, until it was read. */
export function Notices({ onShowLibrarySettings }: { onShowLibrarySettings(): void }) {
  const notices = useData('notices.list', {}).data ?? []
  const dismiss = useAction('notices.dismiss')
  const toast = useToast()
  if (notices.length === 0) return null
  return (
    <ul className="notices" aria-label={t('notices.label')}>
      {notices.map(({ id, message, action }) => (
        <li key={id} className="notice">
          <span role="status">{message}</span>
          <span className="notice-actions">
            {action === 'library-settings' ? (
              <Button onClick={onShowLibrarySettings}>{t('notices.whatToDo')}</Button>
            ) : null}
            <Button look="quiet" onClick={() => void dismiss({ id }).catch(toast.showError)}>
              {t('notices.understood')}
            </Button>
          </span>
        </li>
      ))}
    </ul>
  )
}
