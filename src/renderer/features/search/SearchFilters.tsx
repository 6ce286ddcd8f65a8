import { memo } from 'react'
import { type HighlightColor, highlightColors } from '../../../shared/highlights.ts'
import type { SearchKind } from '../../../shared/search.ts'
import { t } from '../../lib/messages.ts'
import { TagFilter } from '../../lib/TagFilter.tsx'
import { useData } from '../../lib/use-data.ts'
import { ChoiceGroup } from '../../ui/ChoiceGroup.tsx'
import { ColorToggles } from '../../ui/ColorToggles.tsx'

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
      <TagFilter tags={tags} value={value.tag} onChange={(tag) => onChange({ ...value, tag })} />
    </div>
  )
})
