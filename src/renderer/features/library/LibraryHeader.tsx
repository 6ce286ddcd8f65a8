import type { RefObject } from 'react'
import type { ArticleSort } from '../../../shared/articles.ts'
import type { ListOrder } from '../../../shared/list-question.ts'
import { t } from '../../lib/messages.ts'
import { runCommand } from '../../lib/use-command.ts'
import { Button } from '../../ui/Button.tsx'
import { FilterBox } from '../../ui/FilterBox.tsx'
import {
  ArrowDownWideNarrow,
  ArrowUpNarrowWide,
  ClipboardPaste,
  FilePlus,
  FolderPlus,
  Globe,
  Plus,
  Search
} from '../../ui/icons.ts'
import { Menu } from '../../ui/Menu.tsx'
import { Tooltip } from '../../ui/Tooltip.tsx'

/** The way one usually wants to see a sort first: newest, longest, but titles from A. */
const startsDescending = (sort: ArticleSort) => sort !== 'title'

/** The head of a list of articles: its name, its field to filter by, and how it is sorted. */
export function LibraryHeader(props: {
  title: string
  /** What a saved search looks for. */
  query?: string | undefined
  onSearch(query: string): void
  /** Undefined until it is known. */
  total: number | undefined
  filter: string
  filterRef: RefObject<HTMLInputElement | null>
  onFilter(filter: string): void
  onLeaveFilter(): void
  /** What it can be sorted by. */
  sorts: readonly ArticleSort[]
  sort: ArticleSort
  descending: boolean
  onSort(order: ListOrder): void
}) {
  return (
    <header className="place-header">
      <div className="place-title">
        <h1 dir="auto">{props.title}</h1>
        {props.query === undefined ? null : (
          <Tooltip label={t('savedSearches.edit')}>
            <button
              type="button"
              className="place-query"
              aria-label={`${t('savedSearches.edit')}: ${props.query}`}
              onClick={() => props.onSearch(props.query ?? '')}
            >
              <Search aria-hidden="true" />
              <code dir="auto">{props.query}</code>
            </button>
          </Tooltip>
        )}
        <span className="place-count" role="status">
          {props.total === undefined ? '' : t('library.articles', { count: props.total })}
        </span>
      </div>
      <FilterBox
        ref={props.filterRef}
        label={t('library.filter')}
        value={props.filter}
        onChange={props.onFilter}
        onLeave={props.onLeaveFilter}
      />
      <Menu
        align="end"
        trigger={
          <Button look="quiet" aria-label={t('library.sortBy', { sort: t(`library.sort.${props.sort}`) })}>
            {props.descending ? (
              <ArrowDownWideNarrow aria-hidden="true" />
            ) : (
              <ArrowUpNarrowWide aria-hidden="true" />
            )}
            <span className="button-text">{t(`library.sort.${props.sort}`)}</span>
          </Button>
        }
        items={[
          ...props.sorts.map((sort) => ({
            kind: 'choice' as const,
            label: t(`library.sort.${sort}`),
            checked: sort === props.sort,
            onSelect: () => props.onSort({ sort, descending: startsDescending(sort) })
          })),
          { kind: 'separator' as const },
          {
            kind: 'choice' as const,
            label: t('library.ascending'),
            checked: !props.descending,
            onSelect: () => props.onSort({ sort: props.sort, descending: false })
          },
          {
            kind: 'choice' as const,
            label: t('library.descending'),
            checked: props.descending,
            onSelect: () => props.onSort({ sort: props.sort, descending: true })
          }
        ]}
      />
      <Menu
        align="end"
        trigger={
          <Button look="primary" aria-label={t('library.add')}>
            <Plus aria-hidden="true" />
            <span className="button-word">{t('library.add')}</span>
          </Button>
        }
        items={[
          {
            label: t('library.addFiles'),
            icon: <FilePlus aria-hidden="true" />,
            shortcut: 'Mod+O',
            onSelect: () => runCommand('import.files')
          },
          {
            label: t('library.addFolder'),
            icon: <FolderPlus aria-hidden="true" />,
            onSelect: () => runCommand('import.folder')
          },
          {
            label: t('library.addAddress'),
            icon: <Globe aria-hidden="true" />,
            shortcut: 'Mod+Shift+O',
            onSelect: () => runCommand('import.address')
          },
          {
            label: t('library.addPasted'),
            icon: <ClipboardPaste aria-hidden="true" />,
            shortcut: 'Mod+Shift+V',
            onSelect: () => runCommand('import.paste')
          }
        ]}
      />
    </header>
  )
}
