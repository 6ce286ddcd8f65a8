import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'

/** Says that the open article is in the Trash, and brings it back. */
export function TrashBar(props: { onRestore(): void }) {
  return (
    <div className="page-bar work-bar" role="status">
      <span>{t('reader.inTrash')}</span>
      <Button onClick={props.onRestore}>{t('library.restore')}</Button>
    </div>
  )
}
