import type { ReactNode } from 'react'
import { type LibraryList, libraryLists } from '../../../shared/list-question.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'
import {
  BookMarked,
  CheckCheck,
  Clock,
  Library as LibraryIcon,
  Scissors,
  Star,
  Trash2
} from '../../ui/icons.ts'
import { SidebarLink } from '../../ui/SidebarLink.tsx'
import { TagList } from './TagList.tsx'

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
      <TagList current={props.tag} onShowTag={props.onShowTag} onDeleted={() => props.onShow('all')} />
    </>
  )
}
