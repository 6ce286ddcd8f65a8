import { type HighlightSort, highlightColors, highlightSorts } from '../../../shared/highlights.ts'
import { titleOf } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { SortMenu } from '../../lib/SortMenu.tsx'
import { TagFilter } from '../../lib/TagFilter.tsx'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { ColorToggles } from '../../ui/ColorToggles.tsx'
import { CalendarDays, NotebookPen, TextSearch, X } from '../../ui/icons.ts'
import { Menu } from '../../ui/Menu.tsx'
import {
  allHighlights,
  type HighlightNarrowing,
  isNarrowed,
  type Place,
  placeVerdicts,
  type Span,
  spans
} from './highlight-narrowing.ts'

/** What narrows the page of all highlights (colour, tag, time, and how sure their places are), and how it is sorted. */
export function HighlightFilters(props: {
  value: HighlightNarrowing
  onChange(value: HighlightNarrowing): void
  sort: HighlightSort
  onSort(sort: HighlightSort): void
}) {
  const { value, onChange } = props
  const tags = (useData('tags.list', {}).data ?? []).filter((tag) => tag.highlightCount > 0)
  const counts = useData('highlights.verdicts', {}).data
  const countOf = (place: Place) =>
    (placeVerdicts[place] ?? []).reduce((sum, verdict) => sum + (counts?.[verdict] ?? 0), 0)
  const places = (Object.keys(placeVerdicts) as Place[]).filter(
    (place) => place === 'any' || place === value.place || countOf(place) > 0
  )
  const narrowed = isNarrowed(value)
  return (
    <search className="filters" aria-label={t('highlights.filters')}>
      <ColorToggles
        colors={highlightColors}
        chosen={value.color ? [value.color] : []}
        onChange={(chosen) => onChange({ ...value, color: chosen.at(-1) ?? null })}
      />
      <Button
        look="quiet"
        className={value.withNote ? 'filter-on' : ''}
        aria-pressed={value.withNote}
        onClick={() => onChange({ ...value, withNote: !value.withNote })}
      >
        <NotebookPen aria-hidden="true" />
        {t('highlights.withNote')}
      </Button>
      <TagFilter tags={tags} value={value.tag} onChange={(tag) => onChange({ ...value, tag })} />
      <Menu
        trigger={
          <Button
            look="quiet"
            className={value.span === 'any' ? '' : 'filter-on'}
            aria-label={t('highlights.sinceLabel', { since: t(`highlights.since.${value.span}`) })}
          >
            <CalendarDays aria-hidden="true" />
            {t(`highlights.since.${value.span}`)}
          </Button>
        }
        items={(Object.keys(spans) as Span[]).map((span) => ({
          kind: 'choice' as const,
          label: t(`highlights.since.${span}`),
          checked: span === value.span,
          onSelect: () => onChange({ ...value, span })
        }))}
      />
      {places.length > 1 ? (
        <Menu
          trigger={
            <Button
              look="quiet"
              className={value.place === 'any' ? '' : 'filter-on'}
              aria-label={t('highlights.placeLabel', { place: t(`highlights.place.${value.place}`) })}
            >
              <TextSearch aria-hidden="true" />
              {t(`highlights.place.${value.place}`)}
            </Button>
          }
          items={places.map((place) => ({
            kind: 'choice' as const,
            label:
              place === 'any'
                ? t('highlights.place.any')
                : t('highlights.placeCount', {
                    place: t(`highlights.place.${place}`),
                    count: countOf(place)
                  }),
            checked: place === value.place,
            onSelect: () => onChange({ ...value, place })
          }))}
        />
      ) : null}
      <SortMenu
        value={props.sort}
        sorts={highlightSorts}
        nameOf={(sort) => t(`highlights.sorts.${sort}`)}
        onChange={props.onSort}
      />
      {value.article ? (
        <Button look="quiet" className="filter-on" onClick={() => onChange({ ...value, article: null })}>
          <X aria-hidden="true" />
          <span dir="auto">{t('highlights.inArticle', { title: titleOf(value.article) })}</span>
        </Button>
      ) : null}
      {narrowed ? (
        <Button look="quiet" onClick={() => onChange(allHighlights)}>
          <X aria-hidden="true" />
          {t('highlights.clearFilters')}
        </Button>
      ) : null}
    </search>
  )
}
