import { Autocomplete } from '@base-ui/react/autocomplete'
import { type Ref, useState } from 'react'
import { t } from '../lib/messages.ts'
import { X } from './icons.ts'

/** Longest tag, as the contract has it. */
const MAX_TAG = 100

/** Tags offered at once: of thousands, a letter more finds the one that is meant. */
const MOST_OFFERED = 100

/** What parts tags as one types them, in the scripts Lectern speaks. */
const commas = new Set([',', '،', '，', '、'])

/** Tags as chips and a field for another one, with the tags in use offered. */
export function TagInput(props: {
  label: string
  tags: readonly string[]
  /** Of tags that only some of what is tagged have: which share, in words. They can be added to the rest. */
  partly?: ReadonlyMap<string, string>
  /** Tags in use elsewhere, offered while typing. */
  known: readonly string[]
  onAdd(tag: string): void
  onRemove?(tag: string): void
  /** Escape, when there is no list of offered tags to close. */
  onDone?(): void
  inputRef?: Ref<HTMLInputElement>
  autoFocus?: boolean
}) {
  const [value, setValue] = useState('')
  const isOnAll = (tag: string) => props.tags.includes(tag) && !props.partly?.has(tag)
  const offered = props.known.filter((tag) => !isOnAll(tag))
  const add = (raw: string) => {
    const tag = raw.normalize('NFC').replace(/\s+/gu, ' ').trim()
    setValue('')
    if (tag && !isOnAll(tag)) props.onAdd(tag)
  }
  return (
    <div className="tag-input">
      {props.tags.length > 0 ? (
        <ul className="chips" aria-label={props.label}>
          {props.tags.map((tag) => (
            <li key={tag} className="chip">
              <span dir="auto">{tag}</span>
              {props.partly?.has(tag) ? <span className="chip-share">{props.partly.get(tag)}</span> : null}
              {props.onRemove ? (
                <button
                  type="button"
                  className="chip-remove"
                  aria-label={t('ui.removeTag', { tag })}
                  onClick={(event) => {
                    // It goes with its tag: the focus goes to its neighbour, or to where tags are written.
                    const chip = event.currentTarget.closest('li')
                    const near = (chip?.nextElementSibling ?? chip?.previousElementSibling)?.querySelector(
                      'button'
                    )
                    ;(near ?? chip?.closest('.tag-input')?.querySelector('input'))?.focus()
                    props.onRemove?.(tag)
                  }}
                >
                  <X aria-hidden="true" />
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      <Autocomplete.Root
        items={offered}
        limit={MOST_OFFERED}
        value={value}
        onValueChange={(next, details) => {
          // Choosing an offered tag adds it at once.
          if (details.reason === 'item-press') add(next)
          else setValue(next)
        }}
        // A list that nobody asked for would cover what is below, and take the Escape that closes the dialog.
        openOnInputClick={false}
      >
        <Autocomplete.Input
          ref={props.inputRef}
          className="tag-field"
          aria-label={props.label}
          placeholder={t('ui.addTag')}
          maxLength={MAX_TAG}
          dir="auto"
          autoFocus={props.autoFocus ?? false}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            const chosen = event.currentTarget.getAttribute('aria-activedescendant')
            if ((event.key === 'Enter' && !chosen) || commas.has(event.key)) {
              event.preventDefault()
              add(value)
            } else if (event.key === 'Escape' && event.currentTarget.ariaExpanded !== 'true') {
              // The list would spend a key on forgetting the tag that was taken from it.
              event.preventBaseUIHandler()
              props.onDone?.()
            } else if (event.key === 'Backspace' && value === '' && props.tags.length > 0) {
              props.onRemove?.(props.tags.at(-1)!)
            }
          }}
        />
        <Autocomplete.Portal>
          <Autocomplete.Positioner className="layer" sideOffset={4}>
            <Autocomplete.Popup className="popup menu tag-list">
              <Autocomplete.List>
                {(tag: string) => (
                  <Autocomplete.Item key={tag} value={tag} className="menu-item" dir="auto">
                    {tag}
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
    </div>
  )
}
