import { useMemo } from 'react'
import type { ArticleChange, ArticleState, ArticleSummary } from '../../../shared/articles.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { undoAction } from '../../lib/undo-action.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import { useChangeArticles } from './use-change-articles.ts'

/** Where a finished article returns to: on with reading when it was begun, else for later. */
const unfinished = (article: ArticleSummary): ArticleState => (article.progress > 0 ? 'reading' : 'later')

/** What can be done with articles from the list; errors become messages. */
export function useTriage() {
  const change = useChangeArticles()
  const join = useAction('corrections.join')
  const toast = useToast()
  return useMemo(() => {
    const quietly = (done: Promise<unknown>) => void done.catch(toast.showError)
    /** Does it, and says so when all of it was done. */
    const telling = (
      articleIds: ArticleId[],
      what: ArticleChange,
      told: () => Parameters<typeof toast.show>[0]
    ) => quietly(change(articleIds, what).then((isWhole) => void (isWhole && toast.show(told()))))
    return {
      setState: (articleIds: ArticleId[], state: ArticleState) =>
        telling(articleIds, { kind: 'setState', state }, () => ({
          message: t('library.moved', { count: articleIds.length, list: t(`library.list.${state}`) }),
          action: undoAction()
        })),
      toggleFinished: (article: ArticleSummary) =>
        quietly(
          change([article.id], {
            kind: 'setState',
            state: article.state === 'finished' ? unfinished(article) : 'finished'
          })
        ),
      setStarred: (articleIds: ArticleId[], starred: boolean) =>
        quietly(change(articleIds, { kind: 'setStarred', starred })),
      addTag: (articleIds: ArticleId[], tag: string) =>
        telling(articleIds, { kind: 'addTag', tag }, () => ({ message: t('library.tagged', { tag }) })),
      trash: (articleIds: ArticleId[]) =>
        telling(articleIds, { kind: 'trash' }, () => ({
          message: t('library.trashed', { count: articleIds.length }),
          // Not the undo command: something else may have been done meanwhile.
          action: { label: t('ui.undo'), onClick: () => quietly(change(articleIds, { kind: 'restore' })) }
        })),
      restore: (articleIds: ArticleId[]) =>
        telling(articleIds, { kind: 'restore' }, () => ({
          message: t('library.restored', { count: articleIds.length })
        })),
      comeBack: (articleIds: ArticleId[]) =>
        telling(articleIds, { kind: 'comeBack' }, () => ({
          message: t('library.comesBack', { count: articleIds.length })
        })),
      join: (articleIds: ArticleId[]) =>
        quietly(join({ articleIds }).then(() => toast.show({ message: t('library.joined') }))),
      purge: (articleIds: ArticleId[]) => quietly(change(articleIds, { kind: 'purge' }))
    }
  }, [change, join, toast])
}
export type Triage = ReturnType<typeof useTriage>
