import { t } from '../../../lib/messages.ts'
import { Undo2 } from '../../../ui/icons.ts'
import { Shortcut } from '../../../ui/Shortcut.tsx'

/** After a jump: the way back to the line that was being read. */
export function ReturnToLine(props: { onReturn(): void }) {
  return (
    <button
      type="button"
      className="page-bar work-bar return-to-line"
      aria-keyshortcuts="B"
      onClick={props.onReturn}
    >
      <Undo2 aria-hidden="true" className="mirrored" />
      <span>{t('page.return')}</span>
      <Shortcut keys="b" />
    </button>
  )
}
