import { ArticleFilter } from '../shared/articles.ts'
import type { Handlers, HandlersOf } from '../shared/contract.ts'
import { listQuestion, orderOf, PAGE_SIZE } from '../shared/list-question.ts'

/** Answers the window's first question with the answers of others. @throws what one of them throws */
export function firstScreenHandler(others: Omit<Handlers, 'app.firstScreen'>): HandlersOf<'app.firstScreen'> {
  return {
    async 'app.firstScreen'() {
      const settings = others['settings.get']({})
      const question = listQuestion('all', undefined, undefined, '', orderOf('all', await settings))
      const page = { offset: 0, limit: PAGE_SIZE }
      return {
        start: await others['app.start']({}),
        answers: {
          'settings.get': await settings,
          'app.info': await others['app.info']({}),
          'articles.counts': await others['articles.counts']({}),
          'tags.list': await others['tags.list']({}),
          'savedSearches.list': await others['savedSearches.list']({}),
          'notices.list': await others['notices.list']({}),
          'articles.list': await others['articles.list']({
            ...question,
            filter: ArticleFilter.parse(question.filter),
            page
          })
        }
      }
    }
  }
}
