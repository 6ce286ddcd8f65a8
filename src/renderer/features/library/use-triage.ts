import { useMemo } from 'react'
import type { ArticleState, ArticleSummary } from '../../../shared/articles.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'

/** Where a finished article returns to: on with reading when it was begun, else for later. */
const unfinished = (article: ArticleSummary): ArticleState => (article.progress > 0 ? 'reading' : 'later')

/** What can be done with articles from the list; errors become messages. */
export function useTriage() {
  const setState = useAction('articles.setState')
  const setStarred = useAction('articles.setStarred')
  const addTag = useAction('articles.addTag')
  const trash = useAction('articles.trash')
  const restore = useAction('articles.restore')
  const purge = useAction('articles.purge')
  const comeBack = useAction('queue.add')
  const join = useAction('corrections.join')
  const toast = useToast()
  return useMemo(() => {
    const quietly = (done: Promise<unknown>) => void done.catch(toast.showError)
    return {
      setState: (articleIds: ArticleId[], state: ArticleState) => quietly(setState({ articleIds, state })),
      toggleFinished: (article: ArticleSummary) =>
        quietly(
          setState({
            articleIds: [article.id],
            state: article.state === 'finished' ? unfinished(article) : 'finished'
          })
        ),
      setStarred: (articleIds: ArticleId[], starred: boolean) => quietly(setStarred({ articleIds, starred })),
      addTag: (articleIds: ArticleId[], tag: string) =>
        quietly(
          addTag({ articleIds, tag }).then(() => toast.show({ message: t('library.tagged', { tag }) }))
        ),
      trash: (articleIds: ArticleId[]) =>
        quietly(
          trash({ articleIds }).then(() =>
            toast.show({
              message: t('library.trashed', { count: articleIds.length }),
              // Not the undo command: something else may have been done meanwhile.
              action: { label: t('ui.undo'), onClick: () => quietly(restore({ articleIds })) }
            })
          )
        ),
      restore: (articleIds: ArticleId[]) =>
        quietly(
          restore({ articleIds }).then(() =>
            toast.show({ message: t('library.restored', { count: articleIds.length }) })
          )
        ),
      comeBack: (articleIds: ArticleId[]) =>
        quietly(
          comeBack({ articleIds }).then(() =>
            toast.show({ message: t('library.comesBack', { count: articleIds.length }) })
          )
        ),
      join: (articleIds: ArticleId[]) =>
        quietly(join({ articleIds }).then(() => toast.show({ message: t('library.joined') }))),
      purge: (articleIds: ArticleId[]) => quietly(purge({ articleIds }))
    }
  }, [setState, setStarred, addTag, trash, restore, purge, comeBack, join, toast])
}
export type Triage = ReturnType<typeof useTriage>
