import type { Database } from 'better-sqlite3'
import { highlightColors } from '../../shared/highlights.ts'
import { plainMarkdown } from '../../shared/plain-markdown.ts'
import type { SearchAnswer, SearchHit, SearchKind, SearchRequest } from '../../shared/search.ts'
import { blankSpans } from '../../shared/without-spans.ts'
import { statement } from '../db/statement.ts'
import type { NoteSigns } from '../highlights/note-signs.ts'
import { primaryLanguage } from './analyze-text.ts'
import { buildPlan, type SearchPlan } from './build-plan.ts'
import { allKinds, kindNames, kindNumbers } from './document-table.ts'
import { expander } from './expand-words.ts'
import { type Found, filterThings, idsFiltered, isFiltered, listFiltered } from './filter-things.ts'
import { findMarks, findPassages, holdsPhrases, type Passages } from './find-passages.ts'
import { type ParsedQuery, parseQuery } from './parse-query.ts'
import type { Ranking } from './ranking.ts'
import type { SearchIndex } from './search-index.ts'
import { signsInThing } from './signs-in-thing.ts'
import { pendingChanges } from './take-in.ts'

const DEFAULT_LIMIT = 50
/** Ranked beyond those asked for, since some may not pass the filters. */
const SPARE = 10
/** Texts read to check phrases at most; then the answer is what was found so far. */
const MAX_CHECKED = 5000
/** So are they, after the first few, when an answer has taken so long, and this part of it so long, in ms. */
const ALWAYS_CHECKED = 50
const ANSWERING_MS = 60
const CHECKING_MS = 20
/** So many things that pass the filters are few. */
const FEW = 4000
/** Things looked up at once. */
const MAX_STEP = 500

/**
 * Answers a query from the index and the library as they are now.
 * @param stopped asked first and between steps; once it is true an answer without hits comes back.
 */
export function answerQuery(
  library: Database,
  db: Database,
  index: SearchIndex,
  request: SearchRequest,
  stopped: () => boolean
): SearchAnswer {
  const began = performance.now()
  // While it waited for its turn, a newer one was typed.
  if (stopped()) return { hits: [], cut: false, corrected: null, pending: 0, tookMs: 0 }
  const parsed = parseQuery(request.query)
  const limit = request.limit ?? DEFAULT_LIMIT
  const find = (splits: boolean): { hits: SearchHit[]; corrected: string | null; partial: boolean } => {
    const plan = buildPlan(parsed, expander(db, index, { splits }), request.kinds, stopped)
    if (plan.empty) {
      const listed = isFiltered(parsed, request)
        ? listThings(library, index, plan, parsed, request, limit)
        : []
      return { hits: listed.map((found) => toHit(library, found, 0, plan)), corrected: null, partial: false }
    }
    const picked = pickHits(library, index, plan, parsed, request, limit, began)
    // What was taken for two words is nowhere as these: then it is a slip of the keys.
    if (plan.split && picked.hits.length === 0 && !stopped()) return find(false)
    return { ...picked, corrected: plan.corrected }
  }
  const { hits, corrected, partial } = db.transaction(() => {
    index.refresh()
    return find(isOneWord(parsed))
  })()
  return {
    hits: stopped() ? [] : hits,
    cut: parsed.cut || partial,
    corrected,
    pending: pendingChanges(library, db),
    tookMs: performance.now() - began
  }
}

/** In a longer question a word that nobody wrote is one of many: two words for it must not decide over all of them. */
const isOneWord = ({ groups }: ParsedQuery) =>
  groups.length === 1 &&
  groups[0]!.every(({ phrase, text }) => !phrase && /^[\p{L}\p{M}]+$/u.test(text)) &&
  groups[0]!.length === 1

/** Goes down the ranking in growing steps until enough things have passed the filters. */
function pickHits(
  library: Database,
  index: SearchIndex,
  plan: SearchPlan,
  parsed: ParsedQuery,
  request: SearchRequest,
  limit: number,
  asked: number
): { hits: SearchHit[]; partial: boolean } {
  const hits: SearchHit[] = []
  const reading = readsTexts(plan)
  const filtered = isFiltered(parsed, request)
  let checked = 0
  let step = limit + SPARE
  // Where most documents pass, the best few are enough, and found much sooner.
  let ranking: Ranking = index.search(reading ? plan : { ...plan, depth: step })
  const until = Math.max(asked + ANSWERING_MS, performance.now() + CHECKING_MS)
  let narrowed = false
  for (let from = 0; hits.length < limit; ) {
    if (plan.stopped()) return { hits: [], partial: false }
    const passing =
      from > 0 && filtered && !narrowed ? docsFiltered(library, index, plan, parsed, request) : undefined
    narrowed ||= from > 0
    if (passing?.size === 0) break
    if (from > 0 && !ranking.complete) ranking = index.search(plan)
    if (passing !== undefined) {
      ranking = ranking.only(passing)
      hits.length = 0
      from = 0
    }
    if (from >= ranking.length) break
    const ranked = ranking.slice(from, from + step)
    from += step
    step = Math.min(step * 4, MAX_STEP)
    const found = findThings(library, index, ranked, parsed, request)
    for (const { doc, score } of ranked) {
      const thing = found.get(doc)
      if (thing === undefined) continue
      if (plan.stopped()) return { hits: [], partial: false }
      if (reading && ++checked > ALWAYS_CHECKED && (checked > MAX_CHECKED || performance.now() > until)) {
        return { hits, partial: true }
      }
      const hit = checkedHit(library, thing, score, plan)
      if (hit !== undefined) hits.push(hit)
      if (hits.length === limit) break
    }
  }
  return { hits, partial: ranking.cut }
}

/** The documents that pass the filters, when few enough do that going down the whole ranking would cost more. */
function docsFiltered(
  library: Database,
  index: SearchIndex,
  plan: SearchPlan,
  parsed: ParsedQuery,
  request: SearchRequest
): Set<number> | undefined {
  const docs = new Set<number>()
  for (const kind of allKinds) {
    if ((plan.kinds & (1 << kindNumbers[kind])) === 0) continue
    const ids = idsFiltered(library, kind, parsed, request, FEW + 1)
    if (ids.length > FEW) return undefined
    for (const doc of index.docsOf(kind, ids)) docs.add(doc)
  }
  return docs
}

/** Whether documents are held against their texts: many may fail. */
function readsTexts(plan: SearchPlan): boolean {
  return plan.phraseGroups.length > 0 || plan.withoutPhrases.length > 0 || plan.near !== null
}

function findThings(
  library: Database,
  index: SearchIndex,
  ranked: readonly { doc: number }[],
  parsed: ParsedQuery,
  request: SearchRequest
): Map<number, Found> {
  const byKind = new Map<SearchKind, Map<string, number>>()
  for (const { doc, kind, id } of index.things(ranked.map((each) => each.doc))) {
    const name = kindNames[kind]
    if (name === undefined) continue
    let ids = byKind.get(name)
    if (ids === undefined) {
      ids = new Map()
      byKind.set(name, ids)
    }
    ids.set(id, doc)
  }
  const found = new Map<number, Found>()
  for (const [kind, ids] of byKind) {
    for (const thing of filterThings(library, kind, [...ids.keys()], parsed, request)) {
      const doc = ids.get(thing.id)
      if (doc !== undefined) found.set(doc, thing)
    }
  }
  return found
}

const texts: Readonly<Record<SearchKind, string>> = {
  article:
    'SELECT v.text FROM articles a JOIN article_versions v ON v.id = a.current_version_id WHERE a.id = ?',
  highlight: 'SELECT exact FROM highlights WHERE id = ?',
  note: 'SELECT body FROM notes WHERE id = ?',
  notebook: 'SELECT body FROM notebooks WHERE id = ?'
}

/** A text, and the places in it of signs of notes: it is looked through and shown without them. */
interface ReadText {
  text: string
  signs: NoteSigns
}

function readText(library: Database, { kind, id }: Found): ReadText {
  const text = (statement(library, texts[kind]).pluck().get(id) as string | undefined) ?? ''
  return { text, signs: signsInThing(library, kind, id, text) }
}

function checkedHit(library: Database, found: Found, score: number, plan: SearchPlan): SearchHit | undefined {
  const read = readText(library, found)
  const language = primaryLanguage(found.language)
  const words = blankSpans(read.text, read.signs)
  const readable =
    found.kind === 'article' || found.kind === 'notebook' ? [found.articleTitle, words] : [words]
  if (!holdsPhrases(readable, language, plan)) return undefined
  return hitOf(found, score, plan, read)
}

function toHit(library: Database, found: Found, score: number, plan: SearchPlan): SearchHit {
  return hitOf(found, score, plan, readText(library, found))
}

function hitOf(found: Found, score: number, plan: SearchPlan, read: ReadText): SearchHit {
  const language = primaryLanguage(found.language)
  const passages = shownPassages(found, read, plan)
  const range = found.start === null || found.end === null ? [] : [{ start: found.start, end: found.end }]
  return {
    kind: found.kind,
    articleId: found.articleId as SearchHit['articleId'],
    notebookId: (found.kind === 'notebook' ? found.id : null) as SearchHit['notebookId'],
    articleTitle: found.articleTitle,
    highlightId: found.highlightId as SearchHit['highlightId'],
    color: highlightColors.find((color) => color === found.color) ?? null,
    score,
    snippet: passages.snippet,
    marks: passages.marks,
    titleMarks: findMarks(found.articleTitle, language, plan),
    occurrences: found.kind === 'article' ? passages.occurrences : range,
    tags: JSON.parse(found.tags) as string[]
  }
}

/**
 * What is written is Markdown: shown by its words, unless only an address or another sign of it was found. What was
 * read is shown without the signs of notes that stick to its words.
 */
function shownPassages(found: Found, { text, signs }: ReadText, plan: SearchPlan): Passages {
  const { kind } = found
  const language = primaryLanguage(found.language)
  if (kind === 'note' || kind === 'notebook') {
    const plain = plainMarkdown(text)
    const passages = findPassages(plain, language, plan)
    if (plain === text || passages.marks.length > 0) return passages
    const raw = findPassages(text, language, plan)
    return raw.marks.length > 0 ? raw : passages
  }
  return findPassages(text, language, plan, signs)
}

/** Things that pass the filters, for a query without words to look for; newest first. */
function listThings(
  library: Database,
  index: SearchIndex,
  plan: SearchPlan,
  parsed: ParsedQuery,
  request: SearchRequest,
  limit: number
): Found[] {
  const unwanted = new Set<string>()
  const excluded = plan.clauses.map((clause) => ({ ...clause, role: 'any' as const }))
  if (excluded.length > 0) {
    const ranking = index.search({ ...plan, clauses: excluded })
    const docs = ranking.slice(0, ranking.length).map(({ doc }) => doc)
    for (const { kind, id } of index.things(docs)) unwanted.add(`${kindNames[kind]} ${id}`)
  }
  const listed: Found[] = []
  for (const kind of allKinds) {
    if ((plan.kinds & (1 << kindNumbers[kind])) === 0) continue
    listed.push(
      ...listFiltered(library, kind, parsed, request, limit + unwanted.size).filter(
        ({ id }) => !unwanted.has(`${kind} ${id}`)
      )
    )
  }
  return listed.sort((a, b) => b.at - a.at).slice(0, limit)
}
