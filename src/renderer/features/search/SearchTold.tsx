import { MAX_QUERY, type SearchAnswer, type SearchStatus } from '../../../shared/search.ts'
import { t } from '../../lib/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { SearchTrouble } from './SearchTrouble.tsx'

/** What is said of an answer: how much was found, and what stood in the way of more. */
export function SearchTold(props: {
  query: string
  /** What is shown; undefined where nothing was asked or nothing is there yet. */
  answer: SearchAnswer | undefined
  /** There are no other hits than these. */
  isAll: boolean
  /** Asks for more; undefined when these are as many as there can be. */
  onMore: (() => void) | undefined
  narrowed: boolean
  /** A sign is only begun: that nothing is found means nothing yet. */
  isBegun: boolean
  error: Error | null
  state: SearchStatus['state'] | undefined
}) {
  const { query, answer, isAll, onMore } = props
  return (
    <div className="search-told" role="status">
      <SearchTrouble error={props.error} state={props.state} />
      {answer && answer.hits.length > 0 ? (
        <p>
          {isAll
            ? t('search.found', { count: answer.hits.length })
            : t('search.foundAtLeast', { count: answer.hits.length })}
          {isAll || !onMore ? null : (
            <Button look="quiet" onClick={onMore}>
              {t('search.more')}
            </Button>
          )}
        </p>
      ) : null}
      {answer?.corrected ? <p>{t('search.corrected', { words: answer.corrected })}</p> : null}
      {answer?.cut ? <p>{t(query.length > MAX_QUERY ? 'search.cut' : 'search.partial')}</p> : null}
      {answer && answer.pending > 0 ? <p>{t('search.indexing', { count: answer.pending })}</p> : null}
      {answer && answer.hits.length === 0 && !props.isBegun ? (
        <div className="empty">
          <h2>{t('search.nothing', { query: query.trim().slice(0, 80) })}</h2>
          <p>{props.narrowed ? t('search.nothingFiltered') : t('search.nothingText')}</p>
        </div>
      ) : null}
    </div>
  )
}
