import type { ArticleSummary } from '../../shared/articles.ts'
import type { FirstAnswers } from '../../shared/first-screen.ts'
import { defaultSettings } from '../../shared/settings.ts'
import type { ArticleId } from '../../shared/values.ts'

/** The nth made-up article. */
export function sampleArticle(n: number, part: Partial<ArticleSummary> = {}): ArticleSummary {
  return {
    id: `00000000-0000-7000-8000-${String(n).padStart(12, '0')}` as ArticleId,
    title: `Article ${n}`,
    byline: '',
    site: 'example.org',
    source: 'example.org',
    standfirst: '',
    published: '',
    language: 'en',
    direction: 'ltr',
    state: 'later',
    starred: false,
    wordCount: 1190,
    progress: 0,
    highlightCount: 0,
    noteCount: 0,
    tags: [],
    leadImage: null,
    addedAt: 1,
    openedAt: null,
    trashedAt: null,
    extractOf: null,
    ...part
  }
}

export const sampleSettings = { ...defaultSettings }

/** What main answers to the window's first question, of a library of these articles. */
export function sampleFirstAnswers(
  articles: ArticleSummary[],
  part: Partial<FirstAnswers> = {}
): FirstAnswers {
  const all = articles.length
  return {
    'settings.get': sampleSettings,
    'app.info': {
      version: '1',
      libraryPath: '/library',
      platform: 'linux',
      readOnly: false,
      isGreeting: false
    },
    'articles.counts': {
      all,
      later: all,
      reading: 0,
      finished: 0,
      starred: 0,
      extracts: 0,
      trashed: 0,
      highlights: 0
    },
    'tags.list': [],
    'savedSearches.list': [],
    'notices.list': [],
    'articles.list': { total: all, items: articles },
    ...part
  }
}
