import { useCallback, useState } from 'react'
import type { PlannedFile } from '../../../shared/imports.ts'
import { newId } from '../../lib/new-id.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'

/** What would become of files and folders, before anything is added. */
export interface FilesPlan {
  batchId: string
  /** What the reader chose; adding it reads it again. */
  paths: string[]
  files: readonly PlannedFile[]
  stopped: boolean
}

/** Looks at files or folders the reader chooses or drops, and keeps what would become of them until it is decided. */
export function useImportPlan() {
  const { showError } = useToast()
  const [plan, setPlan] = useState<FilesPlan | null>(null)
  const choose = useAction('imports.choosePaths')
  const planFiles = useAction('imports.plan')
  const lookAt = useCallback(
    async (paths: string[]) => {
      try {
        const { batchId, files, stopped } = await planFiles({ batchId: newId<string>(), paths })
        // Stopped before the first: there is nothing to say.
        if (files.length > 0 || !stopped) setPlan({ batchId, paths, files, stopped })
      } catch (error) {
        showError(error)
      }
    },
    [planFiles, showError]
  )
  const look = useCallback(
    async (kind: 'files' | 'folder') => {
      try {
        const paths = await choose({ kind })
        if (paths) await lookAt(paths)
      } catch (error) {
        showError(error)
      }
    },
    [choose, lookAt, showError]
  )
  return { plan, look, lookAt, close: useCallback(() => setPlan(null), []) }
}
