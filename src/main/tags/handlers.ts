import type { HandlersOf, MethodName } from '../../shared/contract.ts'
import type { Context } from '../context.ts'
import { tagsOfHighlights } from '../highlights/tags-of-highlights.ts'
import { renameTagInSavedSearches } from '../saved-searches/repository.ts'
import { deleteTag, listTags, renameTag, tagsOfArticles } from './repository.ts'

export function tagHandlers({
  db,
  now,
  deviceId
}: Context): HandlersOf<Extract<MethodName, `tags.${string}`>> {
  return {
    'tags.list': () => listTags(db),
    'tags.ofArticles': ({ articleIds }) => tagsOfArticles(db, articleIds),
    'tags.ofHighlights': ({ filter, except }) => tagsOfHighlights(db, filter, except),
    'tags.delete': ({ tag }) => {
      deleteTag(db, tag)
      return null
    },
    'tags.rename': ({ from, to }) => {
      const stamp = { now: now(), deviceId }
      const renamed = renameTag(db, from, to, stamp)
      renameTagInSavedSearches(db, from, renamed.tag, stamp)
      return renamed
    }
  }
}
