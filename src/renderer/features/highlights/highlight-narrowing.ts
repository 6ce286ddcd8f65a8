import type { HighlightColor, HighlightFilter, ToldVerdict } from '../../../shared/highlights.ts'
import { midnightBefore } from '../../../shared/local-date.ts'
import type { ArticleId } from '../../../shared/values.ts'

/** Days back; `any` is no limit. */
export const spans = { any: 0, day: 1, week: 7, month: 30, year: 365 } as const
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

/**
 * What the library is asked for.
 * @param words those typed, as far as they are looked for already
 */
export function filterOf(narrowing: HighlightNarrowing, words: string, now: number): HighlightFilter {
  const { article, color, tag, withNote, span, place } = narrowing
  const since = sinceOf(span, now)
  return {
    ...(words ? { contains: words } : {}),
    ...(article ? { articleId: article.id } : {}),
    ...(color ? { color } : {}),
    ...(tag ? { tag } : {}),
    ...(withNote ? { hasNote: true } : {}),
    ...(since === undefined ? {} : { since }),
    ...(place === 'any' ? {} : { verdicts: [...placeVerdicts[place]] })
  }
}
