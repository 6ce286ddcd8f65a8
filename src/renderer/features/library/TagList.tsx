import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { findTags } from '../../lib/find-tags.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'
import { type RowWalk, useRowWalk, walkByArrows } from '../../lib/use-row-walk.ts'
import { FilterBox } from '../../ui/FilterBox.tsx'
import { Pencil, Tag } from '../../ui/icons.ts'
import { SidebarLink } from '../../ui/SidebarLink.tsx'
import { RenameTagDialog } from './RenameTagDialog.tsx'

/** So many tags are looked through without help. */
const FEW = 30
/** The most used ones that are drawn; thousands would take longer than the rest of the window. */
const SHOWN = 200

/** The tags of the library, the most used first, each with how many articles have it. */
export function TagList(props: {
  /** The tag that is shown beside. */
  current: string | undefined
  onShowTag(tag: string): void
  /** The tag that was shown is no more. */
  onDeleted(): void
}) {
  const { current } = props
  const tags = useData('tags.list', {}).data ?? none
  const [typed, setTyped] = useState('')
  const wanted = useDeferredValue(tags.length > FEW ? typed : '')
  /** The tag that was renamed last, which stays in sight. */
  const [renamed, setRenamed] = useState<string>()
  const shown = useMemo(() => {
    const found = findTags(tags, wanted, SHOWN)
    if (wanted !== '') return found
    const here = tags.filter(({ tag }) => tag === current || tag === renamed)
    return [...here.filter((one) => !found.includes(one)), ...found]
  }, [tags, wanted, current, renamed])
  // Hundreds of tags are one stop on the way through the window.
  const walk = useRowWalk(shown, ({ tag }) => tag)
  const field = useRef<HTMLInputElement>(null)
  const [renaming, setRenaming] = useState<string | null>(null)
  const follow = useFocusOnRenamed(walk.listProps.ref, shown)
  if (tags.length === 0) return null
  return (
    <nav aria-label={t('library.tags')} className="sidebar-tags">
      <h2 className="sidebar-heading">{t('library.tags')}</h2>
      {tags.length > FEW ? (
        <FilterBox
          ref={field}
          label={t('library.findTag')}
          value={typed}
          onChange={setTyped}
          onLeave={walk.focus}
        />
      ) : null}
      {tags.length > FEW ? (
        <p className="sidebar-none" role="status">
          {shown.length === 0 ? t('library.noSuchTag') : ''}
        </p>
      ) : null}
      <ul {...walk.listProps} onKeyDown={(event) => walkByArrows(event, walk)}>
        {shown.map(({ tag, articleCount }, index) => (
          <li key={tag} className="sidebar-tag" data-tag={tag} data-index={index}>
            <SidebarLink
              row={walk.rowProps(index)}
              icon={<Tag aria-hidden="true" />}
              label={tag}
              count={articleCount}
              current={current === tag}
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
      {tags.length > SHOWN && wanted === '' ? (
        <button type="button" className="sidebar-more" onClick={() => field.current?.focus()}>
          {t('library.moreTags', { count: tags.length - shown.length })}
        </button>
      ) : null}
      {renaming === null ? null : (
        <RenameTagDialog
          tag={renaming}
          onClose={() => setRenaming(null)}
          onRenamed={(tag) => {
            follow(tag)
            setRenamed(tag)
            // What it was found by is no longer in its name.
            if (findTags([{ tag }], typed, 1).length === 0) setTyped('')
            if (current === renaming) props.onShowTag(tag)
          }}
          onDeleted={() => {
            if (current === renaming) props.onDeleted()
          }}
        />
      )}
    </nav>
  )
}

const none: readonly { tag: string; articleCount: number; highlightCount: number }[] = []
const renameName = (tag: string) => `${t('library.renameTag')}: ${tag}`

/** A tag that was renamed stands elsewhere in the list: the focus goes there with it, and to no other tag. */
function useFocusOnRenamed(ref: RowWalk<unknown>['listProps']['ref'], shown: unknown) {
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
  }, [shown, renamed])
  return follow
}
