import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { CitationFormat } from '../../../shared/citations.ts'
import type { HighlightSort } from '../../../shared/highlights.ts'
import type { ArticleId, HighlightId } from '../../../shared/values.ts'
import { t } from '../../lib/messages.ts'
import type { ReaderTarget } from '../../lib/reader-target.ts'
import { useCiting } from '../../lib/use-citing.ts'
import { usePagedList } from '../../lib/use-long-list.ts'
import { rowsBetween } from '../../lib/use-pages.ts'
import { useRowFocus } from '../../lib/use-row-focus.ts'
import { useRowRange } from '../../lib/use-row-range.ts'
import { FilterBox } from '../../ui/FilterBox.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { BulkBar } from './BulkBar.tsx'
import { CopyMenu } from './CopyMenu.tsx'
import { NoteDialog, TagsDialog } from './EditHighlights.tsx'
import { HighlightFilters } from './HighlightFilters.tsx'
import { HighlightRows } from './HighlightRows.tsx'
import { HighlightsEmpty } from './HighlightsEmpty.tsx'
import { allHighlights, filterOf, type HighlightNarrowing, isNarrowed } from './highlight-narrowing.ts'
import type { ListedHighlight } from './highlights-as-markdown.ts'
import { idsOfChosen } from './list-chosen.ts'
import { useHighlightCommands } from './use-highlight-commands.ts'
import { type Chosen, useHighlightSelection } from './use-highlight-selection.ts'
import { justThis, useHighlightWork } from './use-highlight-work.ts'

/** Pixels of a card with three lines; real heights are measured. */
const CARD_ESTIMATE = 150

/** What a visit was left with: coming back from an article finds the list as it was. */
const left = new WeakMap<object, { narrowing: HighlightNarrowing; sort: HighlightSort; at: number }>()

/** Every highlight, grouped by article in the order of the text. */
export function Highlights(props: {
  /** Only those with it are shown at first. */
  tag?: string | undefined
  /** The same object when one comes back to a visit, another when one goes to it anew. */
  visit: object
  onOpen(articleId: ArticleId, target?: ReaderTarget): void
  /** Into a notebook. */
  onGather(ids: HighlightId[]): void
}) {
  const { visit, tag = null } = props
  const [before] = useState(() => left.get(visit))
  const [narrowing, setNarrowing] = useState(before?.narrowing ?? { ...allHighlights, tag })
  const [sort, setSort] = useState(before?.sort ?? 'article')
  const toast = useToast()
  const work = useHighlightWork()
  const citing = useCiting()
  const scroller = useRef<HTMLDivElement>(null)
  const [editing, setEditing] = useState<
    { kind: 'tags'; chosen: Chosen } | { kind: 'note'; highlight: ListedHighlight } | undefined
  >()

  const field = useRef<HTMLInputElement>(null)
  const contains = useDeferredValue(narrowing.words.trim())
  const filter = useMemo(() => filterOf(narrowing, contains, Date.now()), [narrowing, contains])
  const row = useState(before?.at ?? 0)
  const list = usePagedList(
    'highlights.list',
    { filter, sort },
    { scroller, rowHeight: CARD_ESTIMATE, overscan: 4, stop: row[0] }
  )
  const { pages, virtualizer } = list
  const walk = useRowFocus({
    scroller,
    virtualizer,
    total: pages.total,
    selector: '.card-quote',
    row,
    isBack: before !== undefined
  })
  const selection = useHighlightSelection(filter, pages.total)
  const { chosen, has, selectAll } = selection
  const range = useRowRange<ListedHighlight>({
    total: pages.total,
    at: walk.at,
    itemAt: pages.itemAt,
    fetch: (first, last) => rowsBetween('highlights.list', { filter, sort }, first, last),
    goTo: walk.goTo,
    choose: selection.choose,
    onError: toast.showError
  })
  const toggle = (highlight: ListedHighlight, index: number) => {
    selection.toggle(highlight)
    range.begin(index)
  }
  const clear = () => {
    selection.clear()
    range.forget()
  }
  /** What is selected, else everything in the list. */
  const wanted: Chosen = chosen.count > 0 ? chosen : { kind: 'all', filter, except: [], count: pages.total }
  const quote = (which: Chosen, format?: CitationFormat) =>
    void idsOfChosen(which).then((ids) => citing.quote(ids, format), toast.showError)
  const gather = (which: Chosen) => void idsOfChosen(which).then(props.onGather, toast.showError)
  const remove = () => {
    work.remove(chosen)
    clear()
  }
  const openHighlight = (highlight: ListedHighlight) =>
    props.onOpen(highlight.articleId, { kind: 'highlight', highlightId: highlight.id })
  useEffect(() => void left.set(visit, { narrowing, sort, at: walk.at }), [visit, narrowing, sort, walk.at])

  const toTop = () => {
    range.forget()
    walk.setActive(0)
    scroller.current?.scrollTo(0, 0)
  }
  const narrow = (value: HighlightNarrowing) => {
    setNarrowing(value)
    clear()
    toTop()
  }

  useHighlightCommands({
    total: pages.total,
    active: walk.at,
    itemAt: pages.itemAt,
    selected: chosen,
    work,
    moveTo: (index) => {
      range.forget()
      walk.moveTo(index)
    },
    extendTo: range.extendTo,
    toggle,
    clear,
    selectAll,
    open: openHighlight,
    filter: () => field.current?.focus(),
    toggleAsking: () => narrow({ ...narrowing, place: narrowing.place === 'asking' ? 'any' : 'asking' }),
    gather,
    quote,
    tag: (which) => setEditing({ kind: 'tags', chosen: which }),
    note: (highlight) => setEditing({ kind: 'note', highlight }),
    copy: () => work.copy(wanted)
  })

  return (
    <div className="highlights">
      <header className="place-header">
        <div className="place-title">
          <h1>{t('highlights.title')}</h1>
          <span className="place-count" role="status">
            {t('highlights.count', { count: pages.total })}
          </span>
        </div>
        <FilterBox
          ref={field}
          label={t('highlights.words')}
          value={narrowing.words}
          onChange={(words) => narrow({ ...narrowing, words })}
          onLeave={walk.focus}
        />
        <CopyMenu
          disabled={pages.total === 0}
          onMarkdown={() => work.copy(wanted)}
          onQuote={(format) => quote(wanted, format)}
        />
      </header>
      <HighlightFilters
        value={narrowing}
        onChange={narrow}
        sort={sort}
        onSort={(value) => {
          setSort(value)
          toTop()
        }}
      />
      {chosen.count > 0 ? (
        <BulkBar
          count={chosen.count}
          total={pages.total}
          onColor={(color) => work.recolor(chosen, color)}
          onTag={() => setEditing({ kind: 'tags', chosen })}
          onGather={() => gather(chosen)}
          onCards={() => work.makeCards(chosen)}
          onDelete={remove}
          onSelectAll={selectAll}
          onClear={clear}
        />
      ) : null}
      {pages.error ? <p className="notice">{pages.error.message}</p> : null}
      {pages.total === 0 && !pages.isLoading ? <HighlightsEmpty narrowed={isNarrowed(narrowing)} /> : null}
      <HighlightRows
        scroller={scroller}
        list={list}
        work={work}
        selecting={chosen.count > 0}
        isSelected={({ id }) => has(id)}
        onToggle={toggle}
        range={range}
        walk={walk}
        onOpen={openHighlight}
        onOpenArticle={props.onOpen}
        onNote={(highlight) => setEditing({ kind: 'note', highlight })}
        onTag={(highlight) => setEditing({ kind: 'tags', chosen: justThis(highlight) })}
        onGather={({ id }) => props.onGather([id])}
        onOnlyArticle={({ articleId: id, articleTitle: title }) =>
          narrow({ ...narrowing, article: { id, title } })
        }
      />
      {editing?.kind === 'note' ? (
        <NoteDialog highlight={editing.highlight} onClose={() => setEditing(undefined)} />
      ) : null}
      {editing?.kind === 'tags' ? (
        <TagsDialog chosen={editing.chosen} work={work} onClose={() => setEditing(undefined)} />
      ) : null}
    </div>
  )
}
