import { queryTokens } from '../../../shared/query-tokens.ts'

const MAX_NAME = 60

/**
 * A name for a query: its words, then what narrows it, without the signs of the query language.
 * `room tag:"far away" -is:finished` becomes “room · far away · −finished”.
 */
export function suggestName(query: string): string {
  const words: string[] = []
  const narrowing: string[] = []
  for (const { whole, minus, field, value: read } of queryTokens(query)) {
    const value = read.trim()
    if (whole === 'OR' || whole === '|' || field === 'near') continue
    if (!/[\p{L}\p{N}]/u.test(value)) continue
    if (field === undefined && !minus) words.push(value)
    else narrowing.push(`${minus ? '\u2212' : ''}${value}`)
  }
  const name = [words.join(' '), ...narrowing].filter(Boolean).join(' · ') || query.trim()
  return Array.from(name.replace(/\s+/gu, ' ')).slice(0, MAX_NAME).join('').trim()
}
