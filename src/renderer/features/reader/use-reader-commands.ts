import type { Article } from '../../../shared/articles.ts'
import type { ExportFormat } from '../../../shared/exports.ts'
import type { HighlightColor } from '../../../shared/highlights.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { invoke } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { runCommand, useCommand } from '../../lib/use-command.ts'
import { useAction } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import type { PanelName } from './ReaderBar.tsx'

/** What the open article lets one do. */
export interface ReaderActions {
  color(color: HighlightColor): void
  note(): void
  tag(): void
  copy(): void
  search(): void
  resize(): void
  select(): void
  walk(by: 1 | -1): void
  openChosen(): void
  deleteChosen(): void
  find(): void
  findStep(by: 1 | -1): void
  articleNote(): void
  articleTags(): void
  panel(name: PanelName): void
  typography(): void
  size(by: number): void
  finish(): void
  back(): void
}

/** Connects commands (keyboard, menu, palette) with what they do in the open article. */
export function useReaderCommands(
  actions: ReaderActions,
  state: {
    article: Article | undefined
    articleId: ArticleId
    hasSelection: boolean
    hasChosen: boolean
    canResize: boolean
    hasFound: boolean
    onTrashed(): void
  }
): void {
  const { article, articleId } = state
  const { show, showError } = useToast()
  const setStarred = useAction('articles.setStarred')
  const trash = useAction('articles.trash')
  const saveArticle = useAction('exports.saveArticle')
  const copy = useAction('app.copy')

  const marks = { enabled: state.hasSelection || state.hasChosen }
  useCommand('reader.highlight.yellow', () => actions.color('yellow'), marks)
  useCommand('reader.highlight.green', () => actions.color('green'), marks)
  useCommand('reader.highlight.blue', () => actions.color('blue'), marks)
  useCommand('reader.highlight.pink', () => actions.color('pink'), marks)
  useCommand('reader.highlight.purple', () => actions.color('purple'), marks)
  useCommand('reader.note', actions.note, { enabled: marks.enabled || state.hasFound })
  useCommand('reader.tag', actions.tag, marks)
  useCommand('reader.resizeHighlight', actions.resize, { enabled: state.canResize })
  useCommand('reader.copy', actions.copy, { enabled: state.hasSelection })
  useCommand('reader.searchSelection', actions.search, { enabled: state.hasSelection })
  useCommand('reader.select', actions.select)
  useCommand('reader.nextHighlight', () => actions.walk(1))
  useCommand('reader.previousHighlight', () => actions.walk(-1))
  useCommand('reader.openHighlight', actions.openChosen, { enabled: state.hasChosen })
  useCommand('reader.deleteHighlight', actions.deleteChosen, {
    enabled: state.hasChosen && !state.hasSelection
  })
  useCommand('reader.find', actions.find)
  useCommand('reader.findNext', () => actions.findStep(1), { enabled: state.hasFound })
  useCommand('reader.findPrevious', () => actions.findStep(-1), { enabled: state.hasFound })
  useCommand('reader.articleNote', actions.articleNote)
  useCommand('reader.articleTags', actions.articleTags)
  useCommand('reader.outline', () => actions.panel('outline'))
  useCommand('reader.highlights', () => actions.panel('highlights'))
  useCommand('reader.typography', actions.typography)
  useCommand('reader.textLarger', () => actions.size(1))
  useCommand('reader.textSmaller', () => actions.size(-1))
  useCommand('reader.finish', actions.finish)
  useCommand('reader.back', actions.back)

  useCommand('reader.star', () => {
    if (article) setStarred({ articleIds: [articleId], starred: !article.starred }).catch(showError)
  })
  useCommand('reader.trash', () => {
    trash({ articleIds: [articleId] })
      .then(() => {
        show({
          message: t('reader.trashed'),
          action: { label: t('ui.undo'), onClick: () => runCommand('history.undo') }
        })
        state.onTrashed()
      })
      .catch(showError)
  })
  useCommand('reader.copyMarkdown', () => {
    invoke('exports.article', { articleId, format: 'markdown' })
      .then(({ content }) => copy({ text: content }))
      .then(() => show({ message: t('reader.markdownCopied') }))
      .catch(showError)
  })
  const save = (format: ExportFormat) => {
    saveArticle({ articleId, format })
      .then(
        (saved) =>
          saved && show({ message: t('reader.saved', { name: saved.path.split(/[\\/]/).at(-1) ?? '' }) })
      )
      .catch(showError)
  }
  useCommand('reader.exportMarkdown', () => save('markdown'))
  useCommand('reader.exportJsonld', () => save('jsonld'))
}
