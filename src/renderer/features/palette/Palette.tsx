import { Autocomplete } from '@base-ui/react/autocomplete'
import { useEffect, useRef, useState } from 'react'
import type { NotebookId } from '../../../shared/notebooks.ts'
import type { SavedSearchId } from '../../../shared/saved-searches.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { isLikeAddress } from '../../../shared/web-address.ts'
import { findTags } from '../../lib/find-tags.ts'
import { foldName } from '../../lib/fold-name.ts'
import { titleOf } from '../../lib/formats.ts'
import { ariaKeys } from '../../lib/keys.ts'
import { t } from '../../lib/messages.ts'
import { runCommand } from '../../lib/use-command.ts'
import { useData } from '../../lib/use-data.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Bookmark, BookOpenText, FileText, Globe, Search, Tag } from '../../ui/icons.ts'
import { Shortcut } from '../../ui/Shortcut.tsx'
import { matchCommands, type PaletteCommand } from './match-commands.ts'

type Item =
  | PaletteCommand
  | { kind: 'article'; id: ArticleId; title: string; source: string }
  | { kind: 'notebook'; id: NotebookId; title: string }
  | { kind: 'tag'; id: string; title: string }
  | { kind: 'savedSearch'; id: SavedSearchId; title: string }
  | { kind: 'search'; id: 'search'; title: string }
  | { kind: 'address'; id: 'address'; title: string }

/** Titles offered; more would hide the commands. */
const MAX_ARTICLES = 8
const MAX_NOTEBOOKS = 4
const MAX_TAGS = 4
const MAX_SAVED = 4

interface PaletteProps {
  open: boolean
  onClose(): void
  onOpenArticle(articleId: ArticleId): void
  onOpenNotebook(id: NotebookId): void
  onShowTag(tag: string): void
  onShowSavedSearch(id: SavedSearchId): void
  onSearch(query: string): void
  onAddress(address: string): void
}

/** Every command with its shortcut, every article and notebook by its title, every tag and saved search, from one field. */
export function Palette(props: PaletteProps) {
  const field = useRef<HTMLInputElement>(null)
  // What was chosen is done when the palette is gone: it may want the focus for itself.
  const chosen = useRef<(() => void) | null>(null)
  const act = () => {
    const waiting = chosen.current
    chosen.current = null
    waiting?.()
  }
  // Opened again before it was gone: what was chosen is done all the same.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a moment of the palette, not of what is drawn
  useEffect(() => {
    if (props.open) act()
  }, [props.open])
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      onClosed={act}
      title={t('palette.title')}
      titleHidden
      className="palette"
      initialFocus={field}
    >
      {props.open ? (
        <Choices
          {...props}
          fieldRef={field}
          onChoose={(act) => {
            chosen.current = act
            props.onClose()
          }}
        />
      ) : null}
    </Dialog>
  )
}

function Choices(
  props: PaletteProps & {
    fieldRef: React.RefObject<HTMLInputElement | null>
    onChoose(act: () => void): void
  }
) {
  const [query, setQuery] = useState('')
  const contains = query.trim().slice(0, 200)
  const articles = useData(
    'articles.list',
    {
      filter: contains ? { contains } : {},
      sort: 'opened',
      descending: true,
      page: { offset: 0, limit: MAX_ARTICLES }
    },
    { keepPrevious: true }
  ).data
  const titles: Item[] = (articles?.items ?? []).map((article) => ({
    kind: 'article',
    id: article.id,
    title: titleOf(article),
    source: article.source || article.byline
  }))
  const notebooks = useData(
    'notebooks.list',
    { ...(contains ? { contains } : {}), page: { offset: 0, limit: MAX_NOTEBOOKS } },
    { keepPrevious: true }
  ).data
  const books: Item[] = (notebooks?.items ?? []).map(({ id, title }) => ({
    kind: 'notebook',
    id,
    title: title || t('notebooks.untitled')
  }))
  const tags = useTagItems(contains)
  const saved = useSavedSearchItems(contains)
  const search: Item[] = contains
    ? [{ kind: 'search', id: 'search', title: t('palette.searchFor', { query: contains }) }]
    : []
  const address: Item[] = isLikeAddress(query)
    ? [{ kind: 'address', id: 'address', title: t('palette.addAddress', { address: query.trim() }) }]
    : []
  const groups = [
    { label: t('palette.commands'), items: [...address, ...matchCommands(query)] },
    { label: t('palette.articles'), items: [...titles, ...books, ...search] },
    { label: t('library.tags'), items: tags },
    { label: t('savedSearches.title'), items: saved }
  ].filter((group) => group.items.length > 0)

  const choose = (item: Item) => {
    if (item.kind === 'command') props.onChoose(() => runCommand(item.id))
    else if (item.kind === 'article') props.onChoose(() => props.onOpenArticle(item.id))
    else if (item.kind === 'address') props.onChoose(() => props.onAddress(query.trim()))
    else if (item.kind === 'tag') props.onChoose(() => props.onShowTag(item.title))
    else if (item.kind === 'savedSearch') props.onChoose(() => props.onShowSavedSearch(item.id))
    else if (item.kind === 'notebook') props.onChoose(() => props.onOpenNotebook(item.id))
    else props.onChoose(() => props.onSearch(contains))
  }
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      items={groups}
      filter={null}
      autoHighlight="always"
      keepHighlight
      value={query}
      onValueChange={(value, details) => details.reason !== 'item-press' && setQuery(value)}
      itemToStringValue={(item: Item) => item.title}
    >
      <div className="palette-field">
        <Search aria-hidden="true" />
        <Autocomplete.Input
          ref={props.fieldRef}
          aria-label={t('palette.placeholder')}
          placeholder={t('palette.placeholder')}
          // As long as an address may be: a field lays out what it is given in one line.
          maxLength={8000}
          dir="auto"
        />
      </div>
      <Autocomplete.Empty className="palette-empty">
        {groups.length === 0 ? t('palette.nothing') : null}
      </Autocomplete.Empty>
      <Autocomplete.List className="palette-list" aria-label={t('palette.results')}>
        {(group: (typeof groups)[number]) => (
          <Autocomplete.Group key={group.label} items={group.items}>
            <Autocomplete.GroupLabel className="palette-group">{group.label}</Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(item: Item) => (
                <Autocomplete.Item
                  key={item.id}
                  value={item}
                  className="palette-item"
                  aria-keyshortcuts={item.kind === 'command' && item.keys ? ariaKeys(item.keys) : undefined}
                  onClick={() => choose(item)}
                >
                  {item.kind === 'article' ? <FileText aria-hidden="true" /> : null}
                  {item.kind === 'address' ? <Globe aria-hidden="true" /> : null}
                  {item.kind === 'notebook' ? <BookOpenText aria-hidden="true" /> : null}
                  {item.kind === 'tag' ? <Tag aria-hidden="true" /> : null}
                  {item.kind === 'savedSearch' ? <Bookmark aria-hidden="true" /> : null}
                  {item.kind === 'search' ? <Search aria-hidden="true" /> : null}
                  <span className="palette-title" dir="auto">
                    {item.title}
                  </span>
                  {item.kind === 'article' && item.source ? (
                    <span className="palette-site" dir="auto">
                      {item.source}
                    </span>
                  ) : null}
                  {item.kind === 'command' && item.keys ? <Shortcut keys={item.keys} /> : null}
                </Autocomplete.Item>
              )}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}

/** Tags by their names; none before something is typed. */
function useTagItems(contains: string): Item[] {
  const tags = useData('tags.list', {}).data ?? none
  if (contains === '') return []
  return findTags(tags, contains, MAX_TAGS).map(({ tag }) => ({ kind: 'tag', id: `tag ${tag}`, title: tag }))
}
const none: readonly { tag: string }[] = []

function useSavedSearchItems(contains: string): Item[] {
  const searches = useData('savedSearches.list', {}).data ?? []
  if (contains === '') return []
  return searches
    .filter(({ name }) => foldName(name).includes(foldName(contains)))
    .slice(0, MAX_SAVED)
    .map(({ id, name }) => ({ kind: 'savedSearch', id, title: name }))
}
