import { v7 as uuidv7 } from 'uuid'
import { deleteArticleTag, insertArticleTag, updateArticle } from '../articles/repository.ts'
import type { Context } from '../context.ts'
import type { ArticleRecord } from '../export/article-record.ts'
import { deleteHighlightTag, insertHighlightTag, updateHighlightColor } from '../highlights/repository.ts'
import { saveNote } from '../notes/repository.ts'
import { existingSpelling } from '../tags/repository.ts'
import type { VaultArticle } from './vault-article.ts'

/**
 * Writes what came from outside into the library, in one journaled transaction; steps of one `key` are one
 * step of undo. False when there was nothing to write.
 */
export function applyToLibrary(
  { db, history, now, deviceId }: Context,
  article: ArticleRecord,
  before: VaultArticle,
  after: VaultArticle,
  key: string
): boolean {
  if (JSON.stringify(before) === JSON.stringify(after)) return false
  const stamp = { now: now(), deviceId }
  const difference = (from: readonly string[], to: readonly string[]) => ({
    removed: from.filter((tag) => !to.includes(tag)),
    added: to.filter((tag) => !from.includes(tag))
  })
  history.record(
    'undo.syncVault',
    () => {
      const columns = {
        ...(after.title === before.title ? {} : { title: after.title }),
        ...(after.author === before.author ? {} : { byline: after.author }),
        ...(after.site === before.site ? {} : { site: after.site }),
        ...(after.published === before.published ? {} : { published: after.published })
      }
      updateArticle(db, article.id, columns, stamp)
      const tags = difference(before.tags, after.tags)
      for (const tag of tags.removed) deleteArticleTag(db, article.id, tag)
      for (const tag of tags.added) insertArticleTag(db, article.id, existingSpelling(db, tag), stamp)
      if (after.note !== before.note) {
        const id = article.note?.id ?? uuidv7()
        saveNote(db, { id, articleId: article.id, highlightId: null, body: after.note }, stamp)
      }
      for (const one of article.highlights) {
        const was = before.highlights[one.id]!
        const is = after.highlights[one.id]!
        if (is.color !== was.color) updateHighlightColor(db, one.id, is.color, stamp)
        const marks = difference(was.tags, is.tags)
        for (const tag of marks.removed) deleteHighlightTag(db, one.id, tag)
        for (const tag of marks.added) insertHighlightTag(db, one.id, existingSpelling(db, tag), stamp)
        if (is.note !== was.note) {
          const id = one.note?.id ?? uuidv7()
          saveNote(db, { id, articleId: article.id, highlightId: one.id, body: is.note }, stamp)
        }
      }
    },
    { key, mode: 'batch' }
  )
  return true
}
