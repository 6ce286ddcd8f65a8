import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'

/** Says that the open article is in the Trash, and brings it back; or that it is gone for good. */
export function TrashBar(props: { isGone: boolean; onRestore(): void }) {
  return (
    <div className="page-bar work-bar" role="status">
      <span>{t(props.isGone ? 'reader.goneForGood' : 'reader.inTrash')}</span>
      {props.isGone ? null : <Button onClick={props.onRestore}>{t('library.restore')}</Button>}
    </div>
  )
}
