import type { ArticleSummary } from '../../../shared/articles.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import type { Triage } from './use-triage.ts'

export interface RowActions {
  star(article: ArticleSummary): void
  menu(article: ArticleSummary): MenuItem[]
}

/** What a row only begins: the list goes on with it. */
export interface RowAsks {
  open(id: ArticleId): void
  tag(ids: ArticleId[]): void
  edit(id: ArticleId): void
  purge(ids: ArticleId[]): void
}

/** What a row offers: another set in the Trash. */
export function rowActions(triage: Triage, ask: RowAsks): RowActions {
  return {
    star: (article) => triage.setStarred([article.id], !article.starred),
    menu: (article) =>
      article.trashedAt !== null
        ? [
            { label: t('library.restore'), onSelect: () => triage.restore([article.id]) },
            { label: t('library.purge'), danger: true, onSelect: () => ask.purge([article.id]) }
          ]
        : [
            { label: t('library.open'), shortcut: 'Enter', onSelect: () => ask.open(article.id) },
            {
              label: article.state === 'finished' ? t('library.unfinish') : t('library.finish'),
              shortcut: 'e',
              onSelect: () => triage.toggleFinished(article)
            },
            {
              label: t('library.later'),
              shortcut: 'l',
              disabled: article.state === 'later',
              onSelect: () => triage.setState([article.id], 'later')
            },
            {
              label: t('library.comeBack'),
              shortcut: 'w',
              onSelect: () => triage.comeBack([article.id])
            },
            {
              label: article.starred ? t('library.unstar') : t('library.star'),
              shortcut: 's',
              onSelect: () => triage.setStarred([article.id], !article.starred)
            },
            { label: t('library.tag'), shortcut: 't', onSelect: () => ask.tag([article.id]) },
            { label: t('library.edit'), shortcut: 'i', onSelect: () => ask.edit(article.id) },
            { kind: 'separator' },
            {
              label: t('library.moveToTrash'),
              shortcut: 'Delete',
              onSelect: () => triage.trash([article.id])
            }
          ]
  }
}
