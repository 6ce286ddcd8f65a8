import type { DocumentTable } from './document-table.ts'
import type { Alternative, Clause, Plan } from './plan.ts'

/** How soon saying a word again adds little (BM25). Flat around its best; see docs/decisions/0004-search-index.md. */
export const K1 = 1.5

/** Postings read for one question, and for what must not be in it, at most: some 20 ms each … */
const AFFORDABLE = 300_000
/** … or, in a larger library, as many as so many words have that stand in every document. */
const AFFORDABLE_WORDS = 2

/** Terms in more documents than this are read last, and then only as far as they can matter. */
const COMMON = 2048

export interface Weighed extends Alternative {
  documents: number
  common: boolean
  /** The most it can add to a score, known before it is read when it is common. */
  factor: number
}
export interface WeighedClause {
  role: Clause['role']
  alternatives: Weighed[]
  times: number
  documents: number
  bound: number
}

/** The clauses in the order they are read: what must not be, what must, the rare, the common by what they can add. */
export function weigh(
  plan: Plan,
  docs: DocumentTable,
  source: { documentsWith(term: string): number }
): WeighedClause[] {
  const order = { none: 0, all: 1, any: 2 }
  return plan.clauses
    .map((clause): WeighedClause => {
      let documents = 0
      let bound = 0
      const alternatives = clause.alternatives.map((alternative): Weighed => {
        const its = alternative.terms.reduce((sum, term) => sum + source.documentsWith(term), 0)
        documents += its
        const common = its > COMMON
        // Of a common term, so many are still there as of all documents.
        const share = docs.live / Math.max(1, docs.live + docs.gone)
        const factor = common
          ? factorOf(alternative, clause.times, its * share, docs.live)
          : Number.POSITIVE_INFINITY
        bound = Math.max(bound, factor)
        return { ...alternative, documents: its, common, factor }
      })
      alternatives.sort((a, b) => b.factor - a.factor)
      return { ...clause, alternatives, documents, bound }
    })
    .sort((a, b) => order[a.role] - order[b.role] || compare(b.bound, a.bound) || a.documents - b.documents)
}

/**
 * As many of the clauses, and of their spellings, as can be read in good time: what says most comes first, and
 * the commonest words, which say little, are left out. Only a question of a dozen words that stand nearly
 * everywhere in a very large library is cut.
 */
export function affordable(
  clauses: readonly WeighedClause[],
  live: number
): { clauses: WeighedClause[]; cut: boolean } {
  const most = Math.max(AFFORDABLE, AFFORDABLE_WORDS * live)
  let none = most
  let others = most
  let cut = false
  const kept: WeighedClause[] = []
  for (const clause of clauses) {
    const alternatives = clause.alternatives.filter(({ documents }) => {
      const left = clause.role === 'none' ? none : others
      // One word is read, however common it is.
      if (documents > left && left < most) return false
      if (clause.role === 'none') none -= Math.min(none, documents)
      else others -= Math.min(others, documents)
      return true
    })
    // What a word may begin or be a slip for is a help; only what was typed itself is missed.
    if (clause.alternatives.some((its) => its.weight === 1 && !alternatives.includes(its))) cut = true
    if (alternatives.length > 0) kept.push({ ...clause, alternatives })
  }
  return { clauses: kept, cut }
}

/** Infinity equals itself. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b
}

/** What BM25 gives a term at most, by its rarity. */
export function factorOf(alternative: Alternative, times: number, documents: number, live: number): number {
  const frequency = Math.min(documents, live)
  return Math.log(1 + (live - frequency + 0.5) / (frequency + 0.5)) * (K1 + 1) * times * alternative.weight
}
