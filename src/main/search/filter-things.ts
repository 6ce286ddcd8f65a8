import type { Database } from 'better-sqlite3'
import { assertNever } from '../../shared/errors.ts'
import type { HighlightColor } from '../../shared/highlights.ts'
import type { SearchKind, SearchRequest } from '../../shared/search.ts'
import { statement } from '../db/statement.ts'
import { foldWord } from './fold-words.ts'
import type { Filter, ParsedQuery } from './parse-query.ts'

/** What is shown of a thing that passed the filters. */
export interface Found {
  kind: SearchKind
  id: string
  /** Null for notebooks, which belong to no article. */
  articleId: string | null
  articleTitle: string
  language: string
  highlightId: string | null
  color: HighlightColor | null
  /** The highlight's range, when it is one of the current version. */
  start: number | null
  end: number | null
  /** JSON array. */
  tags: string
  at: number
}

type Kinds = Readonly<Record<SearchKind, string>>

const tables: Kinds = {
  article: `SELECT 'article' AS kind, a.id, a.id AS articleId, a.title AS articleTitle, a.language,
      NULL AS highlightId, NULL AS color, NULL AS start, NULL AS "end",
      (SELECT json_group_array(tag) FROM article_tags WHERE article_id = a.id) AS tags, a.added_at AS at
    FROM articles a`,
  highlight: `SELECT 'highlight' AS kind, h.id, a.id AS articleId, a.title AS articleTitle, a.language,
      h.id AS highlightId, h.color,
      iif(h.version_id = a.current_version_id, h.text_start, NULL) AS start,
      iif(h.version_id = a.current_version_id, h.text_end, NULL) AS "end",
      (SELECT json_group_array(tag) FROM highlight_tags WHERE highlight_id = h.id) AS tags, h.created_at AS at
    FROM highlights h JOIN articles a ON a.id = h.article_id`,
  note: `SELECT 'note' AS kind, n.id, a.id AS articleId, a.title AS articleTitle, a.language,
      h.id AS highlightId, h.color,
      iif(h.version_id = a.current_version_id, h.text_start, NULL) AS start,
      iif(h.version_id = a.current_version_id, h.text_end, NULL) AS "end",
      '[]' AS tags, n.updated_at AS at
    FROM notes n JOIN articles a ON a.id = n.article_id LEFT JOIN highlights h ON h.id = n.highlight_id`,
  notebook: `SELECT 'notebook' AS kind, b.id, NULL AS articleId, b.title AS articleTitle, '' AS language,
      NULL AS highlightId, NULL AS color, NULL AS start, NULL AS "end", '[]' AS tags, b.updated_at AS at
    FROM notebooks b`
}
const idColumns: Kinds = { article: 'a.id', highlight: 'h.id', note: 'n.id', notebook: 'b.id' }

/** @param is what is asked of a tag, with one value in it */
function tagConditions(is: string): Kinds {
  const articleTag = `EXISTS (SELECT 1 FROM article_tags WHERE article_id = a.id AND ${is})`
  const highlightTag = `EXISTS (SELECT 1 FROM highlight_tags WHERE highlight_id = h.id AND ${is})`
  return {
    article: articleTag,
    highlight: highlightTag,
    // A note has the tags of what it is written on.
    note: `iif(n.highlight_id IS NULL, ${articleTag}, ${highlightTag})`,
    notebook: '0'
  }
}
/** SQLite knows capitals of ASCII only, and looks a tag of these up in an index. */
const isAscii = /^[\0-\x7f]*$/
const plainTags = tagConditions('tag = ?')
const anyTags = tagConditions('small_letters(tag) = ?')
const noteConditions: Kinds = {
  article: 'EXISTS (SELECT 1 FROM notes WHERE article_id = a.id)',
  highlight: 'EXISTS (SELECT 1 FROM notes WHERE highlight_id = h.id)',
  note: '1',
  notebook: '1'
}
const highlightConditions: Kinds = {
  article: 'EXISTS (SELECT 1 FROM highlights WHERE article_id = a.id)',
  highlight: '1',
  note: 'n.highlight_id IS NOT NULL',
  notebook:
    "EXISTS (SELECT 1 FROM links WHERE source_kind = 'notebook' AND source_id = b.id AND target_kind = 'highlight')"
}

interface Condition {
  sql: string
  values: (string | number)[]
}

/** SQL functions the filters use. */
export function prepareFilters(library: Database): void {
  library.function('fold_text', { deterministic: true }, (value) =>
    foldWord(typeof value === 'string' ? value : '')
  )
  library.function('small_letters', { deterministic: true }, (value) =>
    typeof value === 'string' ? value.toLowerCase() : ''
  )
}

/** True when something other than the text narrows the answer. */
export function isFiltered(parsed: ParsedQuery, request: SearchRequest): boolean {
  return (
    parsed.filters.length > 0 ||
    parsed.withoutFilters.length > 0 ||
    request.articleId !== undefined ||
    (request.tags?.length ?? 0) > 0 ||
    (request.colors?.length ?? 0) > 0
  )
}

/** Of things of one kind, those that pass; in no order. */
export function filterThings(
  library: Database,
  kind: SearchKind,
  ids: readonly string[],
  parsed: ParsedQuery,
  request: SearchRequest
): Found[] {
  const { sql, values } = conditions(kind, parsed, request)
  return statement(
    library,
    `${tables[kind]} WHERE ${idColumns[kind]} IN (SELECT value FROM json_each(?)) AND ${sql}`
  ).all(JSON.stringify(ids), ...values) as Found[]
}

/** Things of one kind that pass, newest first: the answer to a query without words. */
export function listFiltered(
  library: Database,
  kind: SearchKind,
  parsed: ParsedQuery,
  request: SearchRequest,
  limit: number
): Found[] {
  const { sql, values } = conditions(kind, parsed, request)
  return statement(
    library,
    `${tables[kind]} WHERE ${sql} ORDER BY at DESC, ${idColumns[kind]} DESC LIMIT ?`
  ).all(...values, limit) as Found[]
}

/** Ids of at most `most` things of one kind that pass; in no order. */
export function idsFiltered(
  library: Database,
  kind: SearchKind,
  parsed: ParsedQuery,
  request: SearchRequest,
  most: number
): string[] {
  const { sql, values } = conditions(kind, parsed, request)
  return statement(library, `SELECT ${idColumns[kind]} FROM ${sources[kind]} WHERE ${sql} LIMIT ?`)
    .pluck()
    .all(...values, most) as string[]
}

function conditions(kind: SearchKind, parsed: ParsedQuery, request: SearchRequest): Condition {
  const all: Condition[] = [
    // The plus keeps SQLite from walking all articles that are not in the Trash to find a few by id.
    { sql: kind === 'notebook' ? '1' : '+a.trashed_at IS NULL', values: [] }
  ]
  for (const group of parsed.filters) all.push(anyOf(group.map((filter) => condition(kind, filter))))
  for (const filter of parsed.withoutFilters) {
    const { sql, values } = condition(kind, filter)
    all.push({ sql: `NOT coalesce(${sql}, 0)`, values })
  }
  for (const tag of request.tags ?? []) all.push(condition(kind, { type: 'tag', value: tag }))
  const colors = request.colors ?? []
  if (colors.length > 0) all.push(anyOf(colors.map((value) => condition(kind, { type: 'color', value }))))
  if (request.articleId !== undefined)
    all.push(kind === 'notebook' ? nothing : { sql: 'a.id = ?', values: [request.articleId] })
  return { sql: all.map(({ sql }) => sql).join(' AND '), values: all.flatMap(({ values }) => values) }
}

/** What is said of articles holds for no notebook. */
const nothing: Condition = { sql: '0', values: [] }

function anyOf(some: readonly Condition[]): Condition {
  return { sql: `(${some.map(({ sql }) => sql).join(' OR ')})`, values: some.flatMap(({ values }) => values) }
}

function condition(kind: SearchKind, filter: Filter): Condition {
  if (kind === 'notebook' && filter.type !== 'has') return nothing
  switch (filter.type) {
    case 'tag': {
      const name = filter.value.normalize('NFC').replace(/\s+/gu, ' ')
      const isPlain = isAscii.test(name)
      const sql = (isPlain ? plainTags : anyTags)[kind]
      const tag = isPlain ? name : name.toLowerCase()
      return { sql, values: kind === 'note' ? [tag, tag] : [tag] }
    }
    case 'color':
      // Colours are of highlights; an article has none.
      return kind === 'article' ? { sql: '0', values: [] } : { sql: 'h.color = ?', values: [filter.value] }
    case 'author':
      return { sql: 'instr(fold_text(a.byline), ?) > 0', values: [foldWord(filter.value)] }
    case 'site':
      return {
        sql: '(instr(fold_text(a.site), ?) > 0 OR instr(lower(a.url), ?) > 0)',
        values: [foldWord(filter.value), filter.value.toLowerCase()]
      }
    case 'lang':
      return {
        sql: "(lower(a.language) = ? OR substr(lower(a.language), 1, ?) = ? || '-')",
        values: [filter.value.toLowerCase(), filter.value.length + 1, filter.value.toLowerCase()]
      }
    case 'is':
      return filter.value === 'starred'
        ? { sql: 'a.starred = 1', values: [] }
        : { sql: 'a.state = ?', values: [filter.value] }
    case 'has':
      return { sql: (filter.value === 'note' ? noteConditions : highlightConditions)[kind], values: [] }
    case 'added':
      return { sql: '(a.added_at >= ? AND a.added_at < ?)', values: [filter.from, filter.to] }
    default:
      return assertNever(filter)
  }
}

/** A thing that passed, and the article it belongs to. */
export interface Owner {
  id: string
  articleId: string
  language: string
}

const sources: Kinds = {
  article: 'articles a',
  highlight: 'highlights h JOIN articles a ON a.id = h.article_id',
  note: 'notes n JOIN articles a ON a.id = n.article_id LEFT JOIN highlights h ON h.id = n.highlight_id',
  notebook: 'notebooks b'
}
/** What a saved search finds are articles, and a notebook belongs to none. */
export type OwnedKind = Exclude<SearchKind, 'notebook'>
const ownerOf = (kind: OwnedKind) =>
  `SELECT ${idColumns[kind]} AS id, a.id AS articleId, a.language FROM ${sources[kind]}`

/** Of things of one kind, those that pass; in no order. */
export function ownersAmong(
  library: Database,
  kind: OwnedKind,
  ids: readonly string[],
  parsed: ParsedQuery
): Owner[] {
  const { sql, values } = conditions(kind, parsed, { query: '' })
  return statement(
    library,
    `${ownerOf(kind)} WHERE ${idColumns[kind]} IN (SELECT value FROM json_each(?)) AND ${sql}`
  ).all(JSON.stringify(ids), ...values) as Owner[]
}

/** All things of one kind that pass; in no order. */
export function ownersFiltered(library: Database, kind: OwnedKind, parsed: ParsedQuery): Owner[] {
  const { sql, values } = conditions(kind, parsed, { query: '' })
  return statement(library, `${ownerOf(kind)} WHERE ${sql}`).all(...values) as Owner[]
}
