import { tagInQuery } from '../../../shared/query-tokens.ts'
import type { Narrowing } from './SearchFilters.tsx'

const places = {
  article: 'in:title in:body',
  highlight: 'in:highlights',
  note: 'in:notes',
  notebook: 'in:notebooks'
} as const

/** What is typed and what is chosen beside it, as one query. */
export function wholeQuery(query: string, { kind, tag, colors }: Narrowing): string {
  return [
    query.trim().replace(/\s+/gu, ' '),
    kind === 'everything' ? '' : places[kind],
    tag ? tagInQuery(tag) : '',
    colors.map((color) => `color:${color}`).join(' OR ')
  ]
    .filter(Boolean)
    .join(' ')
}
