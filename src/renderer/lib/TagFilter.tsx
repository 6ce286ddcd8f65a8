import { Button } from '../ui/Button.tsx'
import { Tag } from '../ui/icons.ts'
import { Menu } from '../ui/Menu.tsx'
import { t } from './messages.ts'

/** As many tags as a menu can be looked through. */
const MOST = 200

/** Narrows a list to one tag; nothing where there are no tags. */
export function TagFilter(props: {
  tags: readonly { tag: string }[]
  /** Null is any tag. */
  value: string | null
  onChange(tag: string | null): void
}) {
  const { tags, value, onChange } = props
  // A tag that nothing has any more is still to be seen, and to be let go of.
  if (tags.length === 0 && value === null) return null
  return (
    <Menu
      trigger={
        <Button look="quiet" className={value ? 'filter-on' : ''}>
          <Tag aria-hidden="true" />
          <span dir="auto">{value ? t('highlights.tagFilter', { tag: value }) : t('highlights.anyTag')}</span>
        </Button>
      }
      items={[null, ...tags.slice(0, MOST).map(({ tag }) => tag)].map((tag) => ({
        kind: 'choice' as const,
        label: tag ?? t('highlights.anyTag'),
        checked: tag === value,
        onSelect: () => onChange(tag)
      }))}
    />
  )
}
