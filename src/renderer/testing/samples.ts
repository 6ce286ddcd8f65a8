import type { ArticleSummary } from '../../shared/articles.ts'
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
