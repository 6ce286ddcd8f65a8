import { useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { Tag } from '../ui/icons.ts'
import { Menu } from '../ui/Menu.tsx'
import { Popover } from '../ui/Popover.tsx'
import { t } from './messages.ts'
import { TagFinder } from './TagFinder.tsx'

/** As many tags as a menu can be looked through; of more, one is found by its name. */
const MOST = 20

interface TagFilterProps {
  tags: readonly { tag: string }[]
  /** Null is any tag. */
  value: string | null
  onChange(tag: string | null): void
}

/** Narrows a list to one tag; nothing where there are no tags. */
export function TagFilter({ tags, value, onChange }: TagFilterProps) {
  // A tag that nothing has any more is still to be seen, and to be let go of.
  if (tags.length === 0 && value === null) return null
  const trigger = (
    <Button look="quiet" className={value ? 'filter-on' : ''}>
      <Tag aria-hidden="true" />
      <span dir="auto">{value ? t('highlights.tagFilter', { tag: value }) : t('highlights.anyTag')}</span>
    </Button>
  )
  if (tags.length > MOST) return <OfMany tags={tags} value={value} onChange={onChange} trigger={trigger} />
  return (
    <Menu
      trigger={trigger}
      items={[null, ...tags.map(({ tag }) => tag)].map((tag) => ({
        kind: 'choice' as const,
        label: tag ?? t('highlights.anyTag'),
        checked: tag === value,
        onSelect: () => onChange(tag)
      }))}
    />
  )
}

function OfMany(props: TagFilterProps & { trigger: React.ReactElement }) {
  const [open, setOpen] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  return (
    <Popover
      title={t('library.findTag')}
      trigger={props.trigger}
      className="tag-finder"
      align="start"
      gap={4}
      open={open}
      onOpenChange={setOpen}
      initialFocus={() => field.current?.focus()}
    >
      <TagFinder
        tags={props.tags}
        value={props.value}
        fieldRef={field}
        onChoose={(tag) => {
          setOpen(false)
          props.onChange(tag)
        }}
      />
    </Popover>
  )
}
