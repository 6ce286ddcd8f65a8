import { useRef } from 'react'
import type { ImportResult } from '../../../shared/imports.ts'
import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ImportReport } from './ImportReport.tsx'

/** What an import of files came to. */
export interface FilesCame {
  batchId: string
  results: readonly ImportResult[]
  stopped: boolean
}

/** Says what became of the files of an import; those of which there is something to know are named. */
export function FilesReport(props: {
  came: FilesCame | null
  onClose(): void
  onSave(batchId: string): void
}) {
  const { came } = props
  const close = useRef<HTMLButtonElement>(null)
  const results = came?.results ?? []
  const entries = entriesOf(results)
  const count = (status: ImportResult['status']) => results.filter((one) => one.status === status).length
  const counts = { added: count('added'), here: count('already-here'), failed: count('failed') }
  return (
    <Dialog
      wide
      open={came !== null}
      onClose={props.onClose}
      title={t('imports.came.title')}
      description={[came?.stopped ? t('imports.came.stopped') : '', t('imports.came.counts', counts)]
        .filter(Boolean)
        .join(' ')}
      initialFocus={close}
      actions={
        <>
          <Button onClick={() => came && props.onSave(came.batchId)}>{t('imports.library.save')}</Button>
          <Button ref={close} look="primary" onClick={props.onClose}>
            {t('ui.close')}
          </Button>
        </>
      }
    >
      {entries.length > 0 ? <ImportReport entries={entries} /> : <p>{t('imports.came.fine')}</p>}
    </Dialog>
  )
}

/** What could not be added first, then what came in with a remark, then what was here. */
function entriesOf(results: readonly ImportResult[]): { name: string; message: string }[] {
  const order = ['failed', 'added', 'already-here']
  return results
    .filter(({ message }) => message !== '')
    .toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status))
    .map(({ file, title, status, message }) => ({
      name: status === 'failed' || title === '' ? file : title,
      message
    }))
}
