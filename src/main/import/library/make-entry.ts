import { siteOf, webAddress } from '../article/web-address.ts'
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
      tags: cleanTags([...(draft.tags ?? []), ...tagOfColor(draft.color)]),
      createdAt: draft.createdAt ?? null,
      id: draft.id ?? null,
      start: draft.start ?? null
    }
  ]
}

/** The nearest of our five colours to the name another app uses. */
const colors: Readonly<Record<string, EntryHighlight['color']>> = {
  yellow: 'yellow',
  orange: 'yellow',
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
const colorKey = (name: unknown) => (typeof name === 'string' ? name.trim().toLowerCase() : '')

function colorNamed(name: unknown): EntryHighlight['color'] {
  const key = colorKey(name)
  return Object.hasOwn(colors, key) ? colors[key]! : 'yellow'
}

/** What a colour meant that we do not have would be lost among the others: its name stays as a tag. */
function tagOfColor(name: unknown): string[] {
  const key = colorKey(name)
  return Object.hasOwn(colors, key) && colors[key] !== key ? [key] : []
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

/** An absolute address as it is; one that begins with a slash below the page it came from. */
function pictureAddress(stated: unknown, page: string): string {
  if (typeof stated !== 'string' || stated === '') return ''
  return (
    webAddress(stated) || (page && /^\.{0,2}\//.test(stated) ? webAddress(URL.parse(stated, page)?.href) : '')
  )
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
