import { create, insertMultiple, search as searchOrama } from '@orama/orama'
import { stemmer as english } from '@orama/stemmers/english'
import Database from 'better-sqlite3'
import { Index } from 'flexsearch'
import lunr from 'lunr'
import MiniSearch from 'minisearch'
import { detectLanguage } from '../../src/main/import/article/language.ts'
import { foldWord } from '../../src/main/search/fold-words.ts'
import { LibrarySearch } from '../../src/main/search/library-search.ts'
import { fixtureLibrary } from '../../src/main/search/search-fixture.ts'
import { droppableWords } from '../../src/main/search/stop-words.ts'

export interface Doc {
  id: string
  title: string
  text: string
}

/** One search engine over one set of documents; `search` answers ids, best first. */
export interface Engine {
  name: string
  search(query: string): string[] | Promise<string[]>
  close(): Promise<void>
}

type Build = (docs: readonly Doc[]) => Promise<Engine>

/** Results asked of everyone. */
const DEPTH = 50

/** Lectern as the app runs it, but for the thread: same library, index file, parser, passages. */
export const lectern: Build = async (docs) => {
  const library = fixtureLibrary()
  const ids = new Map<string, string>()
  library.db.transaction(() => {
    for (const doc of docs) {
      // What the importer would find out.
      const language = detectLanguage(`${doc.title} ${doc.text}`)
      ids.set(library.addArticle({ title: doc.title, text: doc.text, language }), doc.id)
    }
  })()
  const search = new LibrarySearch({ ...library, onStatus: () => undefined })
  await search.caughtUp()
  return {
    name: 'Lectern',
    search: (query) =>
      search
        .query({ query, limit: DEPTH }, () => false)
        .hits.map((hit) => ids.get(hit.articleId ?? '') ?? ''),
    close: async () => {
      await search.close()
      library.close()
    }
  }
}

const stopWords = new Set(
  'a an and are as at be but by for from has have he her his how i if in into is it its me my no not of on or our she so that the their them then there these they this to was we were what when where which who whom why will with would you your can could do does did been being had having'.split(
    ' '
  )
)

/** The best configuration of the notes: porter, OR, title weighed double, stop words out, repeated words kept. */
export const fts5: Build = async (docs) => fts('FTS5 porter', 'porter unicode61', docs)
const fts5Trigram: Build = async (docs) => fts('FTS5 trigram', 'trigram', docs)

async function fts(name: string, tokenize: string, docs: readonly Doc[]): Promise<Engine> {
  const db = new Database(':memory:')
  db.exec(`CREATE VIRTUAL TABLE t USING fts5 (title, text, tokenize = '${tokenize}')`)
  const insert = db.prepare('INSERT INTO t (rowid, title, text) VALUES (?, ?, ?)')
  db.transaction(() => {
    for (const [at, doc] of docs.entries()) insert.run(at + 1, doc.title, doc.text)
  })()
  const select = db.prepare('SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, 2.0, 1.0) LIMIT ?').pluck()
  return {
    name,
    search: (query) => {
      const match = tokenize === 'trigram' ? trigrams(query) : ftsQuery(query)
      if (match === '') return []
      return (select.all(match, DEPTH) as number[]).map((row) => docs[row - 1]?.id ?? '')
    },
    close: async () => {
      db.close()
    }
  }
}

/**
 * Every word, repeats included: FTS5 counts a repeated word twice, as we do. It is given our own lists of
 * words that say nothing, in every language, so that no lead comes from keeping them from it.
 */
export function ftsQuery(query: string): string {
  const all = query.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  const folded = all.map(foldWord)
  const droppable = droppableWords(folded, foldWord)
  return all
    .filter((_, at) => !droppable.has(folded[at] ?? ''))
    .map((word) => `"${word}"`)
    .join(' OR ')
}

function trigrams(query: string): string {
  const all: string[] = []
  for (const word of query.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) {
    const letters = [...word]
    for (let at = 0; at + 3 <= letters.length; at++) all.push(`"${letters.slice(at, at + 3).join('')}"`)
  }
  return all.join(' OR ')
}

export const miniSearch: Build = async (docs) => mini('MiniSearch', docs, {})
export const miniSearchStemmed: Build = async (docs) =>
  mini('MiniSearch stemmed', docs, {
    processTerm: (term: string) => {
      const lower = term.toLowerCase()
      return stopWords.has(lower) ? null : english(lower)
    },
    searchOptions: { boost: { title: 2 } }
  })

async function mini(name: string, docs: readonly Doc[], options: object): Promise<Engine> {
  const index = new MiniSearch<Doc>({ fields: ['title', 'text'], ...options })
  index.addAll(docs)
  return {
    name,
    search: (query) =>
      index
        .search(query)
        .slice(0, DEPTH)
        .map((hit) => String(hit.id)),
    close: async () => undefined
  }
}

export const lunrEngine: Build = async (docs) => {
  const index = lunr((builder) => {
    builder.ref('id')
    builder.field('title', { boost: 2 })
    builder.field('text')
    for (const doc of docs) builder.add(doc)
  })
  return {
    name: 'lunr',
    search: (query) => {
      // lunr's own syntax characters are words here, as for everyone.
      const words = query.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim()
      return words === ''
        ? []
        : index
            .search(words)
            .slice(0, DEPTH)
            .map((hit) => hit.ref)
    },
    close: async () => undefined
  }
}

export const orama: Build = async (docs) => {
  const db = create({
    schema: { key: 'string', title: 'string', text: 'string' },
    components: { tokenizer: { stemming: true, stemmer: english, language: 'english' } }
  })
  await insertMultiple(
    db,
    docs.map(({ id, title, text }) => ({ key: id, title, text }))
  )
  return {
    name: 'Orama',
    search: async (query) => {
      const found = await searchOrama(db, {
        term: query,
        properties: ['title', 'text'],
        boost: { title: 2 },
        limit: DEPTH
      })
      return found.hits.map((hit) => hit.document.key)
    },
    close: async () => undefined
  }
}

export const plainFlexSearch: Build = async (docs) => {
  const index = new Index({ tokenize: 'strict' })
  for (const [at, doc] of docs.entries()) index.add(at, `${doc.title} ${doc.text}`)
  return {
    name: 'FlexSearch suggest',
    search: (query) =>
      (index.search(query, { limit: DEPTH, suggest: true }) as number[]).map((at) => docs[at]?.id ?? ''),
    close: async () => undefined
  }
}

export const everyone: readonly Build[] = [
  lectern,
  fts5,
  fts5Trigram,
  miniSearch,
  miniSearchStemmed,
  lunrEngine,
  orama,
  plainFlexSearch
]
