import type { ArticleSummary } from '../../shared/articles.ts'
import type { Card, CardId, PromptId } from '../../shared/cards.ts'
import type { FirstAnswers } from '../../shared/first-screen.ts'
import type { Highlight } from '../../shared/highlights.ts'
import type { ReadingVersion } from '../../shared/reading.ts'
import { defaultSettings } from '../../shared/settings.ts'
import type { ArticleId, HighlightId, VersionId } from '../../shared/values.ts'

const numbered = (kind: number, n: number) => `00000000-0000-7000-${kind}-${String(n).padStart(12, '0')}`

/** The nth made-up article. */
export function sampleArticle(n: number, part: Partial<ArticleSummary> = {}): ArticleSummary {
  return {
    id: numbered(8000, n) as ArticleId,
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

/** The nth made-up highlight, of the first article. */
export function sampleHighlight(n: number, part: Partial<Highlight> = {}): Highlight {
  return {
    id: numbered(8001, n) as HighlightId,
    articleId: numbered(8000, 1) as ArticleId,
    versionId: numbered(8002, 1) as VersionId,
    start: 4,
    end: 9,
    exact: 'words',
    prefix: '',
    suffix: '',
    color: 'blue',
    note: '',
    tags: [],
    createdAt: 1,
    updatedAt: 1,
    ...part
  }
}

/** The nth made-up card, new. */
export function sampleCard(n: number, part: Partial<Card> = {}): Card {
  return {
    id: numbered(8003, n) as CardId,
    promptId: numbered(8004, n) as PromptId,
    kind: 'question',
    ordinal: 1,
    front: `Question ${n}`,
    back: 'An answer',
    picture: null,
    tags: [],
    articleId: null,
    articleTitle: '',
    highlightId: null,
    sentence: '',
    exact: '',
    state: 'new',
    dueIn: null,
    stability: 0,
    reps: 0,
    lapses: 0,
    suspended: false,
    buried: false,
    createdAt: 1,
    ...part
  }
}

/** The first article's made-up version. */
export function sampleVersion(part: Partial<ReadingVersion> = {}): ReadingVersion {
  return {
    id: numbered(8002, 1) as VersionId,
    articleId: numbered(8000, 1) as ArticleId,
    number: 1,
    title: 'Article 1',
    masthead: 'Title',
    standfirst: '',
    language: 'en',
    direction: 'ltr',
    wordCount: 1190,
    textLength: 6000,
    outline: [],
    hasOriginalPages: false,
    pictures: 0,
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
