import { Autocomplete } from '@base-ui/react/autocomplete'
import { type RefObject, useState } from 'react'
import { Check } from '../ui/icons.ts'
import { findTags } from './find-tags.ts'
import { t } from './messages.ts'

/** As many as are looked through; the rest is found by name. */
const SHOWN = 100

/** One of very many tags, found by a part of its name. */
export function TagFinder(props: {
  tags: readonly { tag: string }[]
  /** Null is any tag. */
  value: string | null
  fieldRef: RefObject<HTMLInputElement | null>
  onChoose(tag: string | null): void
}) {
  const { tags, value } = props
  const [typed, setTyped] = useState('')
  const found: (string | null)[] = findTags(tags, typed, SHOWN).map(({ tag }) => tag)
  const items = typed.trim() === '' ? [null, ...found] : found
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      filter={null}
      items={items}
      autoHighlight="always"
      keepHighlight
      value={typed}
      onValueChange={(next, details) => details.reason !== 'item-press' && setTyped(next)}
      itemToStringValue={(tag: string | null) => tag ?? t('highlights.anyTag')}
    >
      <div className="text-field">
        <Autocomplete.Input
          ref={props.fieldRef}
          aria-label={t('library.findTag')}
          placeholder={t('library.findTag')}
          maxLength={100}
          spellCheck={false}
          dir="auto"
        />
      </div>
      <Autocomplete.Empty className="tag-finder-none">
        {items.length === 0 ? t('library.noSuchTag') : null}
      </Autocomplete.Empty>
      <Autocomplete.List className="tag-finder-list" aria-label={t('library.tags')}>
        {(tag: string | null) => (
          <Autocomplete.Item
            key={tag}
            value={tag}
            className="menu-item"
            aria-current={tag === value ? 'true' : undefined}
            onClick={() => props.onChoose(tag)}
          >
            <span className="menu-icon">{tag === value ? <Check aria-hidden="true" /> : null}</span>
            <span className="menu-label" dir="auto">
              {tag ?? t('highlights.anyTag')}
            </span>
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  )
}
