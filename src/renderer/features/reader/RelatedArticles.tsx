import type { ArticleId } from '../../../shared/values.ts'
import { titleOf } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { minutesLeft } from '../../lib/reading-time.ts'
import { useData } from '../../lib/use-data.ts'

/** What in the library is like the article that was just read; nothing when nothing is. */
export function RelatedArticles(props: { articleId: ArticleId; onOpen(id: ArticleId): void }) {
  const related = useData('search.related', { articleId: props.articleId }).data ?? []
  if (related.length === 0) return null
  return (
    <nav className="related" aria-labelledby="lectern-related">
      <h2 id="lectern-related" dir="auto">
        {t('reader.related.title')}
      </h2>
      <ul>
        {related.map((one) => (
          <li key={one.articleId}>
            <button type="button" onClick={() => props.onOpen(one.articleId)}>
              <span className="related-title" dir="auto">
                {titleOf(one)}
              </span>
              <span className="related-details" dir="auto">
                {[one.source || one.byline, t('library.minutes', { count: minutesLeft(one, 0) })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
