import { Autocomplete } from '@base-ui/react/autocomplete'
import { useQueryClient } from '@tanstack/react-query'
import { FileText, Highlighter, NotebookPen, Search as SearchIcon, X } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { AppError } from '../../../shared/errors.ts'
import type { SearchHit, SearchKind } from '../../../shared/search.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { titleOf } from '../../lib/formats.ts'
import { onEvent } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { refetchStale } from '../../lib/query-client.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Marked } from './Marked.tsx'
import { type Narrowing, noNarrowing, SearchFilters } from './SearchFilters.tsx'
import { SearchHints } from './SearchHints.tsx'
import { targetOf } from './target-of.ts'

/** Hits asked for: more than anyone reads, few enough to draw while typing. */
const LIMIT = 60

const icons: Record<SearchKind, ReactNode> = {
  article: <FileText aria-hidden="true" />,
  highlight: <Highlighter aria-hidden="true" />,
  note: <NotebookPen aria-hidden="true" />
}

interface Group {
  kind: SearchKind
  items: SearchHit[]
}

/** By kind; the kind with the best hit comes first, and order within a kind is the answer's. */
function grouped(hits: readonly SearchHit[]): Group[] {
  const groups = new Map<SearchKind, SearchHit[]>()
  for (const hit of hits) {
    const group = groups.get(hit.kind)
    if (group) group.push(hit)
    else groups.set(hit.kind, [hit])
  }
  return [...groups].map(([kind, items]) => ({ kind, items }))
}

const keyOf = (hit: SearchHit) => `${hit.kind} ${hit.articleId} ${hit.highlightId ?? ''}`

/** Finds articles, highlights and notes while one types. */
export function Search(props: {
  query: string
  onQuery(query: string): void
  onOpen(articleId: ArticleId, target: ReaderTarget | undefined): void
}) {
  const { query } = props
  const [narrowing, setNarrowing] = useState<Narrowing>(noNarrowing)
  const field = useRef<HTMLInputElement>(null)
  const asked = query.trim() !== ''
  const status = useData('search.status', {}).data
  const { data, error, isPlaceholderData } = useData(
    'search.query',
    {
      query,
      limit: LIMIT,
      ...(narrowing.kind === 'everything' ? {} : { kinds: [narrowing.kind] }),
      ...(narrowing.tag ? { tags: [narrowing.tag] } : {}),
      ...(narrowing.colors.length > 0 ? { colors: [...narrowing.colors] } : {})
    },
    { enabled: asked, keepPrevious: true }
  )
  const client = useQueryClient()
  // What was just written becomes findable a moment later.
  useEffect(() => onEvent('search.status', () => refetchStale(client, ['search'])), [client])
  useEffect(() => field.current?.focus(), [])
  useCommand('go.search', () => field.current?.select())

  const answer = asked ? data : undefined
  const hits = answer?.hits ?? []
  const pending = answer?.pending ?? 0
  return (
    <div className="search">
      <h1 className="visually-hidden">{t('search.title')}</h1>
      <Autocomplete.Root
        open
        inline
        mode="none"
        items={grouped(hits)}
        filter={null}
        autoHighlight="always"
        keepHighlight
        value={query}
        onValueChange={(value, details) => details.reason !== 'item-press' && props.onQuery(value)}
        itemToStringValue={keyOf}
      >
        <search className="search-head">
          <div className="search-field">
            <SearchIcon aria-hidden="true" />
            <Autocomplete.Input
              ref={field}
              aria-label={t('search.placeholder')}
              placeholder={t('search.placeholder')}
              spellCheck={false}
              dir="auto"
            />
            {query ? (
              <IconButton
                label={t('search.clear')}
                onClick={() => {
                  props.onQuery('')
                  field.current?.focus()
                }}
              >
                <X aria-hidden="true" />
              </IconButton>
            ) : null}
          </div>
          <SearchFilters value={narrowing} onChange={setNarrowing} />
        </search>
        <div className="search-told" role="status">
          {error && !(error instanceof AppError && error.code === 'cancelled') ? (
            <p>{error.message}</p>
          ) : null}
          {status?.state === 'failed' ? <p>{t('search.failed')}</p> : null}
          {answer && hits.length > 0 ? (
            <p>
              {hits.length < LIMIT
                ? t('search.found', { count: hits.length })
                : t('search.foundAtLeast', { count: LIMIT })}
            </p>
          ) : null}
          {answer?.corrected ? <p>{t('search.corrected', { words: answer.corrected })}</p> : null}
          {answer?.cut ? <p>{t('search.cut')}</p> : null}
          {pending > 0 ? <p>{t('search.indexing', { count: pending })}</p> : null}
          {answer && hits.length === 0 ? (
            <div className="empty">
              <h2>{t('search.nothing', { query: query.trim().slice(0, 80) })}</h2>
              <p>{narrowing === noNarrowing ? t('search.nothingText') : t('search.nothingFiltered')}</p>
            </div>
          ) : null}
        </div>
        {asked ? null : <SearchHints onTry={props.onQuery} />}
        <Autocomplete.List
          className="results"
          aria-label={t('search.results')}
          aria-busy={asked && !error && (data === undefined || isPlaceholderData)}
        >
          {(group: Group) => (
            <Autocomplete.Group key={group.kind} items={group.items} className="result-group">
              <Autocomplete.GroupLabel className="result-heading">
                {t(`search.kinds.${group.kind}`)}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(hit: SearchHit) => (
                  <Autocomplete.Item
                    key={keyOf(hit)}
                    value={hit}
                    className="result"
                    onClick={() => props.onOpen(hit.articleId, targetOf(hit, query))}
                  >
                    <span className={`result-icon ${hit.color ? `swatch-${hit.color}` : ''}`}>
                      {icons[hit.kind]}
                    </span>
                    <span className="result-body">
                      <span className="result-title" dir="auto">
                        <Marked
                          text={titleOf({ title: hit.articleTitle })}
                          marks={hit.articleTitle.trim() ? hit.titleMarks : []}
                        />
                      </span>
                      <span className="result-snippet" dir="auto">
                        <Marked text={hit.snippet} marks={hit.marks} />
                      </span>
                      {hit.tags.length > 0 ? (
                        <span className="row-tags">
                          {hit.tags.slice(0, 6).map((tag) => (
                            <span key={tag} className="tag" dir="auto">
                              {tag}
                            </span>
                          ))}
                        </span>
                      ) : null}
                    </span>
                    {hit.occurrences.length > 1 ? (
                      <span className="result-count">
                        {t('search.passages', { count: hit.occurrences.length })}
                      </span>
                    ) : null}
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </div>
  )
}
