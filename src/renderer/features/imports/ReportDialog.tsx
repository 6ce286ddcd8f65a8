import { useRef } from 'react'
import type { ImportRecord, ImportRow } from '../../../shared/imports.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'
import { usePagedList } from '../../lib/use-long-list.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

/** Pixels of a row with a title and its fate; real heights are measured. */
const ROW_ESTIMATE = 60

/** What became of every file or row of one import, what is worth telling first. */
export function ReportDialog(props: {
  batchId: string | null
  onClose(): void
  onOpenArticle(articleId: ArticleId): void
  onSave(batchId: string): void
}) {
  const { batchId, onClose } = props
  const close = useRef<HTMLButtonElement>(null)
  const { data: records } = useData('imports.reports', {}, { enabled: batchId !== null })
  const record = records?.find((one) => one.batchId === batchId)
  return (
    <Dialog
      wide
      open={batchId !== null}
      onClose={onClose}
      title={
        record?.kind === 'library'
          ? t('imports.library.report', { app: record.app })
          : t('imports.came.title')
      }
      description={record ? wordsOf(record) : records ? t('imports.reports.gone') : ''}
      initialFocus={close}
      actions={
        <>
          <Button disabled={!record} onClick={() => batchId && props.onSave(batchId)}>
            {t('imports.library.save')}
          </Button>
          <Button ref={close} look="primary" onClick={onClose}>
            {t('ui.close')}
          </Button>
        </>
      }
    >
      {batchId !== null && record ? (
        <Rows
          batchId={batchId}
          onOpen={(articleId) => {
            onClose()
            props.onOpenArticle(articleId)
          }}
        />
      ) : null}
    </Dialog>
  )
}

/** However many: of a hundred thousand only those in sight are there. */
function Rows(props: { batchId: string; onOpen(articleId: ArticleId): void }) {
  const scroller = useRef<HTMLDivElement>(null)
  const { pages, virtualizer, bodyProps } = usePagedList(
    'imports.reportRows',
    { batchId: props.batchId },
    { scroller, rowHeight: ROW_ESTIMATE }
  )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <div className="import-report-scroller" ref={scroller} tabIndex={0}>
      <ul
        className="import-report"
        aria-label={t('imports.reports.rows')}
        style={{ height: virtualizer.getTotalSize() }}
        {...bodyProps}
      >
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const row = pages.itemAt(index)
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              aria-setsize={pages.total}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row ? <ReportRow row={row} onOpen={props.onOpen} /> : null}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function ReportRow({ row, onOpen }: { row: ImportRow; onOpen(articleId: ArticleId): void }) {
  const { articleId, fate, message } = row
  const isMissing = fate === 'failed' || fate === 'unreadable'
  const name = (row.row === null && isMissing ? row.name : row.title) || row.name
  const shown =
    name || (row.row === null ? t('library.untitled') : t('imports.library.row', { row: row.row }))
  return (
    <>
      {articleId ? (
        <button type="button" className="report-title" dir="auto" onClick={() => onOpen(articleId)}>
          {shown}
        </button>
      ) : (
        <strong dir="auto">{shown}</strong>
      )}
      <span className="report-fate" data-missing={isMissing || undefined}>
        {t(`imports.fate.${fate}`)}
      </span>
      {message ? <span>{message}</span> : null}
    </>
  )
}

/** How an import ended, in a sentence or two. */
function wordsOf({ kind, end, counts }: ImportRecord): string {
  const { added, here, missing } = counts
  const isLibrary = kind === 'library'
  return [
    end === 'stopped' ? t(isLibrary ? 'imports.library.stopped' : 'imports.came.stopped') : '',
    isLibrary
      ? t('imports.library.reportText', { added, here, missing })
      : t('imports.came.counts', { added, here, failed: missing })
  ]
    .filter(Boolean)
    .join(' ')
}
