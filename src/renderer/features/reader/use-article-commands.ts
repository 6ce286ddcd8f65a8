import { useCallback } from 'react'
import type { Article } from '../../../shared/articles.ts'
import type { ExportFormat } from '../../../shared/exports.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { fileNameOf } from '../../lib/formats.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { undoAction } from '../../lib/undo-action.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'

/** What one can do with the open article as a whole: finish, star, trash, export. */
export function useArticleCommands(room: {
  article: Article | undefined
  articleId: ArticleId
  onTrashed(): void
}): { finish(): void; restore(): void } {
  const { article, articleId, onTrashed } = room
  const { show, showError } = useToast()
  const setState = useAction('articles.setState')
  const setStarred = useAction('articles.setStarred')
  const trash = useAction('articles.trash')
  const putBack = useAction('articles.restore')
  const saveArticle = useAction('exports.saveArticle')
  const copy = useAction('app.copy')

  const finish = useCallback(() => {
    if (!article) return
    const finished = article.state !== 'finished'
    setState({ articleIds: [articleId], state: finished ? 'finished' : 'reading' })
      .then(() => show({ message: finished ? t('reader.live.finished') : t('reader.live.notFinished') }))
      .catch(showError)
  }, [article, articleId, setState, show, showError])
  useCommand('reader.finish', finish)

  useCommand('reader.star', () => {
    if (article) setStarred({ articleIds: [articleId], starred: !article.starred }).catch(showError)
  })
  const isInTrash = article?.trashedAt != null
  useCommand(
    'reader.trash',
    () => {
      trash({ articleIds: [articleId] })
        .then(() => {
          show({
            message: t('reader.trashed'),
            action: undoAction()
          })
          onTrashed()
        })
        .catch(showError)
    },
    { enabled: !isInTrash }
  )
  const restore = useCallback(() => {
    putBack({ articleIds: [articleId] })
      .then(() => show({ message: t('library.restored', { count: 1 }), action: undoAction() }))
      .catch(showError)
  }, [articleId, putBack, show, showError])
  useCommand('reader.restore', restore, { enabled: isInTrash })
  useCommand('reader.copyMarkdown', () => {
    invoke('exports.article', { articleId, format: 'markdown' })
      .then(({ content }) => copy({ text: content }))
      .then(() => show({ message: t('reader.markdownCopied') }))
      .catch(showError)
  })
  const save = (format: ExportFormat) => {
    saveArticle({ articleId, format })
      .then((saved) => saved && show({ message: t('reader.saved', { name: fileNameOf(saved.path) }) }))
      .catch(showError)
  }
  useCommand('reader.exportMarkdown', () => save('markdown'))
  useCommand('reader.exportEpub', () => save('epub'))
  useCommand('reader.exportJsonld', () => save('jsonld'))
  return { finish, restore }
}
