import { useCallback, useEffect, useRef, useState } from 'react'
import type { LibraryImportPlan, LibraryImportReport } from '../../../shared/library-imports.ts'
import { t } from '../../lib/messages.ts'
import { newId } from '../../lib/new-id.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'

/** Where an import of another app's library stands. */
export type LibraryImportState =
  | { step: 'none' }
  | { step: 'planning'; batchId: string }
  | { step: 'planned'; plan: LibraryImportPlan }

/** In a few words; the report says the rest. */
function outcomeOf({ app, added, updated, inTrash, cancelled }: LibraryImportReport): string {
  if (cancelled) return t('imports.library.stopped')
  if (added === 0 && updated > 0) return t('imports.library.updated', { app, count: updated })
  if (added === 0 && inTrash > 0) return t('imports.library.inTrash', { count: inTrash })
  if (added === 0) return t('imports.library.nothingNew', { app })
  return t('imports.library.done', { app, count: added })
}

/**
 * Plans an import of another app's library, carries it out when the reader says so, and tells what came of it.
 * @param showReport shows the report of an import
 */
export function useLibraryImport(showLibrary: () => void, showReport: (batchId: string) => void) {
  const toast = useToast()
  const [state, setState] = useState<LibraryImportState>({ step: 'none' })
  const planFile = useAction('libraryImports.plan')
  const runPlan = useAction('libraryImports.run')
  const dropPlan = useAction('libraryImports.drop')
  const stop = useAction('imports.cancel')
  const forget = useAction('libraryImports.forgetInterrupted')
  const interrupted = useData('libraryImports.interrupted', {}).data

  const plan = useCallback(
    async (path: string) => {
      const batchId = newId<string>()
      setState({ step: 'planning', batchId })
      try {
        const made = await planFile({ batchId, path })
        setState((now) =>
          now.step === 'planning' && now.batchId === batchId ? { step: 'planned', plan: made } : now
        )
      } catch (error) {
        // Another file may have been chosen since.
        setState((now) => (now.step === 'planning' && now.batchId === batchId ? { step: 'none' } : now))
        toast.showError(error)
      }
    },
    [planFile, toast]
  )

  /** Exports that came at once, as from one folder: each is asked about when the one before is done with. */
  const waiting = useRef<string[]>([])
  const planAll = useCallback(
    (paths: readonly string[]) => {
      const [first, ...rest] = paths
      waiting.current = rest
      return first === undefined ? Promise.resolve() : plan(first)
    },
    [plan]
  )
  const next = () => void planAll(waiting.current)

  // Told once: the file can be chosen again at any time, since twice is once.
  const told = useRef(false)
  useEffect(() => {
    if (!interrupted || told.current) return
    told.current = true
    toast.show({
      message: t('imports.library.interrupted', { app: interrupted.app }),
      action: { label: t('imports.library.goOn'), onClick: () => void plan(interrupted.path) }
    })
    void forget({}).catch(() => {})
  }, [interrupted, forget, plan, toast])

  const run = async ({ batchId }: LibraryImportPlan, fromTrash: boolean) => {
    setState({ step: 'none' })
    try {
      const report = await runPlan({ batchId, fromTrash })
      const isTrouble = report.unreadable + report.failed > 0
      if (isTrouble && waiting.current.length === 0) showReport(batchId)
      else if (isTrouble || report.cancelled || report.problems.length > 0) {
        toast.show({
          kind: 'error',
          message: outcomeOf(report),
          action: { label: t('imports.look'), onClick: () => showReport(batchId) }
        })
      } else {
        toast.show({
          message: outcomeOf(report),
          action: { label: t('imports.show'), onClick: showLibrary }
        })
      }
    } catch (error) {
      toast.showError(error)
    }
    next()
  }

  const close = () => {
    if (state.step === 'planning') void stop({ batchId: state.batchId }).catch(() => {})
    if (state.step === 'planned') void dropPlan({ batchId: state.plan.batchId }).catch(() => {})
    setState({ step: 'none' })
    next()
  }

  return {
    state,
    planAll,
    run,
    close
  }
}
