import { CalendarDays, NotebookPen, TextSearch, X } from 'lucide-react'
import { type HighlightColor, highlightColors, type ToldVerdict } from '../../../shared/highlights.ts'
import { midnightBefore } from '../../../shared/local-date.ts'
import type { ArticleId } from '../../../shared/values.ts'
import { titleOf } from '../../lib/formats.ts'
import { t } from '../../lib/messages.ts'
import { TagFilter } from '../../lib/TagFilter.tsx'
import { useData } from '../../lib/use-data.ts'
import { Button } from '../../ui/Button.tsx'
import { ColorToggles } from '../../ui/ColorToggles.tsx'
import { Menu } from '../../ui/Menu.tsx'

/** Days back; `any` is no limit. */
const spans = { any: 0, day: 1, week: 7, month: 30, year: 365 } as const
export type Span = keyof typeof spans

/** By what became of it in the newest version of its article; `asking` is what waits for the reader's word. */
export const placeVerdicts = {
  any: undefined,
  asking: ['unsure', 'lost'],
  unsure: ['unsure'],
  lost: ['lost'],
  changed: ['changed'],
  moved: ['moved']
} as const satisfies Record<string, readonly ToldVerdict[] | undefined>
export type Place = keyof typeof placeVerdicts

export interface HighlightNarrowing {
  /** Of the passage or its note. */
  words: string
  color: HighlightColor | null
  tag: string | null
  withNote: boolean
  span: Span
  place: Place
  article: { id: ArticleId; title: string } | null
}
export const allHighlights: HighlightNarrowing = {
  words: '',
  color: null,
  tag: null,
  withNote: false,
  span: 'any',
  place: 'any',
  article: null
}

/** Whether it leaves anything out. */
export const isNarrowed = (value: HighlightNarrowing) =>
  Object.keys(allHighlights).some(
    (key) => value[key as keyof HighlightNarrowing] !== allHighlights[key as keyof HighlightNarrowing]
  )

/** The start of the span as a time, counted in whole days so that it stays the same while one looks. */
export function sinceOf(span: Span, now: number): number | undefined {
  if (span === 'any') return undefined
  return midnightBefore(now, spans[span] - 1)
}

/** What narrows the page of all highlights: colour, tag, time, and how sure their places are. */
export function HighlightFilters(props: {
  value: HighlightNarrowing
  onChange(value: HighlightNarrowing): void
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
