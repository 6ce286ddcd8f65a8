import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DocumentTable } from './document-table.ts'
import type { Clause, Plan } from './plan.ts'
import { type PostingSource, rankDocuments } from './rank-documents.ts'
import { SLOTS } from './term-slots.ts'

const DOCS = 9000
const shares = [0.0004, 0.002, 0.01, 0.24, 0.4, 0.6, 0.9, 1]
const words = shares.map((_, at) => `w${at}`)

/** Documents of random lengths and kinds, some of them gone; the n-th word is in about `shares[n]` of all. */
function library(seed: number) {
  let state = seed >>> 0
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const docs = new DocumentTable()
  for (let doc = 1; doc <= DOCS; doc++) {
    const kind = random() < 0.8 ? 1 : 2
    docs.add({
      doc,
      kind,
      title_length: 1 + Math.floor(random() * 9),
      body_length: 1 + Math.floor(random() * 900)
    })
  }
  const postings = shares.map((share) => {
    const its: [doc: number, slot: number][] = []
    for (let doc = 1; doc <= DOCS; doc++) {
      if (random() < share) its.push([doc, Math.floor(random() * SLOTS)])
    }
    return its
  })
  for (let doc = 1; doc <= DOCS; doc++) if (random() < 0.05) docs.remove(doc)
  let read = 0
  const source: PostingSource = {
    documentsWith: (term) => postings[words.indexOf(term)]?.length ?? 0,
    load: (term, into, only) => {
      for (const [doc, slot] of postings[words.indexOf(term)] ?? []) {
        if (only?.[doc] === 0) continue
        read++
        into.push(doc, slot)
      }
    }
  }
  return {
    rank: (plan: Omit<Plan, 'stopped'>) => {
      read = 0
      return { ranking: rankDocuments({ ...plan, stopped: () => false }, docs, source), read }
    }
  }
}

const alternative = fc.record({
  terms: fc.constantFrom(...words).map((word) => [word]),
  weight: fc.constantFrom(1, 0.8, 0.3)
})
const clause: fc.Arbitrary<Clause> = fc.record({
  role: fc.constantFrom('any', 'any', 'any', 'any', 'all', 'none'),
  alternatives: fc.uniqueArray(alternative, {
    minLength: 1,
    maxLength: 3,
    selector: ({ terms }) => terms[0]
  }),
  times: fc.integer({ min: 1, max: 2 })
})

describe('rankDocuments', () => {
  it('gives the same best documents whether it ranks all or only as many as are wanted', () => {
    const libraries = [1, 2].map(library)
    fc.assert(
      fc.property(
        fc.constantFrom(...libraries),
        fc.array(clause, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 60 }),
        fc.constantFrom([0, 7, 7, 7], [0, 1, 7, 7], [0, 4, 0, 0]),
        ({ rank }, clauses, depth, fields) => {
          const plan = { clauses, fields, kinds: 0b1110 }
          const all = rank(plan).ranking
          const few = rank({ ...plan, depth }).ranking
          expect(few.slice(0, depth)).toEqual(all.slice(0, depth))
          if (few.complete) expect(few.length).toBe(all.length)
        }
      ),
      { numRuns: 150 }
    )
  })

  it('reads common words only where a rare one is', () => {
    const { rank } = library(3)
    const clauses: Clause[] = ['w2', 'w7'].map((word) => ({
      role: 'any',
      alternatives: [{ terms: [word], weight: 1 }],
      times: 1
    }))
    const plan = { clauses, fields: [0, 7, 7, 7], kinds: 0b1110 }
    const few = rank({ ...plan, depth: 20 })
    expect(few.ranking.complete).toBe(false)
    expect(few.read).toBeLessThan(DOCS / 10)
    expect(rank(plan).read).toBeGreaterThan(DOCS)
  })

  it('leaves the commonest words of a question out that asks for too much, and says so', () => {
    const { docs, source } = everyDocument(400_000)
    const clauses = ['rare', 'all1', 'all2', 'all3'].map(
      (word): Clause => ({ role: 'any', alternatives: [{ terms: [word], weight: 1 }], times: 1 })
    )
    const plan = { clauses, fields: [0, 7, 7, 7], kinds: 0b1110, stopped: () => false }
    const ranking = rankDocuments(plan, docs, source)
    expect(ranking.cut).toBe(true)
    expect(ranking.slice(0, 1)[0]?.doc).toBe(7)
    expect(rankDocuments({ ...plan, clauses: clauses.slice(0, 2) }, docs, source).cut).toBe(false)
    expect(rankDocuments({ ...plan, whole: true }, docs, source).cut).toBe(false)
    // What a word may begin is a help, and not missed.
    const help = clauses.map((its, at) => ({
      ...its,
      alternatives: its.alternatives.map(({ terms }) => ({ terms, weight: at === 0 ? 1 : 0.5 }))
    }))
    expect(rankDocuments({ ...plan, clauses: help }, docs, source).cut).toBe(false)
  })
})

/** Articles that all have the words `all1`, `all2` …; the seventh alone has `rare`. */
function everyDocument(count: number) {
  const docs = new DocumentTable()
  for (let doc = 1; doc <= count; doc++) docs.add({ doc, kind: 1, title_length: 5, body_length: 100 })
  const source: PostingSource = {
    documentsWith: (term) => (term === 'rare' ? 1 : count),
    load: (term, into) => {
      if (term === 'rare') into.push(7, SLOTS - 2)
      else for (let doc = 1; doc <= count; doc++) into.push(doc, SLOTS - 2)
    }
  }
  return { docs, source }
}
