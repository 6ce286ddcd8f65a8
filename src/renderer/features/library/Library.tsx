import { useMemo, useRef, useState } from 'react'
import { articleSorts, trashSorts } from '../../../shared/articles.ts'
import { settingsOfOrder } from '../../../shared/list-question.ts'
import { useOfferChosen } from '../../lib/chosen-articles.ts'
import { t } from '../../lib/messages.ts'
import { useSettings } from '../../lib/use-settings.ts'
import { Button } from '../../ui/Button.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { ArticleList } from './ArticleList.tsx'
import { BulkBar } from './BulkBar.tsx'
import { type Asking, LibraryDialogs } from './LibraryDialogs.tsx'
import { LibraryEmpty } from './LibraryEmpty.tsx'
import { LibraryHeader } from './LibraryHeader.tsx'
import type { LibraryProps } from './library-props.ts'
import { type RowAsks, rowActions } from './row-actions.ts'
import { useArticleList } from './use-article-list.ts'
import { useLibraryCommands } from './use-library-commands.ts'
import { useTriage } from './use-triage.ts'

/** One of the library's lists, or the articles with a tag. */
export function Library(props: LibraryProps) {
  const { list, tag, savedSearch, onOpenArticle } = props
  const isTrash = list === 'trash'
  const query = savedSearch?.query
  const { change } = useSettings()
  const toast = useToast()
  const triage = useTriage()
  const shown = useArticleList(props)
  const { pages, selection, chosen } = shown
  const { selected } = selection
  const [asking, setAsking] = useState<Asking | null>(null)
  const filterField = useRef<HTMLInputElement>(null)
  useOfferChosen(useMemo(() => (isTrash ? [] : [...selected]), [isTrash, selected]))

  const asks = useMemo<RowAsks>(
    () => ({
      open: onOpenArticle,
      tag: (articleIds) => setAsking({ about: 'tags', articleIds }),
      edit: (articleId) => setAsking({ about: 'facts', articleId }),
      purge: (articleIds) => setAsking({ about: 'purge', articleIds })
    }),
    [onOpenArticle]
  )
  const actions = useMemo(() => rowActions(triage, asks), [triage, asks])
  useLibraryCommands({
    ...asks,
    list,
    current: shown.current,
    chosen,
    total: pages.total,
    selection,
    triage,
    focusList: shown.focusList,
    focusFilter: () => filterField.current?.focus()
  })

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
        filter={shown.typed}
        filterRef={filterField}
        onFilter={shown.type}
        onLeaveFilter={shown.focusList}
        sorts={isTrash ? trashSorts : articleSorts}
        {...shown.order}
        onSort={(wanted) => {
          selection.moveTo(0)
          change(settingsOfOrder(list, wanted)).catch(toast.showError)
        }}
      />
      {selected.size > 0 ? (
        <BulkBar
          ids={chosen}
          trash={isTrash}
          triage={triage}
          onTag={asks.tag}
          onPurge={asks.purge}
          onClear={selection.clear}
        />
      ) : isTrash && pages.total > 0 ? (
        <div className="bulk-bar">
          <Button onClick={() => void shown.allIds().then(asks.purge, toast.showError)}>
            {t('library.emptyTrash')}
          </Button>
        </div>
      ) : null}
      {pages.error ? <p className="notice">{pages.error.message}</p> : null}
      {pages.total > 0 ? (
        <ArticleList
          label={title}
          question={shown.question}
          total={pages.total}
          itemAt={pages.itemAt}
          active={selection.active}
          selected={selected}
          actions={actions}
          focusRequest={shown.focusRequest}
          answered={shown.answered}
          onRange={shown.onRange}
          onPoint={selection.point}
          onWalk={(index, how) => {
            selection.point(index, how)
            shown.focusList()
          }}
          onOpen={(id, index) => {
            shown.leave(index)
            onOpenArticle(id)
          }}
        />
      ) : isComing ? null : (
        <LibraryEmpty
          list={list}
          tag={tag}
          query={query}
          filter={shown.contains.trim()}
          onShowHighlights={props.onShowHighlights}
          onSearch={props.onSearch}
        />
      )}
      <LibraryDialogs
        asking={asking}
        onClose={() => setAsking(null)}
        onPurge={(articleIds) => {
          triage.purge(articleIds)
          selection.clear()
        }}
      />
    </div>
  )
}
