import { useEffect, useMemo, useState } from 'react'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction } from '../../lib/use-data.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { AddressDialog } from './AddressDialog.tsx'
import { DropZone } from './DropZone.tsx'
import { EditionDialog } from './EditionDialog.tsx'
import { FilesPlanDialog } from './FilesPlanDialog.tsx'
import { ImportReport } from './ImportReport.tsx'
import { LibraryImport } from './LibraryImport.tsx'
import { PasteDialog } from './PasteDialog.tsx'
import { ReportDialog } from './ReportDialog.tsx'
import { ReportsDialog } from './ReportsDialog.tsx'
import { RunningImports } from './RunningImports.tsx'
import { useGivenText } from './use-given-text.ts'
import { useImportPlan } from './use-import-plan.ts'
import { useImports } from './use-imports.ts'
import { useLibraryImport } from './use-library-import.ts'
import { useOfferedAddress } from './use-offered-address.ts'
import { useOfferedFiles } from './use-offered-files.ts'
import { usePaste } from './use-paste.ts'

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
  /** The report that is read, by its batch. */
  const [shown, setShown] = useState<string | null>(null)
  const [listing, setListing] = useState(false)
  const foreign = useLibraryImport(onShowLibrary, setShown)
  const planForeign = foreign.planAll
  const plan = useImportPlan()
  const imports = useImports(
    useMemo(
      () => ({
        article: onOpenArticle,
        library: onShowLibrary,
        foreign: (paths: string[]) => void planForeign(paths),
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
  const givenText = useGivenText({
    address: offer,
    article: (text, html) => void imports.addPasted(text, html),
    chooseFiles: () => void imports.chooseFiles()
  })
  useOfferedFiles((paths) => void imports.openFiles(paths))
  const save = useAction('imports.saveReport')
  const saveReport = (batchId: string) => {
    save({ batchId }).then((isSaved) => {
      if (isSaved) toast.show({ message: t('imports.library.reportSaved') })
    }, toast.showError)
  }
  useCommand('import.folder', () => void plan.look('folder'))
  useCommand('import.try', () => void plan.look('files'))
  useCommand('import.report', () => setListing(true))
  useCommand('import.address', () => offer(''))
  useCommand('import.files', () => void imports.chooseFiles())
  useCommand('export.restore', () => void imports.restore())
  useCommand('import.paste', () => setPasting(true))
  // Beside files stand their names as text.
  usePaste(({ paths, hasFolder, text, html }) => {
    if (hasFolder) void plan.lookAt(paths)
    else if (paths.length > 0) void imports.addFiles(paths)
    else givenText.addLoose(text, html)
  })
  return (
    <>
      <DropZone
        onFiles={(paths) => void imports.addFiles(paths)}
        onFolders={(paths) => void plan.lookAt(paths)}
        onText={givenText.addLoose}
        onNothing={() => toast.show({ message: t('imports.noFiles') })}
      />
      <RunningImports imports={imports.running} onCancel={imports.cancel} />
      <PasteDialog open={pasting} onClose={() => setPasting(false)} onAdd={givenText.add} />
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
      <ReportsDialog open={listing && shown === null} onClose={() => setListing(false)} onChoose={setShown} />
      <ReportDialog
        batchId={shown}
        onClose={() => setShown(null)}
        onOpenArticle={(articleId) => {
          setListing(false)
          onOpenArticle(articleId)
        }}
        onSave={saveReport}
      />
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
