import { t } from '../../lib/messages.ts'
import { useAction } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** Hands the address of the page it is chosen on to Lectern, which asks before it fetches anything. */
const BOOKMARK = "javascript:location.href='lectern:add?url='+encodeURIComponent(location.href)"

/** How a page comes over from the browser: a bookmark with its address, or an extension that saves what is shown. */
export function BrowserSettings() {
  const copy = useAction('app.copy')
  const showExtension = useAction('app.showExtension')
  const toast = useToast()
  return (
    <>
      <h3>{t('settings.browser.title')}</h3>
      <p>{t('settings.browser.bookmark')}</p>
      <p>{t('settings.browser.extension')}</p>
      <p className="settings-actions">
        <Button
          onClick={() =>
            void copy({ text: BOOKMARK }).then(
              () => toast.show({ message: t('settings.browser.copied') }),
              toast.showError
            )
          }
        >
          {t('settings.browser.copy')}
        </Button>
        <Button onClick={() => void showExtension({}).catch(toast.showError)}>
          {t('settings.browser.show')}
        </Button>
      </p>
    </>
  )
}
