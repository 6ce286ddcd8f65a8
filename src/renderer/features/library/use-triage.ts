import { useMemo } from 'react'
import type { ArticleChange, ArticleState, ArticleSummary } from '../../../shared/articles.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { withUndo } from '../../lib/undo-action.ts'
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
    const telling = (articleIds: ArticleId[], what: ArticleChange, message: () => string) =>
      quietly(
        withUndo(() => change(articleIds, what)).then(({ value: isWhole, undo }) => {
          if (isWhole) toast.show({ message: message(), ...undo })
        })
      )
    return {
      setState: (articleIds: ArticleId[], state: ArticleState) =>
        telling(articleIds, { kind: 'setState', state }, () =>
          t('library.moved', { count: articleIds.length, list: t(`library.list.${state}`) })
        ),
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
        telling(articleIds, { kind: 'addTag', tag }, () => t('library.tagged', { tag })),
      trash: (articleIds: ArticleId[]) =>
        quietly(
          change(articleIds, { kind: 'trash' }).then((isWhole) => {
            if (!isWhole) return
            toast.show({
              message: t('library.trashed', { count: articleIds.length }),
              // Not the undo command: something else may have been done meanwhile.
              action: { label: t('ui.undo'), onClick: () => quietly(change(articleIds, { kind: 'restore' })) }
            })
          })
        ),
      restore: (articleIds: ArticleId[]) =>
        telling(articleIds, { kind: 'restore' }, () => t('library.restored', { count: articleIds.length })),
      comeBack: (articleIds: ArticleId[]) =>
        telling(articleIds, { kind: 'comeBack' }, () => t('library.comesBack', { count: articleIds.length })),
      join: (articleIds: ArticleId[]) =>
        quietly(join({ articleIds }).then(() => toast.show({ message: t('library.joined') }))),
      purge: (articleIds: ArticleId[]) =>
        quietly(
          change(articleIds, { kind: 'purge' }).then((isWhole) => {
            if (isWhole) toast.show({ message: t('library.purged', { count: articleIds.length }) })
          })
        )
    }
  }, [change, join, toast])
}
export type Triage = ReturnType<typeof useTriage>
