import type { LibraryList } from '../../../shared/list-question.ts'
import { keyNames } from '../../lib/keys.ts'
import { t } from '../../lib/messages.ts'
import { runCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { FileDown, SearchX } from '../../ui/icons.ts'

/** What an empty list says: why it is empty and what to do about it. */
export function LibraryEmpty(props: {
  list: LibraryList
  tag: string | undefined
  query?: string | undefined
  filter: string
  onShowHighlights(tag: string): void
  onSearch(query: string): void
}) {
  if (props.filter)
    return (
      <div className="empty">
        <SearchX aria-hidden="true" />
        <h2>{t('library.empty.filter', { filter: props.filter })}</h2>
        <p>{t('library.empty.filterText')}</p>
        <Button onClick={() => props.onSearch(props.filter)}>{t('library.empty.filterSearch')}</Button>
      </div>
    )
  if (props.query !== undefined)
    return (
      <div className="empty">
        <SearchX aria-hidden="true" />
        <h2>{t('savedSearches.empty')}</h2>
        <p>{t('savedSearches.emptyText')}</p>
      </div>
    )
  if (props.tag) return <TagEmpty tag={props.tag} onShowHighlights={props.onShowHighlights} />
  if (props.list !== 'all')
    return (
      <div className="empty">
        <h2>{t(`library.empty.${props.list}`)}</h2>
        <p>{t(`library.empty.${props.list}Text`)}</p>
      </div>
    )
  return (
    <div className="empty empty-drop">
      <FileDown aria-hidden="true" />
      <h2>{t('library.empty.title')}</h2>
      <p>{t('library.empty.text', { shortcut: keyNames('Mod+V').join(' ') })}</p>
      <Button look="primary" onClick={() => runCommand('import.files')}>
        {t('library.empty.add')}
      </Button>
      <Button onClick={() => runCommand('import.address')}>{t('library.addAddress')}</Button>
    </div>
  )
}

/** No article has the tag; highlights may. */
function TagEmpty(props: { tag: string; onShowHighlights(tag: string): void }) {
  const tags = useData('tags.list', {}).data ?? []
  const count = tags.find(({ tag }) => tag === props.tag)?.highlightCount ?? 0
  return (
    <div className="empty">
      <p>{t('library.empty.tagText')}</p>
      {count > 0 ? (
        <Button onClick={() => props.onShowHighlights(props.tag)}>
          {t('library.empty.tagHighlights', { count })}
        </Button>
      ) : null}
    </div>
  )
}
