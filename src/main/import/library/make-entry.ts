import type { EntryHighlight, LibraryEntry } from './library-entry.ts'

/** What a format knows of an entry; everything left out is empty. Strings may be as wild as the file. */
export interface EntryDraft {
  row: number
  articleId?: string | null
  url?: unknown
  title?: unknown
  byline?: unknown
  site?: unknown
  published?: unknown
  modified?: unknown
  licence?: unknown
  /** May be relative to the address. */
  leadImageUrl?: unknown
  language?: unknown
  tags?: readonly unknown[]
  state?: LibraryEntry['state']
  starred?: boolean
  addedAt?: number | null
  note?: unknown
  excerpt?: unknown
  content?: LibraryEntry['content']
  highlights?: readonly HighlightDraft[]
}

export interface HighlightDraft {
  exact: unknown
  prefix?: unknown
  suffix?: unknown
  note?: unknown
  color?: unknown
  tags?: readonly unknown[]
  createdAt?: number | null
  id?: string | null
  start?: number | null
}

/** An entry with every field cleaned and held to its limit. */
export function makeEntry(draft: EntryDraft): LibraryEntry {
  const url = webAddress(draft.url)
  // Apps without a title show the address in its place; that is no title.
  const title = oneLine(draft.title, 1000)
  return {
    row: draft.row,
    articleId: draft.articleId ?? null,
    url,
    title: title === url || title === draft.url ? '' : title,
    byline: oneLine(draft.byline, 1000),
    site: oneLine(draft.site, 500) || siteOf(url),
    published: oneLine(draft.published, 40),
    modified: oneLine(draft.modified, 40),
    licence: oneLine(draft.licence, 500),
    leadImageUrl: pictureAddress(draft.leadImageUrl, url),
    // wallabag writes "en_GB".
    language: oneLine(draft.language, 40).replaceAll('_', '-'),
    tags: cleanTags(draft.tags ?? []),
    state: draft.state ?? 'later',
    starred: draft.starred ?? false,
    addedAt: draft.addedAt ?? null,
    note: prose(draft.note, 1_000_000),
    excerpt: prose(draft.excerpt, 100_000),
    content: draft.content?.text.trim() ? draft.content : null,
    highlights: (draft.highlights ?? []).flatMap(makeHighlight).slice(0, 200_000)
  }
}

function makeHighlight(draft: HighlightDraft): EntryHighlight[] {
  // Our own say where the words stood, white space at their ends included.
  const exact = prose(draft.exact, 1_000_000, !draft.id)
  if (!exact.trim()) return []
  return [
    {
      exact,
      prefix: prose(draft.prefix, 10_000, false),
      suffix: prose(draft.suffix, 10_000, false),
      note: prose(draft.note, 1_000_000),
      color: colorNamed(draft.color),
      tags: cleanTags(draft.tags ?? []),
      createdAt: draft.createdAt ?? null,
      id: draft.id ?? null,
      start: draft.start ?? null
    }
  ]
}

/** The nearest of our five colours to the name another app uses. */
function colorNamed(name: unknown): EntryHighlight['color'] {
  const known: Record<string, EntryHighlight['color']> = {
    green: 'green',
    teal: 'green',
    blue: 'blue',
    cyan: 'blue',
    indigo: 'blue',
    pink: 'pink',
    red: 'pink',
    brown: 'pink',
    purple: 'purple',
    magenta: 'purple',
    violet: 'purple'
  }
  const key = typeof name === 'string' ? name.trim().toLowerCase() : ''
  return Object.hasOwn(known, key) ? known[key]! : 'yellow'
}

/** Seconds or milliseconds since 1970, or a date a machine wrote; null for anything else. */
export function timeOf(value: unknown): number | null {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{9,16}$/.test(value.trim()))) {
    const number = Number(value)
    // Microseconds, milliseconds, seconds: told apart by size between the years 1990 and 2200.
    for (const unit of [1000, 1, 0.001]) {
      const time = Math.round(number * unit)
      if (time > 631_152_000_000 && time < 7_258_118_400_000) return time
    }
    return null
  }
  if (typeof value !== 'string') return null
  const stated = value.trim()
  // "Mon, 05 Dec 2005 10:00:00 GMT", as mail and OPML write it (RFC 822); without a zone it is UTC.
  if (/^(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4}(?: \d{2}:\d{2}|$)/i.test(stated)) {
    const time = Date.parse(/(?:[a-z]{1,5}|[+-]\d{4})$/i.test(stated) ? stated : `${stated} UTC`)
    return Number.isNaN(time) ? null : time
  }
  // Else only what begins with a year: other orders of day and month cannot be told apart.
  if (!/^\d{4}-\d{2}-\d{2}/.test(stated)) return null
  const withZone = /(?:z|[+-]\d{2}:?\d{2})$/i.test(stated) || stated.length <= 10 ? stated : `${stated}Z`
  const time = Date.parse(withZone.replace(' ', 'T'))
  return Number.isNaN(time) ? null : time
}

/** A list written as JSON, as Python writes lists, or with commas between. */
export function listOf(value: unknown, separator = ','): string[] {
  if (Array.isArray(value)) return value.filter((one): one is string => typeof one === 'string')
  if (typeof value !== 'string') return []
  const stated = value.trim()
  if (stated.startsWith('[') && stated.endsWith(']')) {
    try {
      const list: unknown = JSON.parse(stated)
      if (Array.isArray(list)) return list.filter((one): one is string => typeof one === 'string')
    } catch {
      const quoted = [...stated.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)]
      return quoted.map((match) => (match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1'))
    }
  }
  return stated.split(separator)
}

/** A canonical http or https address without user name and password, or an empty string. */
export function webAddress(stated: unknown): string {
  if (typeof stated !== 'string' || stated.length > 8000) return ''
  const url = URL.parse(stated.trim())
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) return ''
  url.username = ''
  url.password = ''
  return url.href.length <= 8192 ? url.href : ''
}

/** An absolute address as it is; one that begins with a slash below the page it came from. */
function pictureAddress(stated: unknown, page: string): string {
  if (typeof stated !== 'string' || stated === '') return ''
  return (
    webAddress(stated) || (page && /^\.{0,2}\//.test(stated) ? webAddress(URL.parse(stated, page)?.href) : '')
  )
}

/** Where an address leads, for a reader: its host without "www."; empty when it is none. */
export function siteOf(url: string): string {
  return (URL.parse(url)?.hostname ?? '').replace(/^www\./, '')
}

/** One line of plain text: control characters and direction overrides removed, white space collapsed. */
export function oneLine(value: unknown, max: number): string {
  return typeof value === 'string'
    ? prose(value.slice(0, max * 8), max)
        .replace(/\s+/gu, ' ')
        .trim()
    : ''
}

function prose(value: unknown, max: number, trim = true): string {
  if (typeof value !== 'string') return ''
  const clean = value
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\0-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
  const cut = (trim ? clean.trim() : clean).slice(0, max)
  return cut.toWellFormed()
}

function cleanTags(tags: readonly unknown[]): string[] {
  const seen = new Map<string, string>()
  for (const tag of tags.slice(0, 1000)) {
    if (typeof tag !== 'string') continue
    const clean = oneLine(tag.normalize('NFC').replace(/^#/, ''), 100)
    if (clean && !seen.has(clean.toLowerCase())) seen.set(clean.toLowerCase(), clean)
  }
  return [...seen.values()]
}
