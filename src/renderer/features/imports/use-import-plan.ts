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

/** Looks at files or a folder the reader chooses, and keeps what would become of them until it is decided. */
export function useImportPlan() {
  const { showError } = useToast()
  const [plan, setPlan] = useState<FilesPlan | null>(null)
  const choose = useAction('imports.choosePaths')
  const planFiles = useAction('imports.plan')
  const look = useCallback(
    async (kind: 'files' | 'folder') => {
      try {
        const paths = await choose({ kind })
        if (!paths) return
        const { batchId, files, stopped } = await planFiles({ batchId: newId<string>(), paths })
        // Stopped before the first: there is nothing to say.
        if (files.length > 0 || !stopped) setPlan({ batchId, paths, files, stopped })
      } catch (error) {
        showError(error)
      }
    },
    [choose, planFiles, showError]
  )
  return { plan, look, close: useCallback(() => setPlan(null), []) }
}
