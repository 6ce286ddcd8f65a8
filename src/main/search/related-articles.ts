import type { Database } from 'better-sqlite3'
import type { RelatedArticle, RelatedRequest } from '../../shared/search.ts'
import { sourceOf } from '../articles/source-of.ts'
import { statement } from '../db/statement.ts'
import { eachWord } from './analyze-text.ts'
import { kindNumbers } from './document-table.ts'
import { foldWord } from './fold-words.ts'
import { ANY_FIELD, type Clause } from './plan.ts'
import { readThing } from './read-things.ts'
import type { SearchIndex } from './search-index.ts'
import { isStopWord } from './stop-words.ts'

/** Terms asked for. More say little: the weights fall off fast. */
const TERMS = 24
/** Terms of the article looked up in the index; those it has most often come first. */
const CONSIDERED = 200
/** Characters of a text that say what it is about: a book does not hold up a query. */
const READ = 60_000
/** A word in the title says so much more (as in ranking). */
const TITLE_WEIGHT = 4
const K1 = 1.5
/**
 * Below this share of the score an article has for itself, two have little to do with one another: on
 * XQuAD, paragraphs of one article mostly lie above it.
 */
const LEAST = 0.1
const SHARED_WORDS = 3
const DEFAULT_LIMIT = 5

interface Telling {
  term: string
  /** As the article writes it. */
  word: string
  weight: number
}

/**
 * The articles most like one: its most telling terms (frequent in it, rare in the library: tf·idf), asked
 * of the index like a query whose words count by how much they tell ("more like this").
 * @param stopped asked between steps; once it is true the answer is empty.
 */
export function relatedArticles(
  library: Database,
  db: Database,
  index: SearchIndex,
  request: RelatedRequest,
  stopped: () => boolean
): RelatedArticle[] {
  const limit = request.limit ?? DEFAULT_LIMIT
  return db.transaction(() => {
    index.refresh()
    const telling = tellingTerms(library, index, request.articleId)
    if (telling.length === 0 || stopped()) return []
    const clauses: Clause[] = telling.map(({ term, weight }) => ({
      role: 'any',
      alternatives: [{ terms: [term], weight: 1 }],
      times: weight
    }))
    const kinds = 1 << kindNumbers.article
    const ranking = index.search({ clauses, kinds, fields: [0, ANY_FIELD, 0, 0], depth: limit + 1, stopped })
    const ranked = ranking.slice(0, limit + 1)
    if (stopped()) return []
    const ids = new Map(index.things(ranked.map(({ doc }) => doc)).map(({ doc, id }) => [doc, id]))
    const own = ranked.find(({ doc }) => ids.get(doc) === request.articleId)?.score
    // Not among the first: the index has another text of it than the library.
    if (own === undefined) return []
    const alike = ranked.filter(
      ({ doc, score }) => ids.get(doc) !== request.articleId && score / own >= LEAST
    )
    const shared = sharedWords(
      index,
      telling,
      alike.map(({ doc }) => doc)
    )
    return alike.flatMap(({ doc, score }) => {
      const words = shared.get(doc) ?? []
      const row = readRow(library, ids.get(doc) ?? '')
      // One word in common is chance.
      if (row === undefined || words.length < 2) return []
      return [
        {
          ...row,
          similarity: Math.min(1, score / own),
          sharedWords: words.slice(0, SHARED_WORDS)
        }
      ]
    })
  })()
}

type Row = Pick<RelatedArticle, 'articleId' | 'title' | 'byline' | 'source' | 'language' | 'wordCount'>

function readRow(library: Database, id: string): Row | undefined {
  const row = statement(
    library,
    `SELECT id AS articleId, title, byline, site, url, language, word_count AS wordCount FROM articles
     WHERE id = ? AND trashed_at IS NULL`
  ).get(id) as (Omit<Row, 'source'> & { site: string; url: string }) | undefined
  if (!row) return undefined
  const { site, url, ...rest } = row
  return { ...rest, source: sourceOf(site, url) }
}

/** Frequency in the article, saturated as in BM25, by rarity in the library; the most telling first. */
function tellingTerms(library: Database, index: SearchIndex, articleId: string): Telling[] {
  const thing = readThing(library, 'article', articleId)
  if (thing === undefined) return []
  const { language } = thing
  const counts = new Map<string, { count: number; word: string }>()
  const take = (text: string, by: number) =>
    eachWord(
      text,
      language,
      (term, surface, start, end) => {
        // One letter, or the last character of a run once more, is no word.
        if (surface.length < 2 || isStopWord(surface, language, foldWord)) return
        const known = counts.get(term)
        if (known === undefined) counts.set(term, { count: by, word: text.slice(start, end) })
        else known.count += by
      },
      { to: Math.min(text.length, READ) }
    )
  take(thing.title, TITLE_WEIGHT)
  take(thing.body, 1)
  const all = index.docs.live
  return [...counts]
    .sort(([, a], [, b]) => b.count - a.count)
    .slice(0, CONSIDERED)
    .map(([term, { count, word }]) => {
      const documents = index.documentsWith(term)
      const rarity = Math.log(1 + Math.max(0, all - documents + 0.5) / (documents + 0.5))
      // Rarity counts here and once more in the ranking, as it does when two tf·idf vectors are compared.
      return { term, word, documents, weight: (rarity * count) / (K1 + count) }
    })
    .filter(({ documents }) => documents > 1)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, TERMS)
}

/** By document, the words it shares with the article, the most telling first. */
function sharedWords(
  index: SearchIndex,
  telling: readonly Telling[],
  docs: readonly number[]
): Map<number, string[]> {
  const shared = new Map<number, string[]>(docs.map((doc) => [doc, []]))
  for (const { term, word } of telling) {
    for (const doc of index.having(term, docs)) shared.get(doc)?.push(word)
  }
  return shared
}
