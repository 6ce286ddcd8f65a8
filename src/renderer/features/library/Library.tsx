import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { articleSorts, trashSorts } from '../../../shared/articles.ts'
import { type LibraryList, listQuestion, orderOf, settingsOfOrder } from '../../../shared/list-question.ts'
import type { SavedSearch } from '../../../shared/saved-searches.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { useOfferChosen } from '../../lib/chosen-articles.ts'
import { invoke, onEvent } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { refetchStale } from '../../lib/query-client.ts'
import { usePages } from '../../lib/use-pages.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { Button } from '../../ui/Button.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { ArticleList } from './ArticleList.tsx'
import { BulkBar } from './BulkBar.tsx'
import { EditDialog } from './EditDialog.tsx'
import { LibraryEmpty } from './LibraryEmpty.tsx'
import { LibraryHeader } from './LibraryHeader.tsx'
import { rowActions } from './row-actions.ts'
import { TagDialog } from './TagDialog.tsx'
import { useLibraryCommands } from './use-library-commands.ts'
import { useListSelection } from './use-list-selection.ts'
import { useTriage } from './use-triage.ts'

/** Where a visit to a list was left: going back from an article finds the list as it was. */
const left = new WeakMap<object, { typed: string; active: number }>()

/** One of the library's lists, or the articles with a tag. */
export function Library(props: {
  list: LibraryList
  tag?: string | undefined
  /** Narrows the list to what it finds. */
  savedSearch?: SavedSearch
  /** Its first articles are on their way: it is not called empty yet. */
  isFilling?: boolean
  /** The same object when one comes back to a list, another when one goes to it anew. */
  visit: object
  onShow(list: LibraryList): void
  onShowTag(tag: string): void
  /** Those with a tag. */
  onShowHighlights(tag: string): void
  onOpenArticle(articleId: ArticleId): void
  onSearch(query: string): void
}) {
  const { list, tag, savedSearch, visit } = props
  const query = savedSearch?.query
  const [before] = useState(() => left.get(visit))
  const { settings, change } = useSettings()
  const toast = useToast()
  const triage = useTriage()
  const [typed, setTyped] = useState(before?.typed ?? '')
  const filterText = useDeferredValue(typed)
  const [range, setRange] = useState({ first: 0, last: 0 })
  const [focusRequest, setFocusRequest] = useState(before ? 1 : 0)
  const answered = useRef(0)
  const [tagging, setTagging] = useState<ArticleId[] | null>(null)
  const [editing, setEditing] = useState<ArticleId | null>(null)
  const [purging, setPurging] = useState<ArticleId[] | null>(null)
  const filterField = useRef<HTMLInputElement>(null)

  const { sort, descending } = orderOf(list, settings)
  // Another object means another question, and the list goes to its top: not whenever any setting changes.
  const question = useMemo(
    () => listQuestion(list, tag, query, filterText, { sort, descending }),
    [list, tag, query, filterText, sort, descending]
  )
  const pages = usePages('articles.list', question, range.first, range.last)
  const allIds = () => invoke('articles.ids', question)
  const selection = useListSelection({
    total: pages.total,
    idAt: (index) => pages.itemAt(index)?.id,
    allIds,
    onError: toast.showError,
    start: before?.active
  })
  const { active } = selection
  useEffect(() => void left.set(visit, { typed, active }), [visit, typed, active])
  const client = useQueryClient()
  // What a query finds changes once more when the index has taken in what was written.
  useEffect(
    () =>
      query === undefined ? undefined : onEvent('search.status', () => refetchStale(client, ['search'])),
    [client, query]
  )
  const onRange = useCallback((first: number, last: number) => setRange({ first, last }), [])
  const focusList = () => setFocusRequest((before) => before + 1)
  const current = pages.itemAt(selection.active)
  const chosen = selection.selected.size > 0 ? [...selection.selected] : current ? [current.id] : []
  const { selected } = selection
  useOfferChosen(useMemo(() => (list === 'trash' ? [] : [...selected]), [list, selected]))

  useLibraryCommands({
    list,
    current,
    chosen,
    total: pages.total,
    selection,
    triage,
    focusList,
    open: props.onOpenArticle,
    tag: setTagging,
    edit: setEditing,
    purge: setPurging,
    focusFilter: () => filterField.current?.focus()
  })
  const actions = useMemo(
    () =>
      rowActions(triage, {
        open: props.onOpenArticle,
        tag: setTagging,
        edit: setEditing,
        purge: setPurging
      }),
    [triage, props.onOpenArticle]
  )
  const isComing = pages.isLoading || (props.isFilling === true && pages.total === 0)
  const title = savedSearch
    ? savedSearch.name
    : tag
      ? t('library.tagTitle', { tag })
      : t(`library.list.${list}`)
  return (
    <div className="library">
      <LibraryHeader
        title={title}
        query={query}
        onSearch={props.onSearch}
        total={isComing ? undefined : pages.total}
        filter={typed}
        filterRef={filterField}
        onFilter={(filter) => {
          setTyped(filter)
          selection.moveTo(0)
          selection.clear()
        }}
        onLeaveFilter={focusList}
        sorts={list === 'trash' ? trashSorts : articleSorts}
        sort={sort}
        descending={descending}
        onSort={(wanted) => {
          selection.moveTo(0)
          change(settingsOfOrder(list, wanted)).catch(toast.showError)
        }}
      />
      {selection.selected.size > 0 ? (
        <BulkBar
          ids={chosen}
          trash={list === 'trash'}
          triage={triage}
          onTag={setTagging}
          onPurge={setPurging}
          onClear={selection.clear}
        />
      ) : list === 'trash' && pages.total > 0 ? (
        <div className="bulk-bar">
          <Button onClick={() => void allIds().then(setPurging, toast.showError)}>
            {t('library.emptyTrash')}
          </Button>
        </div>
      ) : null}
      {pages.error ? <p className="notice">{pages.error.message}</p> : null}
      {pages.total > 0 ? (
        <ArticleList
          label={title}
          question={question}
          total={pages.total}
          itemAt={pages.itemAt}
          active={selection.active}
          selected={selection.selected}
          actions={actions}
          focusRequest={focusRequest}
          answered={answered}
          onRange={onRange}
          onPoint={(index, how) => {
            if (how === 'toggle') selection.toggle(index)
            else if (how === 'extend') selection.extendTo(index)
            else if (how === 'attend') selection.attend(index)
            else selection.moveTo(index)
          }}
          onOpen={(id, index) => {
            left.set(visit, { typed, active: index })
            props.onOpenArticle(id)
          }}
        />
      ) : isComing ? null : (
        <LibraryEmpty
          list={list}
          tag={tag}
          query={query}
          filter={filterText.trim()}
          onShowHighlights={props.onShowHighlights}
          onSearch={props.onSearch}
        />
      )}
      {tagging ? <TagDialog articleIds={tagging} onClose={() => setTagging(null)} /> : null}
      {editing ? <EditDialog articleId={editing} onClose={() => setEditing(null)} /> : null}
      <ConfirmDialog
        open={purging !== null}
        title={t('library.purgeAsk.title', { count: purging?.length ?? 0 })}
        description={t('library.purgeAsk.text')}
        action={t('library.purgeAsk.action')}
        onClose={() => setPurging(null)}
        onConfirm={() => {
          if (purging) triage.purge(purging)
          selection.clear()
        }}
      />
    </div>
  )
}
