import { useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useState } from 'react'
import type { SavedSearch, SavedSearchId } from '../../../shared/saved-searches.ts'
import { onEvent } from '../../lib/invoke.ts'
import { t } from '../../lib/messages.ts'
import { refetchStale } from '../../lib/query-client.ts'
import { useAction, useData } from '../../lib/use-data.ts'
import { useRowWalk, walkByArrows } from '../../lib/use-row-walk.ts'
import { ArrowDown, ArrowUp, Bookmark, MoreHorizontal, Pencil, Trash2 } from '../../ui/icons.ts'
import { Menu } from '../../ui/Menu.tsx'
import { SidebarLink } from '../../ui/SidebarLink.tsx'
import { useToast } from '../../ui/Toast.tsx'
import { NameDialog } from './NameDialog.tsx'

/** The saved searches in the sidebar, each with how many articles it finds now. Nothing while there are none. */
export function SavedSearchList(props: {
  current: SavedSearchId | undefined
  onShow(id: SavedSearchId): void
}) {
  const searches = useData('savedSearches.list', {}).data ?? []
  const counted = useData('savedSearches.counts', {}, { enabled: searches.length > 0 }).data
  const counts = new Map(counted?.map(({ id, count }) => [id, count]))
  const rename = useAction('savedSearches.rename')
  const move = useAction('savedSearches.move')
  const remove = useAction('savedSearches.delete')
  const create = useAction('savedSearches.create')
  const toast = useToast()
  const client = useQueryClient()
  const walk = useRowWalk(searches, ({ id }) => id)
  const list = walk.listProps.ref
  const [renaming, setRenaming] = useState<SavedSearch | null>(null)
  const [spoken, setSpoken] = useState('')
  // What was written is findable a moment later; then the numbers change.
  useEffect(
    () =>
      onEvent('search.status', ({ state }) => state === 'ready' && refetchStale(client, ['savedSearches'])),
    [client]
  )

  function moveTo(search: SavedSearch, index: number) {
    if (index < 0 || index >= searches.length) return
    move({ id: search.id, index }).then(
      () =>
        setSpoken(t('savedSearches.moved', { name: search.name, place: index + 1, count: searches.length })),
      toast.showError
    )
  }
  function deleteOne(search: SavedSearch, index: number) {
    remove({ id: search.id }).then(() => {
      // The focus would be lost with the row: the next one has it, or the one before.
      const links = list.current?.querySelectorAll<HTMLElement>('.sidebar-link')
      ;(links?.[index + 1] ?? links?.[index - 1])?.focus()
      toast.show({
        message: t('savedSearches.deleted', { name: search.name }),
        // Not the undo command: something else may have been done meanwhile.
        action: {
          label: t('ui.undo'),
          onClick: () => void create({ ...search, index }).catch(toast.showError)
        }
      })
    }, toast.showError)
  }
  function onKey(event: KeyboardEvent, search: SavedSearch, index: number) {
    if (event.altKey && event.key === 'ArrowUp') moveTo(search, index - 1)
    else if (event.altKey && event.key === 'ArrowDown') moveTo(search, index + 1)
    else if (event.key === 'F2') setRenaming(search)
    else if (event.key === 'Delete') deleteOne(search, index)
    else return walkByArrows(event, walk)
    event.preventDefault()
  }

  if (searches.length === 0) return null
  return (
    <nav aria-label={t('savedSearches.title')} className="sidebar-tags">
      <h2 className="sidebar-heading">{t('savedSearches.title')}</h2>
      <ul {...walk.listProps}>
        {searches.map((search, index) => (
          <li
            key={search.id}
            className="sidebar-tag"
            data-index={index}
            onKeyDown={(event) => onKey(event, search, index)}
          >
            <SidebarLink
              row={walk.rowProps(index)}
              icon={<Bookmark aria-hidden="true" />}
              label={search.name}
              count={counts.get(search.id) ?? undefined}
              current={props.current === search.id}
              onClick={() => props.onShow(search.id)}
            />
            <Menu
              trigger={
                <button
                  type="button"
                  className="icon-button"
                  tabIndex={walk.tabIndex(index)}
                  aria-label={t('savedSearches.more', { name: search.name })}
                >
                  <MoreHorizontal aria-hidden="true" />
                </button>
              }
              items={[
                {
                  label: t('savedSearches.rename'),
                  icon: <Pencil aria-hidden="true" />,
                  shortcut: 'F2',
                  onSelect: () => setRenaming(search)
                },
                {
                  label: t('savedSearches.moveUp'),
                  icon: <ArrowUp aria-hidden="true" />,
                  shortcut: 'Alt+ArrowUp',
                  disabled: index === 0,
                  onSelect: () => moveTo(search, index - 1)
                },
                {
                  label: t('savedSearches.moveDown'),
                  icon: <ArrowDown aria-hidden="true" />,
                  shortcut: 'Alt+ArrowDown',
                  disabled: index === searches.length - 1,
                  onSelect: () => moveTo(search, index + 1)
                },
                { kind: 'separator' },
                {
                  label: t('savedSearches.delete'),
                  icon: <Trash2 aria-hidden="true" />,
                  shortcut: 'Delete',
                  danger: true,
                  onSelect: () => deleteOne(search, index)
                }
              ]}
            />
          </li>
        ))}
      </ul>
      <p className="visually-hidden" aria-live="polite">
        {spoken}
      </p>
      {renaming ? (
        <NameDialog
          title={t('savedSearches.renameTitle')}
          name={renaming.name}
          onClose={() => setRenaming(null)}
          onName={(name) => {
            if (name !== renaming.name) rename({ id: renaming.id, name }).catch(toast.showError)
          }}
        />
      ) : null}
    </nav>
  )
}
