import { useRef } from 'react'
import type { PlannedFile } from '../../../shared/imports.ts'
import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ImportReport } from './ImportReport.tsx'
import type { FilesPlan } from './use-import-plan.ts'

/** Says what files would bring, names those of which there is something to know, and asks. */
export function FilesPlanDialog(props: {
  plan: FilesPlan | null
  onClose(): void
  onAdd(paths: string[]): void
  onSaveReport(batchId: string): void
}) {
  const { plan } = props
  const main = useRef<HTMLButtonElement>(null)
  const files = plan?.files ?? []
  const count = (fate: PlannedFile['fate']) => files.filter((one) => one.fate === fate).length
  const [fresh, here, trashed, unreadable] = [
    count('new'),
    count('already-here'),
    count('in-trash'),
    count('unreadable')
  ]
  const isWorth = fresh + trashed + count('library') > 0
  return (
    <Dialog
      wide
      open={plan !== null}
      onClose={props.onClose}
      title={t('imports.plan.title')}
      description={plan?.stopped ? t('imports.plan.stopped') : t('imports.plan.text')}
      initialFocus={main}
      actions={
        <>
          <Button look="quiet" onClick={() => plan && props.onSaveReport(plan.batchId)}>
            {t('imports.library.save')}
          </Button>
          <Button ref={isWorth ? undefined : main} onClick={props.onClose}>
            {isWorth ? t('ui.cancel') : t('ui.close')}
          </Button>
          {isWorth ? (
            <Button ref={main} look="primary" onClick={() => plan && props.onAdd(plan.paths)}>
              {fresh > 0 ? t('imports.library.add', { count: fresh }) : t('imports.library.addRest')}
            </Button>
          ) : null}
        </>
      }
    >
      <ul className="import-plan">
        <li>{t('imports.library.wouldAdd', { count: fresh })}</li>
        {here > 0 ? <li>{t('imports.plan.alreadyHere', { count: here })}</li> : null}
        {trashed > 0 ? <li>{t('imports.plan.inTrash', { count: trashed })}</li> : null}
        {unreadable > 0 ? <li>{t('imports.plan.unreadable', { count: unreadable })}</li> : null}
      </ul>
      <ImportReport entries={entriesOf(files)} />
    </Dialog>
  )
}

/** First what cannot be read, then what comes in with a remark. */
function entriesOf(files: readonly PlannedFile[]): { name: string; message: string }[] {
  const named = files.flatMap(({ file, fate, title, message }) => {
    const words = fate === 'library' ? t('imports.plan.library', { app: title }) : message
    return words ? [{ name: file, message: words, isFailed: fate === 'unreadable' }] : []
  })
  return named.toSorted((a, b) => Number(b.isFailed) - Number(a.isFailed))
}
