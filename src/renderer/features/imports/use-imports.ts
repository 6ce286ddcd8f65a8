import { useCallback, useEffect, useState } from 'react'
import type { ImportProgress } from '../../../shared/imports.ts'
import { onEvent } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { newId } from '../../lib/new-id.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import type { Edition } from './EditionDialog.tsx'
import { type ImportedBatch, type ImportWays, toldResults } from './told-results.ts'

/** What could not be added, and why. */
interface Failure {
  file: string
  message: string
}

/** UTF-16 units of a paste: a shelf of books. What is longer is added as a file, which is read elsewhere. */
const LONGEST_PASTE = 30_000_000

/** Starts imports, follows them, and says how each ended. */
export function useImports(
  open: ImportWays & {
    /** Files that other apps gave away their libraries in. */
    foreign(paths: string[]): void
  }
) {
  const toast = useToast()
  const [running, setRunning] = useState<readonly ImportProgress[]>([])
  const [editions, setEditions] = useState<readonly Edition[]>([])
  const [failures, setFailures] = useState<readonly Failure[]>([])
  const files = useAction('imports.files')
  const choose = useAction('imports.choose')
  const paste = useAction('imports.paste')
  const fetchAddress = useAction('imports.address')
  const stop = useAction('imports.cancel')
  const restoreLibrary = useAction('exports.restoreLibrary')
  const active = useData('imports.active', {}).data

  const follow = useCallback((progress: ImportProgress) => {
    setRunning((before) => {
      const others = before.filter((one) => one.batchId !== progress.batchId)
      return progress.done >= progress.total && progress.total > 0 ? others : [...others, progress]
    })
  }, [])
  useEffect(() => onEvent('imports.progress', follow), [follow])
  // After a reload the batches go on; their progress is picked up again.
  useEffect(() => active?.forEach(follow), [active, follow])

  const tell = useCallback(
    (batch: ImportedBatch) => {
      const foreign = batch.results.filter((result) => result.status === 'library')
      if (foreign.length > 0) open.foreign(foreign.map(({ file }) => file))
      const found = batch.results.flatMap(({ articleId, editionOf }) =>
        articleId && editionOf ? [{ addedId: articleId, ...editionOf }] : []
      )
      if (found.length > 0) setEditions((before) => [...before, ...found])
      for (const message of toldResults(batch, open)) toast.show(message)
    },
    [toast, open]
  )

  const run = useCallback(
    async (start: (batchId: string) => Promise<ImportedBatch | null>, opens = false) => {
      const batchId = newId<string>()
      try {
        const batch = await start(batchId)
        if (batch) tell(batch)
        const only = batch?.results.length === 1 ? batch.results[0] : undefined
        if (opens && only?.articleId) open.article(only.articleId)
      } catch (error) {
        toast.showError(error)
      } finally {
        setRunning((before) => before.filter((one) => one.batchId !== batchId))
      }
    },
    [tell, toast, open]
  )

  return {
    running,
    failures,
    /** Likely new versions, to be asked about one after the other. */
    edition: editions[0],
    closeEdition: () => setEditions((before) => before.slice(1)),
    closeReport: () => setFailures([]),
    addFiles: (paths: string[]) => run((batchId) => files({ batchId, paths })),
    /** Files that were opened with Lectern: a single one is shown. */
    openFiles: (paths: string[]) => run((batchId) => files({ batchId, paths }), true),
    chooseFiles: () => run((batchId) => choose({ batchId })),
    addPasted: (text: string, html: string) => {
      // Looked at here: to hand 200 MB over, and to be told that they are too many, took main 800 ms.
      if (text.length > LONGEST_PASTE || html.length > LONGEST_PASTE)
        return toast.show({ message: t('imports.pasteTooLong', { most: LONGEST_PASTE }), kind: 'error' })
      run((batchId) => paste({ batchId, text, ...(html ? { html } : {}) }))
    },
    addAddress: (address: string) => run((batchId) => fetchAddress({ batchId, address })),
    /** Brings an exported library back. */
    restore: async () => {
      try {
        const done = await restoreLibrary({})
        if (!done) return
        const { added, alreadyHere, failed, failures: reasons } = done
        toast.show({ message: t('app.restored', { added, alreadyHere, failed }) })
        setFailures(reasons.map(({ name, message }) => ({ file: name, message })))
      } catch (error) {
        toast.showError(error)
      }
    },
    cancel: (batchId: string) => void stop({ batchId }).catch(toast.showError)
  }
}
