import { useEffect } from 'react'
import { plainMarkdown } from '../../../shared/plain-markdown.ts'
import type { ArticleId, HighlightId } from '../../../shared/values.ts'
import { formatDay, titleOf } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { shownQuote } from '../../lib/shown-quote.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { useSettings } from '../../lib/use-settings.ts'

/** A few old highlights to meet again: the same ones all day. */
export function OldHighlights(props: { onOpen(articleId: ArticleId, highlightId: HighlightId): void }) {
  const { settings } = useSettings()
  const { data: highlights } = useData('meetings.today', {})
  const met = useAction('meetings.met')
  const ids = highlights?.map(({ id }) => id).join(' ') ?? ''
  useEffect(() => {
    // On a read-only disk the day's choice is simply made again.
    if (ids) void met({ highlightIds: ids.split(' ') as HighlightId[] }).catch(() => {})
  }, [ids, met])
  if (settings.oldHighlightsPerDay === 0 || !highlights) return null
  return (
    <section className="today-part" aria-labelledby="today-met">
      <h2 id="today-met">{t('today.met')}</h2>
      {highlights.length === 0 ? <p className="today-quiet">{t('today.metEmpty')}</p> : null}
      <div className="met">
        {highlights.map((highlight) => (
          <figure key={highlight.id} className={`met-card card-${highlight.color}`}>
            <blockquote dir="auto">{shownQuote(highlight)}</blockquote>
            {highlight.note ? (
              <p className="met-note" dir="auto">
                {plainMarkdown(highlight.note)}
              </p>
            ) : null}
            <figcaption>
              <button
                type="button"
                className="words-button"
                dir="auto"
                title={t('today.metOpen')}
                onClick={() => props.onOpen(highlight.articleId, highlight.id)}
              >
                {titleOf({ title: highlight.articleTitle })}
              </button>
              <span>{formatDay(highlight.createdAt)}</span>
            </figcaption>
          </figure>
        ))}
      </div>
    </section>
  )
}
