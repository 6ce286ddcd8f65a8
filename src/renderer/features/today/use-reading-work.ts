import { useMemo } from 'react'
import { type Priority, priorities } from '../../../shared/queue.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { withUndo } from '../../lib/undo-action.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import { days } from './reading-words.ts'

/** What can be done with a reading that comes back; each can be taken back, errors become messages. */
export function useReadingWork() {
  const later = useAction('queue.later')
  const postpone = useAction('queue.postpone')
  const setPriority = useAction('queue.setPriority')
  const remove = useAction('queue.remove')
  const setState = useAction('articles.setState')
  const { show, showError } = useToast()
  return useMemo(() => {
    /** False when it failed, and said so. */
    const quietly = async <T>(work: () => Promise<T>, message: (value: T) => string): Promise<boolean> => {
      try {
        const { value, undo } = await withUndo(work)
        show({ message: message(value), ...undo })
        return true
      } catch (error) {
        showError(error)
        return false
      }
    }
    return {
      later: (articleId: ArticleId) =>
        quietly(
          () => later({ articleId }),
          ({ dueIn }) => t('today.comesBackIn', { interval: days(dueIn) })
        ),
      postpone: (articleId: ArticleId, postponedIn: number) =>
        quietly(
          () => postpone({ articleIds: [articleId] }),
          () => t('today.postponedTo', { interval: days(postponedIn) })
        ),
      setPriority: (articleId: ArticleId, priority: Priority) =>
        quietly(
          () => setPriority({ articleIds: [articleId], priority }),
          () => t('today.prioritySaid', { priority: t(`today.priority.${priority}`) })
        ),
      /** The next more urgent one; after the most urgent, the least. */
      raise(articleId: ArticleId, now: Priority) {
        const at = priorities.indexOf(now)
        return this.setPriority(articleId, priorities[(at + priorities.length - 1) % priorities.length]!)
      },
      finish: (articleId: ArticleId) =>
        quietly(
          () => setState({ articleIds: [articleId], state: 'finished' }),
          () => t('reader.live.finished')
        ),
      remove: (articleId: ArticleId) =>
        quietly(
          () => remove({ articleIds: [articleId] }),
          () => t('today.removed')
        )
    }
  }, [later, postpone, setPriority, remove, setState, show, showError])
}
export type ReadingWork = ReturnType<typeof useReadingWork>
