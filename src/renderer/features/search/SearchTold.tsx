import { MAX_QUERY, type SearchAnswer, type SearchStatus } from '../../../shared/search.ts'
import { t } from '../../lib/messages.ts'
import { SearchTrouble } from './SearchTrouble.tsx'

/** What is said of an answer: how much was found, and what stood in the way of more. */
export function SearchTold(props: {
  query: string
  /** What is shown; undefined where nothing was asked or nothing is there yet. */
  answer: SearchAnswer | undefined
  /** Hits that were asked for. */
  limit: number
  narrowed: boolean
  error: Error | null
  state: SearchStatus['state'] | undefined
}) {
  const { query, answer, limit } = props
  return (
    <div className="search-told" role="status">
      <SearchTrouble error={props.error} state={props.state} />
      {answer && answer.hits.length > 0 ? (
        <p>
          {answer.hits.length < limit
            ? t('search.found', { count: answer.hits.length })
            : t('search.foundAtLeast', { count: limit })}
        </p>
      ) : null}
      {answer?.corrected ? <p>{t('search.corrected', { words: answer.corrected })}</p> : null}
      {answer?.cut ? <p>{t(query.length > MAX_QUERY ? 'search.cut' : 'search.partial')}</p> : null}
      {answer && answer.pending > 0 ? <p>{t('search.indexing', { count: answer.pending })}</p> : null}
      {answer && answer.hits.length === 0 ? (
        <div className="empty">
          <h2>{t('search.nothing', { query: query.trim().slice(0, 80) })}</h2>
          <p>{props.narrowed ? t('search.nothingFiltered') : t('search.nothingText')}</p>
        </div>
      ) : null}
    </div>
  )
}
