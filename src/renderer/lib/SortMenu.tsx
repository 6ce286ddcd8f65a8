import { Button } from '../ui/Button.tsx'
import { ArrowDownWideNarrow } from '../ui/icons.ts'
import { Menu } from '../ui/Menu.tsx'
import { t } from './messages.ts'

/** How a list is sorted, and what else it could be sorted by. */
export function SortMenu<Sort extends string>(props: {
  value: Sort
  sorts: readonly Sort[]
  nameOf(sort: Sort): string
  onChange(sort: Sort): void
}) {
  const name = props.nameOf(props.value)
  return (
    <Menu
      trigger={
        <Button look="quiet" aria-label={t('library.sortBy', { sort: name })}>
          <ArrowDownWideNarrow aria-hidden="true" />
          {name}
        </Button>
      }
      items={props.sorts.map((sort) => ({
        kind: 'choice' as const,
        label: props.nameOf(sort),
        checked: sort === props.value,
        onSelect: () => props.onChange(sort)
      }))}
    />
  )
}
