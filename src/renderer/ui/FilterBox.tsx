import type { Ref } from 'react'
import { t } from '../lib/messages.ts'
import { IconButton } from './IconButton.tsx'
import { ListFilter, X } from './icons.ts'

/** A field that narrows the list below it. Escape empties and leaves it; Enter and ↓ go on into the list. */
export function FilterBox(props: {
  ref: Ref<HTMLInputElement>
  /** What it looks at, for screen readers. */
  label: string
  value: string
  onChange(value: string): void
  /** Into the list. */
  onLeave(): void
}) {
  return (
    <search className="filter-box">
      <ListFilter aria-hidden="true" />
      <input
        ref={props.ref}
        type="text"
        aria-label={props.label}
        placeholder={t('library.filterPlaceholder')}
        value={props.value}
        maxLength={200}
        spellCheck={false}
        dir="auto"
        onChange={(event) => props.onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') {
            event.stopPropagation()
            props.onChange('')
            props.onLeave()
          } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault()
            props.onLeave()
          }
        }}
      />
      {props.value ? (
        <IconButton
          label={t('library.clearFilter')}
          onClick={(event) => {
            // The button goes with what it empties: the focus goes to where one writes.
            event.currentTarget.closest('.filter-box')?.querySelector('input')?.focus()
            props.onChange('')
          }}
        >
          <X aria-hidden="true" />
        </IconButton>
      ) : null}
    </search>
  )
}
