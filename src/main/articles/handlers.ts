import type { Contract, HandlersOf } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { forgetLostDrafts } from '../cards/card-drafts.ts'
import type { Context } from '../context.ts'
import type { SearchService } from '../search/search-service.ts'
import { existingSpelling } from '../tags/repository.ts'
import { changeMany } from './change-many.ts'
import {
  countArticles,
  deleteArticleTag,
  deleteUnusedAssets,
  insertArticleTag,
  listArticleIds,
  listArticles,
  purgeArticles,
  requireArticle,
  trashArticle,
  trashedOf,
  unusedAssets,
  updateArticle
} from './repository.ts'
import type { TitleOrder } from './title-order.ts'

type Methods = Extract<keyof Contract, `articles.${string}`>

export function articleHandlers(
  context: Context,
  readOnly: boolean,
  search: Pick<SearchService, 'listArticles' | 'listArticleIds'>,
  titles: TitleOrder
): HandlersOf<Methods> {
  const { db, history, now, deviceId } = context
  const stamp = () => ({ now: now(), deviceId })
  const updateAll = (ids: readonly string[], columns: Parameters<typeof updateArticle>[2]) => {
    for (const id of ids) updateArticle(db, id, columns, stamp())
    return null
  }
  return {
    // What a query finds is looked up beside main: it may be all of a large library.
    'articles.list': async ({ filter, sort, descending, page }) => {
      if (sort === 'title') await titles.settle()
      return filter.query === undefined
        ? listArticles(db, filter, sort, descending, page)
        : search.listArticles(filter.query, { filter, sort, descending, page })
    },
    'articles.ids': async ({ filter, sort, descending }) => {
      if (sort === 'title') await titles.settle()
      return filter.query === undefined
        ? listArticleIds(db, filter, sort, descending)
        : search.listArticleIds(filter.query, { filter, sort, descending })
    },
    'articles.get': ({ articleId }) => requireArticle(db, articleId),
    'articles.counts': () => countArticles(db),
    'articles.setState': ({ articleIds, state }) => updateAll(articleIds, { state }),
    'articles.setStarred': ({ articleIds, starred }) => updateAll(articleIds, { starred: starred ? 1 : 0 }),
    'articles.addTag': ({ articleIds, tag }) => {
      const spelling = existingSpelling(db, tag)
      for (const id of articleIds) {
        requireArticle(db, id)
        insertArticleTag(db, id, spelling, stamp())
      }
      return null
    },
    'articles.removeTag': ({ articleIds, tag }) => {
      for (const id of articleIds) deleteArticleTag(db, id, tag)
      return null
    },
    'articles.update': ({ articleId, ...fields }) => {
      requireArticle(db, articleId)
      const given = Object.entries(fields).filter(([, value]) => value !== undefined)
      updateArticle(db, articleId, Object.fromEntries(given), stamp())
      return requireArticle(db, articleId)
    },
    'articles.trash': ({ articleIds }) => {
      for (const id of articleIds) trashArticle(db, id, stamp())
      return null
    },
    'articles.restore': ({ articleIds }) => updateAll(articleIds, { trashed_at: null }),
    'articles.purge': ({ articleIds }) => {
      const trashed = trashedOf(db, articleIds)
      history.forgetting(trashed).forget(trashed)
      purgeArticles(db, trashed)
      deleteUnusedAssets(db, unusedAssets(db))
      forgetLostDrafts(db)
      return null
    },
    'articles.changeMany': (many) => {
      if (readOnly) throw new AppError('read-only', 'errors.library.readOnly')
      return changeMany(context, many)
    }
  }
}
