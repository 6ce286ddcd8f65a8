import { useRef } from 'react'
import type { ImportRecord } from '../../../shared/imports.ts'
import { fileNameOf, formatDayAndTime } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { undoAction } from '../../lib/undo-action.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Trash2 } from '../../ui/icons.ts'
import { useToast } from '../../ui/Toast.tsx'

/** The last imports, of which there are reports: to read again, save, or delete. */
export function ReportsDialog(props: { open: boolean; onClose(): void; onChoose(batchId: string): void }) {
  const { data } = useData('imports.reports', {}, { enabled: props.open })
  const records = data ?? []
  const forget = useAction('imports.deleteReports')
  const { show, showError } = useToast()
  const close = useRef<HTMLButtonElement>(null)
  const first = useRef<HTMLButtonElement | null>(null)
  const rows = useRef(new Map<string, HTMLButtonElement>())
  /** The next report takes the focus, so that the next key finds it. */
  const removeOne = (at: number) => {
    const next = records[at + 1] ?? records[at - 1]
    const there = next && rows.current.get(next.batchId)
    ;(there ?? close.current)?.focus()
    remove([records[at]!.batchId])
  }
  const removeAll = () => {
    close.current?.focus()
    remove(done)
  }
  const remove = (batchIds: string[]) => {
    forget({ batchIds })
      .then(() =>
        show({ message: t('imports.reports.deleted', { count: batchIds.length }), action: undoAction() })
      )
      .catch(showError)
  }
  const done = records.filter(({ end }) => end !== 'working').map(({ batchId }) => batchId)
  return (
    <Dialog
      wide
      // With what is in it, so that the first key finds the first of them.
      open={props.open && data !== undefined}
      onClose={props.onClose}
      title={t('imports.reports.title')}
      description={records.length > 0 ? t('imports.reports.text') : t('imports.reports.none')}
      initialFocus={records.length > 0 ? first : close}
      actions={
        <>
          {done.length > 1 ? (
            <Button look="quiet" onClick={removeAll}>
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
                ref={(element) => {
                  if (element) rows.current.set(record.batchId, element)
                  else rows.current.delete(record.batchId)
                  if (index === 0) first.current = element
                }}
                type="button"
                className="report-record"
                onClick={() => props.onChoose(record.batchId)}
              >
                <strong dir="auto">{nameOf(record)}</strong>
                <span>{[formatDayAndTime(record.begunAt), endOf(record)].filter(Boolean).join(' · ')}</span>
                <span>{t('imports.reports.counts', record.counts)}</span>
              </button>
              {record.end === 'working' ? null : (
                <IconButton label={t('imports.reports.delete')} onClick={() => removeOne(index)}>
                  <Trash2 aria-hidden="true" />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </Dialog>
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
