import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'

/** Says that pages are being prepared, and ends it. */
export function PrintingBar(props: { onCancel(): void }) {
  return (
    <div className="page-bar work-bar" role="status">
      <span>{t('printing.working')}</span>
      <Button onClick={props.onCancel}>{t('printing.cancel')}</Button>
    </div>
  )
}
