import { Autocomplete } from '@base-ui/react/autocomplete'
import { useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { MAX_SAVED_QUERY } from '../../../shared/articles.ts'
import type { NotebookId } from '../../../shared/notebooks.ts'
import { MAX_QUERY, type SearchHit } from '../../../shared/search.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { titleOf } from '../../lib/formats.ts'
import { onEvent } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { refetchStale } from '../../lib/query-client.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { useCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { useToast } from '../../ui/Toast.tsx'
import { CompletionRow } from './CompletionRow.tsx'
import { type Completion, completeQuery } from './complete-query.ts'
import type { Group } from './group-hits.ts'
import { ResultRow } from './ResultRow.tsx'
import { SearchField } from './SearchField.tsx'
import { type Narrowing, noNarrowing, SearchFilters } from './SearchFilters.tsx'
import { SearchHelp } from './SearchHelp.tsx'
import { SearchHints } from './SearchHints.tsx'
import { SearchTold } from './SearchTold.tsx'
import { targetOf } from './target-of.ts'
import { useDrawnGroups } from './use-drawn-groups.ts'
import { wholeQuery } from './whole-query.ts'

/** Hits asked for: enough for nearly everybody, and when more are wanted, twice; the last is what main gives at most. */
const LIMITS = [40, 200, 1000] as const

const keyOf = (hit: SearchHit | Completion) =>
  hit.kind === 'completion'
    ? hit.id
    : `${hit.kind} ${hit.articleId ?? hit.notebookId} ${hit.highlightId ?? ''}`

/** Ways to end what is being typed, before what is found. */
const WAYS = 'ways'
interface Ways {
  id: typeof WAYS
  items: Completion[]
}
const isWays = (group: Group | Ways): group is Ways => group.id === WAYS

/** More hits were wanted for what was asked. */
interface More {
  asked: string
  times: number
}

/** What was chosen beside the box when a result was opened: coming back finds it as it was. */
const left = new WeakMap<object, { narrowing: Narrowing; more: More | undefined }>()

/** Finds articles, highlights, notes and notebooks while one types. */
export function Search(props: {
  query: string
  /** The same object when one comes back to a search, another when one goes to it anew. */
  visit: object
  /** To where one was before. */
  onBack(): void
  /** The reader wants to keep this query. */
  onSave(query: string): void
  onQuery(query: string): void
  onOpen(articleId: ArticleId, target: ReaderTarget | undefined): void
  onOpenNotebook(id: NotebookId): void
}) {
  const { query, visit } = props
  const [narrowing, setNarrowing] = useState<Narrowing>(() => left.get(visit)?.narrowing ?? noNarrowing)
  const [more, setMore] = useState<More | undefined>(() => left.get(visit)?.more)
  const [helping, setHelping] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const asked = query.trim() !== ''
  const whole = wholeQuery(query, narrowing)
  const times = more?.asked === whole ? more.times : 0
  const limit = LIMITS[times] ?? LIMITS[0]
  const status = useData('search.status', {}).data
  const { data, error, isPlaceholderData } = useData(
    'search.query',
    {
      query,
      limit,
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
  const toast = useToast()
  const save = () => {
    if (whole.length > MAX_SAVED_QUERY) {
      toast.show({ message: t('savedSearches.tooLong', { most: MAX_SAVED_QUERY }) })
    } else if (whole) props.onSave(whole)
  }
  useCommand('go.search', () => field.current?.select())
  useCommand('search.save', save, { enabled: whole !== '' })
  useCommand('search.help', () => setHelping(true))

  // Drawing many rows gives way to the next key.
  const shown = useDeferredValue(data)
  const answer = asked ? shown : undefined
  const groups = useDrawnGroups(answer)
  const tags = useData('tags.list', {}).data
  const items = useMemo(() => {
    const ways = completeQuery(query, tags ?? [])
    return ways.length > 0 ? [{ id: WAYS, items: ways }, ...groups] : groups
  }, [query, tags, groups])
  // The hits of before stand there until more have come.
  const isOfBefore = isPlaceholderData && LIMITS.some((most) => most === answer?.hits.length)
  return (
    <div className="search">
      <h1 className="visually-hidden">{t('search.title')}</h1>
      <Autocomplete.Root
        open
        inline
        mode="none"
        items={items}
        filter={null}
        autoHighlight="always"
        keepHighlight
        value={query}
        onValueChange={(value, details) =>
          details.reason !== 'item-press' && props.onQuery(value.slice(0, MAX_QUERY + 1))
        }
        itemToStringValue={keyOf}
      >
        <search className="search-head">
          <SearchField
            ref={field}
            query={query}
            onSave={whole ? save : undefined}
            onHelp={() => setHelping(true)}
            onClear={() => {
              props.onQuery('')
              field.current?.focus()
            }}
            onBack={props.onBack}
          />
          <SearchFilters value={narrowing} onChange={setNarrowing} />
        </search>
        <SearchTold
          query={query}
          answer={answer}
          isAll={(answer?.hits.length ?? 0) < limit && !isOfBefore}
          onMore={times < LIMITS.length - 1 ? () => setMore({ asked: whole, times: times + 1 }) : undefined}
          narrowed={narrowing !== noNarrowing}
          isBegun={items !== groups}
          error={error}
          state={status?.state}
        />
        {asked ? null : <SearchHints onTry={props.onQuery} onHelp={() => setHelping(true)} />}
        <Autocomplete.List
          className="results"
          aria-label={t('search.results')}
          aria-busy={asked && !error && (data === undefined || isPlaceholderData || shown !== data)}
        >
          {(group: Group | Ways) => (
            <Autocomplete.Group key={group.id} items={group.items} className="result-group">
              <Autocomplete.GroupLabel className="visually-hidden">
                {isWays(group) ? t('search.ways') : titleOf({ title: group.items[0]?.articleTitle ?? '' })}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(hit: SearchHit | Completion) =>
                  hit.kind === 'completion' ? (
                    <CompletionRow
                      key={keyOf(hit)}
                      completion={hit}
                      onChoose={() => props.onQuery(hit.query)}
                    />
                  ) : (
                    <ResultRow
                      key={keyOf(hit)}
                      hit={hit}
                      first={hit === group.items[0]}
                      onOpen={() => {
                        left.set(visit, { narrowing, more })
                        if (hit.articleId) props.onOpen(hit.articleId, targetOf(hit, query))
                        else if (hit.notebookId) props.onOpenNotebook(hit.notebookId)
                      }}
                    />
                  )
                }
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
      {helping ? <SearchHelp onClose={() => setHelping(false)} onTry={props.onQuery} /> : null}
    </div>
  )
}
