import { useCallback } from 'react'
import type { ArticleChange } from '../../../shared/articles.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { withUndo } from '../../lib/undo-action.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'

/** So many are changed in one moment; more take a while, and can be stopped. */
const AT_ONCE = 200

/**
 * Changes articles, however many. Resolves to true when all of them were changed, to false when somebody stopped
 * it, which is said then; rejects with the reason when it could not be done.
 */
export function useChangeArticles(): (articleIds: ArticleId[], change: ArticleChange) => Promise<boolean> {
  const setState = useAction('articles.setState')
  const setStarred = useAction('articles.setStarred')
  const addTag = useAction('articles.addTag')
  const removeTag = useAction('articles.removeTag')
  const trash = useAction('articles.trash')
  const restore = useAction('articles.restore')
  const comeBack = useAction('queue.add')
  const changeMany = useAction('articles.changeMany')
  const toast = useToast()
  return useCallback(
    async (articleIds, change) => {
      // What is deleted for good leaves the journal too, which may be long.
      if (articleIds.length > AT_ONCE || change.kind === 'purge') {
        const { value, undo } = await withUndo(() => changeMany({ articleIds, change }))
        if (!value.isWhole) {
          const way = change.kind === 'purge' ? {} : undo
          toast.show({ message: t('library.stopped', { count: value.count }), ...way })
        }
        return value.isWhole
      }
      if (change.kind === 'setState') await setState({ articleIds, state: change.state })
      else if (change.kind === 'setStarred') await setStarred({ articleIds, starred: change.starred })
      else if (change.kind === 'addTag') await addTag({ articleIds, tag: change.tag })
      else if (change.kind === 'removeTag') await removeTag({ articleIds, tag: change.tag })
      else await { trash, restore, comeBack }[change.kind]({ articleIds })
      return true
    },
    [setState, setStarred, addTag, removeTag, trash, restore, comeBack, changeMany, toast]
  )
}
