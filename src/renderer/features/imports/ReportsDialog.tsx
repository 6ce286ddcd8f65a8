import { Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ImportRecord } from '../../../shared/imports.ts'
import { fileNameOf, formatDayAndTime } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useToast } from '../../ui/Toast.tsx'

/** The last imports, of which there are reports: to read again, save, or delete. */
export function ReportsDialog(props: { open: boolean; onClose(): void; onChoose(batchId: string): void }) {
  const [asking, setAsking] = useState(false)
  const { data } = useData('imports.reports', {}, { enabled: props.open })
  const records = data ?? []
  const forget = useAction('imports.deleteReports')
  const { showError } = useToast()
  const close = useRef<HTMLButtonElement>(null)
  const first = useRef<HTMLButtonElement>(null)
  const remove = (batchIds: string[]) => {
    close.current?.focus()
    forget({ batchIds }).catch(showError)
  }
  const done = records.filter(({ end }) => end !== 'working').map(({ batchId }) => batchId)
  return (
    <>
      <Dialog
        wide
        // With what is in it, so that the first key finds the first of them.
        open={props.open && data !== undefined && !asking}
        onClose={props.onClose}
        title={t('imports.reports.title')}
        description={records.length > 0 ? t('imports.reports.text') : t('imports.reports.none')}
        initialFocus={records.length > 0 ? first : close}
        actions={
          <>
            {done.length > 1 ? (
              <Button look="quiet" onClick={() => setAsking(true)}>
                {t('imports.reports.deleteAll')}
              </Button>
            ) : null}
            <Button ref={close} onClick={props.onClose}>
              {t('ui.close')}
            </Button>
          </>
        }
      >
        {records.length > 0 ? (
          <ul className="import-reports" aria-label={t('imports.reports.title')}>
            {records.map((record, index) => (
              <li key={record.batchId}>
                <button
                  ref={index === 0 ? first : undefined}
                  type="button"
                  className="report-record"
                  onClick={() => props.onChoose(record.batchId)}
                >
                  <strong dir="auto">{nameOf(record)}</strong>
                  <span>{[formatDayAndTime(record.begunAt), endOf(record)].filter(Boolean).join(' · ')}</span>
                  <span>{t('imports.reports.counts', record.counts)}</span>
                </button>
                {record.end === 'working' ? null : (
                  <IconButton label={t('imports.reports.delete')} onClick={() => remove([record.batchId])}>
                    <Trash2 aria-hidden="true" />
                  </IconButton>
                )}
              </li>
            ))}
          </ul>
        ) : null}
      </Dialog>
      <ConfirmDialog
        open={props.open && asking}
        title={t('imports.reports.deleteAllTitle')}
        description={t('imports.reports.deleteAllText')}
        action={t('imports.reports.deleteAllConfirm')}
        onClose={() => setAsking(false)}
        onConfirm={() => remove(done)}
      />
    </>
  )
}

function nameOf({ kind, app, name, counts }: ImportRecord): string {
  if (kind === 'library') return [app, name].filter(Boolean).join(' · ')
  if (kind === 'paste') return t('imports.reports.pasted')
  const { added, here, missing } = counts
  return fileNameOf(name) || t('imports.reports.files', { count: added + here + missing })
}

function endOf({ end }: ImportRecord): string {
  if (end === 'ended') return ''
  return t(end === 'cut-short' ? 'imports.reports.cutShort' : `imports.reports.${end}`)
}
