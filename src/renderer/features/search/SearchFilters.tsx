import { Tag } from 'lucide-react'
import { memo } from 'react'
import { type HighlightColor, highlightColors } from '../../../shared/highlights.ts'
import type { SearchKind } from '../../../shared/search.ts'
import { t } from '../../lib/messages.ts'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { ColorToggles } from '../../ui/ColorToggles.tsx'
import { Menu } from '../../ui/Menu.tsx'

export interface Narrowing {
  kind: SearchKind | 'everything'
  tag: string | null
  colors: readonly HighlightColor[]
}
export const noNarrowing: Narrowing = { kind: 'everything', tag: null, colors: [] }

const kinds = ['everything', 'article', 'highlight', 'note', 'notebook'] as const

/** Not drawn again with every key. */
export const SearchFilters = memo(function SearchFilters(props: {
  value: Narrowing
  onChange(value: Narrowing): void
}) {
  const { value, onChange } = props
  const tags = useData('tags.list', {}).data ?? []
  return (
    <div className="filters">
      <ChoiceGroup
        label={t('search.kind')}
        labelHidden
        value={value.kind}
        choices={kinds.map((kind) => ({
          value: kind,
          label: kind === 'everything' ? t('search.everything') : t(`search.kinds.${kind}`)
        }))}
        onChange={(kind) =>
          onChange({ ...value, kind, colors: kind === 'article' || kind === 'notebook' ? [] : value.colors })
        }
      />
      <ColorToggles
        colors={highlightColors}
        chosen={value.colors}
        onChange={(colors) => onChange({ ...value, colors })}
      />
      {tags.length > 0 ? (
        <Menu
          trigger={
            <Button look="quiet" className={value.tag ? 'filter-on' : ''}>
              <Tag aria-hidden="true" />
              <span dir="auto">
                {value.tag ? t('highlights.tagFilter', { tag: value.tag }) : t('highlights.anyTag')}
              </span>
            </Button>
          }
          items={[
            {
              kind: 'choice',
              label: t('highlights.anyTag'),
              checked: value.tag === null,
              onSelect: () => onChange({ ...value, tag: null })
            },
            ...tags.slice(0, 200).map(({ tag }) => ({
              kind: 'choice' as const,
              label: tag,
              checked: tag === value.tag,
              onSelect: () => onChange({ ...value, tag })
            }))
          ]}
        />
      ) : null}
    </div>
  )
})
