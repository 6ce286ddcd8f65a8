import { useMemo } from 'react'
import type { NotebookId } from '../../../shared/notebooks.ts'
import { t } from '../../lib/messages.ts'
import { undoAction } from '../../lib/undo-action.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'

/** What can be done with a notebook as a whole; errors become messages. */
export function useNotebookWork() {
  const rename = useAction('notebooks.rename')
  const remove = useAction('notebooks.delete')
  const { show, showError } = useToast()
  return useMemo(
    () => ({
      rename: (id: NotebookId, title: string) => void rename({ id, title }).catch(showError),
      /** True when it is gone. */
      remove: (id: NotebookId): Promise<boolean> =>
        remove({ id }).then(
          () => {
            show({
              message: t('notebooks.deleted'),
              action: undoAction()
            })
            return true
          },
          (error: unknown) => {
            showError(error)
            return false
          }
        )
    }),
    [rename, remove, show, showError]
  )
}
