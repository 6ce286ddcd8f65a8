import { Autocomplete } from '@base-ui/react/autocomplete'
import { useQueryClient } from '@tanstack/react-query'
import { BookmarkPlus, CircleHelp, Search as SearchIcon, X } from 'lucide-react'
import {
  type ComponentProps,
  startTransition,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState
} from 'react'
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
import { IconButton } from '../../ui/IconButton.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { firstGroups, type Group, groupHits } from './group-hits.ts'
import { ResultRow } from './ResultRow.tsx'
import { type Narrowing, noNarrowing, SearchFilters } from './SearchFilters.tsx'
import { SearchHelp } from './SearchHelp.tsx'
import { SearchHints } from './SearchHints.tsx'
import { SearchTrouble } from './SearchTrouble.tsx'
import { targetOf } from './target-of.ts'
import { wholeQuery } from './whole-query.ts'

/** Hits asked for: more than anyone reads. */
const LIMIT = 40
/** Rows drawn while typing: what a large window shows at once … */
const FIRST_ROWS = 14
/** … and the rest, below them, when no other answer comes for so long, in ms. */
const REST_AFTER = 250

type InputKey = Parameters<NonNullable<ComponentProps<typeof Autocomplete.Input>['onKeyDown']>>[0]

const keyOf = (hit: SearchHit) => `${hit.kind} ${hit.articleId ?? hit.notebookId} ${hit.highlightId ?? ''}`

/** What was chosen beside the box when a result was opened: coming back finds it as it was. */
const left = new WeakMap<object, Narrowing>()

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
  const [narrowing, setNarrowing] = useState<Narrowing>(() => left.get(visit) ?? noNarrowing)
  const [helping, setHelping] = useState(false)
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
  const whole = wholeQuery(query, narrowing)
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
  const hits = answer?.hits ?? []
  const pending = answer?.pending ?? 0
  const all = useMemo(() => groupHits(answer?.hits ?? []), [answer])
  const [settled, setSettled] = useState<readonly Group[]>()
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setSettled(all)), REST_AFTER)
    return () => clearTimeout(timer)
  }, [all])
  const groups = useMemo(() => (settled === all ? all : firstGroups(all, FIRST_ROWS)), [all, settled])
  function onKey(event: InputKey) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') props.onBack()
    else if (event.key === '?' && query === '') setHelping(true)
    else return
    event.preventBaseUIHandler()
    event.preventDefault()
  }
  return (
    <div className="search">
      <h1 className="visually-hidden">{t('search.title')}</h1>
      <Autocomplete.Root
        open
        inline
        mode="none"
        items={groups}
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
          <div className="search-field">
            <SearchIcon aria-hidden="true" />
            <Autocomplete.Input
              ref={field}
              aria-label={t('search.placeholder')}
              placeholder={t('search.placeholder')}
              spellCheck={false}
              // One more than is read, so that it is told; a field lays out what it is given in one line.
              maxLength={MAX_QUERY + 1}
              dir="auto"
              onKeyDown={onKey}
            />
            {whole ? (
              <IconButton label={t('savedSearches.save')} shortcut="Mod+S" onClick={save}>
                <BookmarkPlus aria-hidden="true" />
              </IconButton>
            ) : null}
            <IconButton label={t('search.helpButton')} shortcut="?" onClick={() => setHelping(true)}>
              <CircleHelp aria-hidden="true" />
            </IconButton>
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
          <SearchTrouble error={error} state={status?.state} />
          {answer && hits.length > 0 ? (
            <p>
              {hits.length < LIMIT
                ? t('search.found', { count: hits.length })
                : t('search.foundAtLeast', { count: LIMIT })}
            </p>
          ) : null}
          {answer?.corrected ? <p>{t('search.corrected', { words: answer.corrected })}</p> : null}
          {answer?.cut ? <p>{t(query.length > MAX_QUERY ? 'search.cut' : 'search.partial')}</p> : null}
          {pending > 0 ? <p>{t('search.indexing', { count: pending })}</p> : null}
          {answer && hits.length === 0 ? (
            <div className="empty">
              <h2>{t('search.nothing', { query: query.trim().slice(0, 80) })}</h2>
              <p>{narrowing === noNarrowing ? t('search.nothingText') : t('search.nothingFiltered')}</p>
            </div>
          ) : null}
        </div>
        {asked ? null : <SearchHints onTry={props.onQuery} onHelp={() => setHelping(true)} />}
        <Autocomplete.List
          className="results"
          aria-label={t('search.results')}
          aria-busy={asked && !error && (data === undefined || isPlaceholderData || shown !== data)}
        >
          {(group: Group) => (
            <Autocomplete.Group key={group.id} items={group.items} className="result-group">
              <Autocomplete.GroupLabel className="visually-hidden">
                {titleOf({ title: group.items[0]?.articleTitle ?? '' })}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(hit: SearchHit) => (
                  <ResultRow
                    key={keyOf(hit)}
                    hit={hit}
                    first={hit === group.items[0]}
                    onOpen={() => {
                      left.set(visit, narrowing)
                      if (hit.articleId) props.onOpen(hit.articleId, targetOf(hit, query))
                      else if (hit.notebookId) props.onOpenNotebook(hit.notebookId)
                    }}
                  />
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
      {helping ? <SearchHelp onClose={() => setHelping(false)} onTry={props.onQuery} /> : null}
    </div>
  )
}
