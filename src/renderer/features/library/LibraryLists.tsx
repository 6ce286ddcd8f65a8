import { type ReactNode, useEffect, useState } from 'react'
import { type LibraryList, libraryLists } from '../../../shared/list-question.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'
import { type RowWalk, useRowWalk, walkByArrows } from '../../lib/use-row-walk.ts'
import {
  BookMarked,
  CheckCheck,
  Clock,
  Library as LibraryIcon,
  Pencil,
  Scissors,
  Star,
  Tag,
  Trash2
} from '../../ui/icons.ts'
import { SidebarLink } from '../../ui/SidebarLink.tsx'
import { RenameTagDialog } from './RenameTagDialog.tsx'

const icons: Record<LibraryList, ReactNode> = {
  all: <LibraryIcon aria-hidden="true" />,
  later: <Clock aria-hidden="true" />,
  reading: <BookMarked aria-hidden="true" />,
  finished: <CheckCheck aria-hidden="true" />,
  starred: <Star aria-hidden="true" />,
  extracts: <Scissors aria-hidden="true" />,
  trash: <Trash2 aria-hidden="true" />
}

/** The lists of the library and its tags, with how much is in each. */
export function LibraryLists(props: {
  list: LibraryList | undefined
  tag: string | undefined
  onShow(list: LibraryList): void
  onShowTag(tag: string): void
  /** What stands between the lists and the tags. */
  children?: ReactNode
}) {
  const counts = useData('articles.counts', {}).data
  const tags = useData('tags.list', {}).data
  // Hundreds of tags are one stop on the way through the window.
  const walk = useRowWalk(tags ?? none, ({ tag }) => tag)
  const [renaming, setRenaming] = useState<string | null>(null)
  const follow = useFocusOnRenamed(walk.listProps.ref, tags)
  const countOf = (list: LibraryList) => (list === 'trash' ? counts?.trashed : counts?.[list])
  /** A list one may never need does not stand there empty. */
  const isShown = (list: LibraryList) =>
    list !== 'extracts' || props.list === list || Boolean(counts?.extracts)
  return (
    <>
      <nav aria-label={t('library.lists')}>
        <h2 className="sidebar-heading">{t('library.lists')}</h2>
        {libraryLists.filter(isShown).map((list) => (
          <SidebarLink
            key={list}
            icon={icons[list]}
            label={t(`library.list.${list}`)}
            count={countOf(list)}
            current={props.list === list}
            onClick={() => props.onShow(list)}
          />
        ))}
      </nav>
      {props.children}
      {tags && tags.length > 0 ? (
        <nav aria-label={t('library.tags')} className="sidebar-tags">
          <h2 className="sidebar-heading">{t('library.tags')}</h2>
          <ul {...walk.listProps} onKeyDown={(event) => walkByArrows(event, walk)}>
            {tags.map(({ tag, articleCount }, index) => (
              <li key={tag} className="sidebar-tag" data-tag={tag} data-index={index}>
                <SidebarLink
                  row={walk.rowProps(index)}
                  icon={<Tag aria-hidden="true" />}
                  label={tag}
                  count={articleCount}
                  current={props.tag === tag}
                  onClick={() => props.onShowTag(tag)}
                />
                {/* A tooltip for each of hundreds of tags would take as long at the start as everything else. */}
                <button
                  type="button"
                  className="icon-button"
                  tabIndex={walk.tabIndex(index)}
                  aria-label={renameName(tag)}
                  title={renameName(tag)}
                  onClick={() => setRenaming(tag)}
                >
                  <Pencil aria-hidden="true" />
                </button>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      {renaming === null ? null : (
        <RenameTagDialog
          tag={renaming}
          onClose={() => setRenaming(null)}
          onRenamed={(tag) => {
            follow(tag)
            if (props.tag === renaming) props.onShowTag(tag)
          }}
          onDeleted={() => {
            if (props.tag === renaming) props.onShow('all')
          }}
        />
      )}
    </>
  )
}

const none: readonly { tag: string; articleCount: number }[] = []
const renameName = (tag: string) => `${t('library.renameTag')}: ${tag}`

/** A tag that was renamed stands elsewhere in the list: the focus goes there with it, and to no other tag. */
function useFocusOnRenamed(ref: RowWalk<unknown>['listProps']['ref'], tags: unknown) {
  const [renamed, follow] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the list is another
  useEffect(() => {
    const rows = [...(ref.current?.querySelectorAll<HTMLElement>('.sidebar-tag') ?? [])]
    const row = rows.find((one) => one.dataset.tag === renamed)
    if (!row) return
    follow(null)
    const here = document.activeElement
    if (here === document.body || ref.current?.contains(here))
      row.querySelector<HTMLElement>('.icon-button')?.focus()
  }, [tags, renamed])
  return follow
}
