import { useEffect, useMemo, useState } from 'react'
import type { LibraryImportReport } from '../../../shared/library-imports.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { isAddress } from '../../../shared/web-address.ts'
import { t } from '../../lib/messages.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { AddressDialog } from './AddressDialog.tsx'
import { DropZone } from './DropZone.tsx'
import { EditionDialog } from './EditionDialog.tsx'
import { FilesPlanDialog } from './FilesPlanDialog.tsx'
import { type FilesCame, FilesReport } from './FilesReport.tsx'
import { ImportReport } from './ImportReport.tsx'
import { LibraryImport } from './LibraryImport.tsx'
import { PasteDialog } from './PasteDialog.tsx'
import { useImportPlan } from './use-import-plan.ts'
import { useImports } from './use-imports.ts'
import { useLibraryImport } from './use-library-import.ts'
import { useOfferedAddress } from './use-offered-address.ts'
import { useOfferedFiles } from './use-offered-files.ts'
import { usePaste } from './use-paste.ts'

/** What the report of the last import is about. */
type LastImport = { files: FilesCame } | { library: LibraryImportReport }

/** Takes in what is dropped, pasted or chosen, anywhere in the window. */
export function ImportDesk(props: {
  onOpenArticle(articleId: ArticleId): void
  onShowLibrary(): void
  /** An address from elsewhere in the window (the palette) that the reader is to be asked about. */
  address?: string | null
  onAddressTaken?(): void
}) {
  const { onOpenArticle, onShowLibrary } = props
  const toast = useToast()
  const [pasting, setPasting] = useState(false)
  const [last, setLast] = useState<LastImport | null>(null)
  const [shown, setShown] = useState<FilesCame | null>(null)
  const foreign = useLibraryImport(onShowLibrary, (report) => setLast({ library: report }))
  const planForeign = foreign.plan
  const plan = useImportPlan()
  const imports = useImports(
    useMemo(
      () => ({
        article: onOpenArticle,
        library: onShowLibrary,
        foreign: (path: string) => void planForeign(path),
        came: (batch: FilesCame) => setLast({ files: batch }),
        report: setShown
      }),
      [onOpenArticle, onShowLibrary, planForeign]
    )
  )
  const { address, offer, close } = useOfferedAddress()
  const { address: given, onAddressTaken } = props
  useEffect(() => {
    if (!given) return
    offer(given)
    onAddressTaken?.()
  }, [given, offer, onAddressTaken])
  // An address alone is a wish to read what is there, which only the reader may grant.
  const addText = (text: string, html: string) =>
    isAddress(text) ? offer(text.trim()) : void imports.addPasted(text, html)
  useOfferedFiles((paths) => void imports.openFiles(paths))
  const save = useAction('imports.saveReport')
  const saveReport = (batchId: string) => {
    save({ batchId }).then((isSaved) => {
      if (isSaved) toast.show({ message: t('imports.library.reportSaved') })
    }, toast.showError)
  }
  useCommand('import.folder', () => void plan.look('folder'))
  useCommand('import.try', () => void plan.look('files'))
  useCommand('import.report', () => {
    if (!last) toast.show({ message: t('imports.came.none') })
    else if ('files' in last) setShown(last.files)
    else foreign.show(last.library)
  })
  useCommand('import.address', () => offer(''))
  useCommand('import.files', () => void imports.chooseFiles())
  useCommand('export.restore', () => void imports.restore())
  useCommand('import.paste', () => setPasting(true))
  usePaste(addText)
  return (
    <>
      <DropZone
        onFiles={(paths) => void imports.addFiles(paths)}
        onText={addText}
        onNothing={() => toast.show({ message: t('imports.noFiles') })}
      />
      {imports.running.length > 0 ? (
        <section className="import-progress" aria-label={t('imports.working')}>
          {imports.running.map((batch) => (
            <div key={batch.batchId} className="import-batch">
              <div className="import-line">
                <span role="status">
                  {batch.total > 0
                    ? t(batch.isPlan ? 'imports.plan.reading' : 'imports.progress', {
                        done: batch.done,
                        total: batch.total
                      })
                    : t('imports.starting')}
                </span>
                <Button look="quiet" onClick={() => imports.cancel(batch.batchId)}>
                  {t('imports.cancel')}
                </Button>
              </div>
              <progress max={batch.total || 1} value={batch.done} aria-label={t('imports.working')} />
              <span className="import-file" dir="auto">
                {batch.current}
              </span>
            </div>
          ))}
        </section>
      ) : null}
      <PasteDialog open={pasting} onClose={() => setPasting(false)} onAdd={addText} />
      <AddressDialog
        open={address !== null}
        address={address ?? ''}
        onClose={close}
        onAdd={(chosen) => void imports.addAddress(chosen)}
      />
      <LibraryImport
        state={foreign.state}
        onClose={foreign.close}
        onRun={(chosen, fromTrash) => void foreign.run(chosen, fromTrash)}
        onSaveReport={(report) => void foreign.saveReport(report)}
      />
      <FilesPlanDialog
        plan={plan.plan}
        onClose={plan.close}
        onAdd={(paths) => {
          plan.close()
          void imports.addFiles(paths)
        }}
        onSaveReport={saveReport}
      />
      <FilesReport came={shown} onClose={() => setShown(null)} onSave={saveReport} />
      <EditionDialog
        key={imports.edition?.addedId}
        edition={imports.edition}
        onDone={imports.closeEdition}
        onOpenArticle={onOpenArticle}
      />
      <Dialog
        wide
        open={imports.failures.length > 0}
        onClose={imports.closeReport}
        title={t('imports.report')}
        description={t('imports.reportText')}
      >
        <ImportReport entries={imports.failures.map(({ file, message }) => ({ name: file, message }))} />
      </Dialog>
    </>
  )
}
