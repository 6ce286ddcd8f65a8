import type { Database } from 'better-sqlite3'
import type { SearchKind } from '../../shared/search.ts'
import { blankSpans } from '../../shared/without-spans.ts'
import { statement } from '../db/statement.ts'
import { primaryLanguage } from './analyze-text.ts'
import { buildPlan, type SearchPlan } from './build-plan.ts'
import { kindNames, kindNumbers } from './document-table.ts'
import { expander } from './expand-words.ts'
import { isFiltered, type OwnedKind, type Owner, ownersAmong, ownersFiltered } from './filter-things.ts'
import { holdsPhrases } from './find-passages.ts'
import { type ParsedQuery, parseQuery } from './parse-query.ts'
import type { Clause } from './plan.ts'
import type { SearchIndex } from './search-index.ts'
import { signsInThing } from './signs-in-thing.ts'

const kinds: readonly OwnedKind[] = ['article', 'highlight', 'note']
/** Things looked up before others get their turn: a few milliseconds. */
const SLICE = 2000
/** Texts read before others get their turn, and at most: as in an ordinary answer. */
const TEXT_SLICE = 10
const MAX_CHECKED = 5000

/** What the index knows about a query: what may match, still to be looked up in the library. */
export interface Candidates {
  parsed: ParsedQuery
  plan: SearchPlan
  /** By kind; undefined for a query without words, which only filters. */
  ids: Map<SearchKind, string[]> | undefined
  /** Articles that hold a word they must not. */
  unwanted: Set<string>
}

/**
 * The index's part of a saved search. Unlike an answer, which ranks whatever has some of the words, a list
 * has only what has all of them: otherwise nearly everything would be in it.
 */
export function findCandidates(db: Database, index: SearchIndex, query: string): Candidates {
  // With a space at its end, the last word is not taken for a beginning.
  const parsed = parseQuery(`${query.slice(0, 500)} `)
  return db.transaction(() => {
    index.refresh()
    // Nobody is there to see that a word was taken for two.
    const plan = buildPlan(parsed, expander(db, index, { splits: false }), undefined, () => false)
    const search = (clauses: readonly Clause[], allowed: number) => {
      const ranking = index.search({ ...plan, clauses, kinds: allowed, whole: true })
      return index.things(ranking.slice(0, ranking.length).map(({ doc }) => doc))
    }
    const excluded = plan.clauses.filter(({ role }) => role === 'none')
    const unwanted = new Set<string>()
    if (excluded.length > 0) {
      const any = excluded.map((clause): Clause => ({ ...clause, role: 'any' }))
      for (const { id } of search(any, 1 << kindNumbers.article)) unwanted.add(id)
    }
    if (plan.empty) return { parsed, plan, ids: undefined, unwanted }
    const all = plan.clauses.map(
      (clause): Clause => (clause.role === 'any' ? { ...clause, role: 'all' } : clause)
    )
    const ids = new Map<SearchKind, string[]>()
    for (const { kind, id } of search(all, plan.kinds)) {
      const name = kindNames[kind]
      if (name === undefined) continue
      const known = ids.get(name)
      if (known) known.push(id)
      else ids.set(name, [id])
    }
    return { parsed, plan, ids, unwanted }
  })()
}

/**
 * The library's part: the articles that match themselves or by a highlight or note of theirs, outside the
 * Trash, in no order. Waits for `pause` from time to time, so that queries come in between.
 */
export async function matchArticles(
  library: Database,
  { parsed, plan, ids, unwanted }: Candidates,
  pause: () => Promise<void>
): Promise<string[]> {
  const allowed = kinds.filter((kind) => (plan.kinds & (1 << kindNumbers[kind])) !== 0)
  const found = new Set<string>()
  const indirect = new Set<string>()
  const take = (kind: OwnedKind, owners: readonly Owner[]) => {
    for (const { articleId } of owners) (kind === 'article' ? found : indirect).add(articleId)
  }
  if (ids === undefined) {
    if (!isFiltered(parsed, { query: '' })) return []
    const named = parsed.filters.flat().some(({ type }) => type === 'color')
    // `is:unread` means articles; only a colour is a matter of highlights and their notes.
    for (const kind of named || !allowed.includes('article') ? allowed : (['article'] as const)) {
      take(kind, ownersFiltered(library, kind, parsed))
      await pause()
    }
  } else {
    let checked = 0
    for (const kind of kinds) {
      const its = ids.get(kind) ?? []
      for (let from = 0; from < its.length; from += SLICE) {
        const owners = ownersAmong(library, kind, its.slice(from, from + SLICE), parsed)
        if (!needsText(plan)) take(kind, owners)
        else {
          for (const owner of owners) {
            if (checked === MAX_CHECKED) break
            if (++checked % TEXT_SLICE === 0) await pause()
            if (holdsPhrases(textsOf(library, kind, owner), primaryLanguage(owner.language), plan)) {
              take(kind, [owner])
            }
          }
        }
        await pause()
      }
    }
  }
  // What must not be is said of the article, also when a note of its led to it.
  const others = [...indirect].filter((id) => !found.has(id))
  const without = parsed.withoutFilters.filter(({ type }) => type !== 'color')
  for (let from = 0; from < others.length; from += SLICE) {
    const some = others.slice(from, from + SLICE)
    take(
      'article',
      ownersAmong(library, 'article', some, { ...parsed, filters: [], withoutFilters: without })
    )
  }
  return [...found].filter((id) => !unwanted.has(id))
}

const needsText = (plan: SearchPlan) =>
  plan.phraseGroups.length > 0 || plan.withoutPhrases.length > 0 || plan.near !== null

const texts: Readonly<Record<OwnedKind, string>> = {
  article: `SELECT v.text, a.title || char(10) FROM articles a JOIN article_versions v ON v.id = a.current_version_id
    WHERE a.id = ?`,
  highlight: 'SELECT exact FROM highlights WHERE id = ?',
  note: 'SELECT body FROM notes WHERE id = ?'
}

function textsOf(library: Database, kind: OwnedKind, { id }: Owner): string[] {
  const [text = '', ...others] = (statement(library, texts[kind]).raw().get(id) as string[] | undefined) ?? []
  return [blankSpans(text, signsInThing(library, kind, id, text)), ...others]
}
