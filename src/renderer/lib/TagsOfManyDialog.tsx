import { useRef } from 'react'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TagInput } from '../ui/TagInput.tsx'
import { t } from './messages.ts'
import { useData } from './use-data.ts'

/** Tags one thing or many; of many, also what only some of them have. Each change is kept at once. */
export function TagsOfManyDialog(props: {
  title: string
  label: string
  /** How many there are, and how many of them have each tag. */
  total: number
  tags: readonly { tag: string; count: number }[]
  /** What is said of a tag that `count` of them have. */
  onSome(count: number): string
  /** The tag by which they were chosen, if they were: without it none of them is, and no other change would reach them. */
  chosenBy?: string | undefined
  onAdd(tag: string): void
  onRemove(tag: string): void
  onClose(): void
}) {
  const { tags, total, chosenBy, onClose } = props
  const known = (useData('tags.list', {}).data ?? []).map(({ tag }) => tag)
  const field = useRef<HTMLInputElement>(null)
  const onSome = tags.filter(({ count }) => count < total)
  return (
    <Dialog
      open
      onClose={onClose}
      title={props.title}
      initialFocus={field}
      actions={<Button onClick={onClose}>{t('ui.close')}</Button>}
    >
      <TagInput
        label={props.label}
        tags={tags.map(({ tag }) => tag)}
        partly={new Map(onSome.map(({ tag, count }) => [tag, props.onSome(count)]))}
        known={known}
        inputRef={field}
        onAdd={props.onAdd}
        onRemove={(tag) => {
          props.onRemove(tag)
          if (chosenBy?.toLowerCase() === tag.toLowerCase()) onClose()
        }}
      />
    </Dialog>
  )
}
