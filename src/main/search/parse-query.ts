import { highlightColors } from '../../shared/highlights.ts'
import { queryTokens } from '../../shared/query-tokens.ts'
import { MAX_QUERY } from '../../shared/search.ts'

/** Where a word may be. */
export type Place = 'title' | 'body' | 'notes' | 'highlights' | 'notebooks'
export const places: readonly Place[] = ['title', 'body', 'notes', 'highlights', 'notebooks']

export type Filter =
  | { type: 'tag' | 'author' | 'site' | 'lang'; value: string }
  | { type: 'color'; value: (typeof highlightColors)[number] }
  | { type: 'is'; value: 'later' | 'reading' | 'finished' | 'starred' }
  | { type: 'has'; value: 'note' | 'highlight' }
  /** `from` inclusive, `to` exclusive; milliseconds since 1970. */
  | { type: 'added'; from: number; to: number }

/** Words or an exact phrase. */
export interface TextPart {
  text: string
  phrase: boolean
}

export interface ParsedQuery {
  /** Each group has to be looked for; its parts were joined by OR. */
  groups: TextPart[][]
  without: TextPart[]
  /** Each group of filters has to hold; within one, any. */
  filters: Filter[][]
  withoutFilters: Filter[]
  /** Empty: everywhere. */
  places: Place[]
  /** Words have to be at most so many words apart; null when nothing was said. */
  near: number | null
  /** True when the text does not end in a space: its last word may be unfinished. */
  unfinished: boolean
  cut: boolean
}

/** Reads anything a person may type; never fails. What it cannot read as an operator is words. */
export function parseQuery(typed: string): ParsedQuery {
  const cut = typed.length > MAX_QUERY
  const query = (cut ? typed.slice(0, MAX_QUERY) : typed).toWellFormed().replace(/[\0\ufffd]/gu, ' ')
  const parsed: ParsedQuery = {
    groups: [],
    without: [],
    filters: [],
    withoutFilters: [],
    places: [],
    near: null,
    unfinished: false,
    cut
  }
  let joined: 'words' | 'filters' | 'nothing' = 'nothing'
  let or = false
  for (const { whole, minus, field, value, isQuoted, isOpen } of queryTokens(query)) {
    if (whole === 'OR' || whole === '|') {
      or = true
      continue
    }
    const join = or
    or = false
    if (field !== undefined && readField(parsed, field, value, minus, join && joined === 'filters')) {
      joined = 'filters'
      continue
    }
    const text = field === undefined || isQuoted ? value : whole.replace(/^-/, '')
    const part: TextPart = { text, phrase: isQuoted }
    if (!/[\p{L}\p{N}]/u.test(text)) continue
    parsed.unfinished = isOpen && /[\p{L}\p{N}\p{M}]$/u.test(text)
    if (minus) {
      parsed.without.push(part)
      parsed.unfinished = false
      continue
    }
    const group = parsed.groups.at(-1)
    if (join && joined === 'words' && group !== undefined) group.push(part)
    else parsed.groups.push([part])
    joined = 'words'
  }
  if (/\s$/u.test(query)) parsed.unfinished = false
  return parsed
}

/** Takes in `field:value`; false when it is no operator and has to be read as words. */
function readField(
  parsed: ParsedQuery,
  field: string,
  value: string,
  minus: boolean,
  join: boolean
): boolean {
  if (field === 'near') {
    const words = /^\d{1,3}$/.test(value) ? Number(value) : Number.NaN
    if (minus || !(words >= 1)) return false
    parsed.near = words
    return true
  }
  if (field === 'in') {
    const place = places.find((known) => known === value.toLowerCase() || known === `${value.toLowerCase()}s`)
    if (place === undefined) return false
    if (minus) {
      const rest = (parsed.places.length === 0 ? places : parsed.places).filter((known) => known !== place)
      parsed.places = rest
    } else if (!parsed.places.includes(place)) parsed.places.push(place)
    return true
  }
  const filter = readFilter(field, value)
  if (filter === undefined) return false
  const group = parsed.filters.at(-1)
  if (minus) parsed.withoutFilters.push(filter)
  else if (join && group !== undefined) group.push(filter)
  else parsed.filters.push([filter])
  return true
}

function readFilter(field: string, value: string): Filter | undefined {
  const lower = value.trim().toLowerCase()
  if (lower === '') return undefined
  switch (field) {
    case 'tag':
    case 'author':
    case 'site':
    case 'lang':
      return { type: field, value: value.trim() }
    case 'color':
    case 'colour': {
      const color = highlightColors.find((known) => known === lower)
      return color === undefined ? undefined : { type: 'color', value: color }
    }
    case 'is':
      if (lower === 'unread' || lower === 'later') return { type: 'is', value: 'later' }
      if (lower === 'reading' || lower === 'finished' || lower === 'starred')
        return { type: 'is', value: lower }
      return undefined
    case 'has':
      if (lower === 'note' || lower === 'notes') return { type: 'has', value: 'note' }
      if (lower === 'highlight' || lower === 'highlights') return { type: 'has', value: 'highlight' }
      return undefined
    case 'added':
      return readAdded(lower)
    default:
      return undefined
  }
}

/** `>2026`, `<=2026-01`, `2026-01-31`: a bare date means within that day, month or year, as the reader's clock has them. */
function readAdded(value: string): Filter | undefined {
  const found = /^(>=|<=|>|<|=)?(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value)
  if (found === null) return undefined
  const [, sign, year, month, day] = found
  const y = Number(year)
  const m = month === undefined ? 1 : Number(month)
  const d = day === undefined ? 1 : Number(day)
  if (m < 1 || m > 12 || d < 1 || d > 31) return undefined
  const start = dayAt(y, m - 1, d)
  const end =
    day !== undefined ? dayAt(y, m - 1, d + 1) : month !== undefined ? dayAt(y, m, 1) : dayAt(y + 1, 0, 1)
  switch (sign) {
    case '>':
      return { type: 'added', from: end, to: Number.MAX_SAFE_INTEGER }
    case '>=':
      return { type: 'added', from: start, to: Number.MAX_SAFE_INTEGER }
    case '<':
      return { type: 'added', from: 0, to: start }
    case '<=':
      return { type: 'added', from: 0, to: end }
    default:
      return { type: 'added', from: start, to: end }
  }
}

/** When a day begins where the reader is. A day too many is the next month's first. */
const dayAt = (year: number, month: number, day: number) => new Date(year, month, day).getTime()
