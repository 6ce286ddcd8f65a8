import { parseDocument } from 'yaml'
import { timeOf } from '../article/stated-time.ts'
import { isoDate } from './text-masthead.ts'

/** What the YAML block at the top of a Markdown file states. Every value is a string as it was written. */
export interface FrontMatter {
  title: string
  standfirst: string
  byline: string
  site: string
  url: string
  published: string
  modified: string
  licence: string
  leadImageUrl: string
  language: string
  tags: string[]
  /** When the reader kept it, milliseconds since 1970. */
  addedAt: number | undefined
}

const LONGEST = 65_536

/** Splits a Markdown text into its front matter and its body; a block that is no YAML stays text. */
export function readFrontMatter(text: string): { matter: FrontMatter; body: string } {
  const empty: FrontMatter = {
    title: '',
    standfirst: '',
    byline: '',
    site: '',
    url: '',
    published: '',
    modified: '',
    licence: '',
    leadImageUrl: '',
    language: '',
    tags: [],
    addedAt: undefined
  }
  if (!text.startsWith('---\n')) return { matter: empty, body: text }
  const end = /\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text.slice(0, LONGEST))
  if (!end) return { matter: empty, body: text }
  const fields = parse(text.slice(4, end.index + 1))
  if (!fields) return { matter: empty, body: text }
  const body = text.slice(end.index + end[0].length)
  const one = (...names: string[]) => names.map((name) => strings(fields.get(name))[0]).find(Boolean) ?? ''
  const all = (...names: string[]) =>
    names.map((name) => strings(fields.get(name))).find((list) => list.length) ?? []
  return {
    matter: {
      title: one('title', 'headline', 'name'),
      standfirst: one('standfirst', 'subtitle', 'dek', 'description', 'summary', 'excerpt', 'abstract'),
      byline: all('author', 'authors', 'byline', 'by', 'creator')
        .map((name) => name.replace(/^\[\[(?:[^\]|]*\|)?(.+)\]\]$/, '$1'))
        .join(', '),
      site: one('site', 'publication', 'publisher', 'website', 'site_name'),
      url: one('url', 'source', 'link', 'canonical', 'canonical_url', 'original'),
      published: isoOf(one('published', 'date', 'date_published', 'datepublished', 'publishdate', 'pubdate')),
      // Beside a note's own birthday these tell when the note was touched, not the text.
      modified: fields.has('created')
        ? ''
        : isoOf(one('modified', 'date_modified', 'datemodified', 'lastmod', 'last_modified', 'updated')),
      licence: one('licence', 'license', 'rights', 'copyright'),
      leadImageUrl: one('image', 'cover', 'thumbnail', 'banner', 'lead_image', 'og_image'),
      language: one('language', 'lang', 'locale'),
      tags: all('tags', 'keywords', 'tag', 'topics', 'categories').flatMap((tag) => tag.split(',')),
      addedAt: timeOf(one('added', 'created', 'clipped', 'saved', 'date_added', 'date_saved')) ?? undefined
    },
    body
  }
}

/** The mapping with lower-case names, or undefined when the block is something else (a rule, a table). */
function parse(yaml: string): Map<string, unknown> | undefined {
  // All scalars stay strings: a date must not be read in some time zone, nor "no" as false.
  const document = parseDocument(yaml, { schema: 'failsafe', uniqueKeys: false })
  if (document.errors.length) return undefined
  // Aliases that multiply ("billion laughs") are refused by the parser with an error.
  try {
    const value: unknown = document.toJS({ mapAsMap: true, maxAliasCount: 50 })
    if (!(value instanceof Map)) return undefined
    return new Map([...value].map(([key, field]) => [String(key).toLowerCase().trim(), field]))
  } catch {
    return undefined
  }
}

/** The strings of a scalar, of a list, or of a list of `{ name }`. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return value.trim() ? [value.trim()] : []
  if (value instanceof Map) return strings(value.get('name'))
  if (Array.isArray(value)) return value.slice(0, 1000).flatMap(strings)
  return []
}

function isoOf(stated: string): string {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?$/.test(stated) && isoDate(stated.slice(0, 10)))
    return stated
  return isoDate(stated)
}
