import type { Database } from 'better-sqlite3'
import type { SearchKind } from '../../shared/search.ts'
import { blankSpans } from '../../shared/without-spans.ts'
import { statement } from '../db/statement.ts'
import { textFromStored } from '../import/body/stored-text.ts'
import { eachWord, primaryLanguage } from './analyze-text.ts'
import type { Entry } from './search-index.ts'
import { signsInThing } from './signs-in-thing.ts'
import { slotOf, type TermCounts } from './term-slots.ts'

/** The searchable texts of one article, highlight, note or notebook, as the library holds them now. */
export interface Thing {
  kind: SearchKind
  id: string
  language: string
  title: string
  /**
   * What offsets are counted in for an article; the words of a highlight or a note. Signs of notes are blanks in it.
   */
  body: string
  /** Byline, site, tags. */
  extras: string[]
  /** Descriptions of pictures: found, but not part of the text. */
  alts: string[]
}

interface ThingRow {
  title: string
  body: string
  html: string
  language: string
  byline: string
  site: string
  tags: string | null
}

const queries: Readonly<Record<SearchKind, string>> = {
  article: `SELECT a.title, v.text AS body, v.html, a.language, a.byline, a.site,
      (SELECT json_group_array(tag) FROM article_tags WHERE article_id = a.id) AS tags
    FROM articles a JOIN article_versions v ON v.id = a.current_version_id
    WHERE a.id = ? AND a.trashed_at IS NULL`,
  highlight: `SELECT '' AS title, h.exact AS body, '' AS html, a.language, '' AS byline, '' AS site,
      (SELECT json_group_array(tag) FROM highlight_tags WHERE highlight_id = h.id) AS tags
    FROM highlights h JOIN articles a ON a.id = h.article_id
    WHERE h.id = ? AND a.trashed_at IS NULL`,
  note: `SELECT '' AS title, n.body, '' AS html, a.language, '' AS byline, '' AS site, NULL AS tags
    FROM notes n JOIN articles a ON a.id = n.article_id
    WHERE n.id = ? AND a.trashed_at IS NULL`,
  notebook: `SELECT b.title, b.body, '' AS html, '' AS language, '' AS byline, '' AS site, NULL AS tags
    FROM notebooks b WHERE b.id = ?`
}

/** Undefined when there is no such thing, or it is in the Trash. */
export function readThing(library: Database, kind: SearchKind, id: string): Thing | undefined {
  const row = statement(library, queries[kind]).get(id) as ThingRow | undefined
  if (row === undefined) return undefined
  return {
    kind,
    id,
    language: primaryLanguage(row.language),
    title: row.title,
    body: blankSpans(row.body, signsInThing(library, kind, id, row.body)),
    extras: [row.byline, row.site, ...(JSON.parse(row.tags ?? '[]') as string[])].filter(
      (text) => text !== ''
    ),
    alts: alternativeTexts(row.html)
  }
}

/** Our own stored HTML: attributes are always in double quotes. */
function alternativeTexts(html: string): string[] {
  return Array.from(
    html.matchAll(/<(?:img|span class="missing-image")[^>]*? (?:alt|aria-label)="([^"]+)"/g),
    (found) => textFromStored(found[1] ?? '')
  )
}

/** Characters analysed before others get their turn: about 10 ms. */
const SLICE = 100_000

/** Counts the words of a thing. Yields from time to time, so that a book does not hold up a query. */
export function* countWords(thing: Thing): Generator<undefined, Entry> {
  const counts = new Map<string, TermCounts & { surface: string }>()
  const words = new Map<string, string>()
  let field: keyof TermCounts = 'title'
  let length = 0
  const take = (term: string, surface: string) => {
    length++
    let its = counts.get(term)
    if (its === undefined) {
      its = { title: 0, extra: 0, body: 0, surface: '' }
      counts.set(term, its)
    }
    its[field]++
    if (its.surface === surface) return
    its.surface = surface
    words.set(surface, term)
  }
  eachWord(thing.title, thing.language, take)
  const titleLength = length
  field = 'extra'
  for (const extra of thing.extras) eachWord(extra, thing.language, take)
  length = 0
  field = 'body'
  for (let from = 0; from < thing.body.length; ) {
    const to = sliceEnd(thing.body, from)
    eachWord(thing.body, thing.language, take, { from, to })
    from = to
    if (from < thing.body.length) yield undefined
  }
  for (const alt of thing.alts) eachWord(alt, thing.language, take)
  return {
    kind: thing.kind,
    id: thing.id,
    titleLength,
    bodyLength: length,
    terms: [...counts.keys()],
    slots: Array.from(counts.values(), slotOf),
    words
  }
}

/** A slice ends before white space, so that no word is cut; a text without any ends where it ends. */
function sliceEnd(text: string, from: number): number {
  if (from + SLICE >= text.length) return text.length
  const space = /\s/g
  space.lastIndex = from + SLICE
  return space.exec(text)?.index ?? text.length
}
