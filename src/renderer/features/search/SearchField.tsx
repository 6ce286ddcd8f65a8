import { Autocomplete } from '@base-ui/react/autocomplete'
import type { ComponentProps, RefObject } from 'react'
import { MAX_QUERY } from '../../../shared/search.ts'
import { t } from '../../lib/messages.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { BookmarkPlus, CircleHelp, Search as SearchIcon, X } from '../../ui/icons.ts'

type InputKey = Parameters<NonNullable<ComponentProps<typeof Autocomplete.Input>['onKeyDown']>>[0]

/** Where one types, with what can be done with the query beside it. */
export function SearchField(props: {
  ref: RefObject<HTMLInputElement | null>
  query: string
  /** Absent: there is nothing to keep. */
  onSave: (() => void) | undefined
  onHelp(): void
  onClear(): void
  onBack(): void
}) {
  const { query } = props
  function onKey(event: InputKey) {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') props.onBack()
    else if (event.key === '?' && query === '') props.onHelp()
    else return
    event.preventBaseUIHandler()
    event.preventDefault()
  }
  return (
    <div className="search-field">
      <SearchIcon aria-hidden="true" />
      <Autocomplete.Input
        ref={props.ref}
        aria-label={t('search.placeholder')}
        placeholder={t('search.placeholder')}
        spellCheck={false}
        // One more than is read, so that it is told; a field lays out what it is given in one line.
        maxLength={MAX_QUERY + 1}
        dir="auto"
        onKeyDown={onKey}
      />
      {props.onSave ? (
        <IconButton label={t('savedSearches.save')} shortcut="Mod+S" onClick={props.onSave}>
          <BookmarkPlus aria-hidden="true" />
        </IconButton>
      ) : null}
      <IconButton label={t('search.helpButton')} shortcut="?" onClick={props.onHelp}>
        <CircleHelp aria-hidden="true" />
      </IconButton>
      {query ? (
        <IconButton label={t('search.clear')} onClick={props.onClear}>
          <X aria-hidden="true" />
        </IconButton>
      ) : null}
    </div>
  )
}
