import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { closedAfterwards, testLibrary } from '../testing/test-search.ts'
import { answerQuery } from './answer-query.ts'
import { clearOutPostings } from './clear-out-postings.ts'
import { prepareFilters } from './filter-things.ts'
import { openIndexFile, readNumber, writeMeta } from './index-file.ts'
import { decodeBlob, Postings } from './posting-blob.ts'
import type { FixtureLibrary } from './search-fixture.ts'
import { SearchIndex } from './search-index.ts'
import { beginRebuild, finishRebuild, takeInBatch } from './take-in.ts'

const never = () => false
const atOnce = () => Promise.resolve()

/** One process that has the index open. */
function processOf(its: FixtureLibrary) {
  const library = closedAfterwards(new Database(its.libraryFile, { readonly: true }))
  prepareFilters(library)
  const db = closedAfterwards(openIndexFile(its.indexFile, 'fixture'))
  const index = new SearchIndex(db)
  return {
    db,
    index,
    takeIn: (pause = atOnce) => takeInBatch(library, db, index, 5000, pause, never),
    found: (query: string) =>
      answerQuery(library, db, index, { query, limit: 1000 }, never).hits.map(({ articleId }) => articleId)
  }
}

/** Enough that they are loaded in steps. */
const addMany = (its: FixtureLibrary, title: string, count = 60) =>
  Array.from({ length: count }, (_, at) => its.addArticle({ title: `${title} ${at}`, text: 'meadow' }))

it('begins anew with what it was loading when everything is to be read again meanwhile', async () => {
  const its = testLibrary()
  const ids = addMany(its, 'granite')
  const [one, other] = [processOf(its), processOf(its)]
  let begun = false
  await one.takeIn(async () => {
    if (!begun) beginRebuild(other.db, other.index, false)
    begun = true
  })
  expect(begun).toBe(true)
  while (await one.takeIn()) expect(one.found('granite')).toHaveLength(ids.length)
  finishRebuild(one.db, one.index)
  expect(one.found('granite ').toSorted()).toEqual(ids.toSorted())
  expect(other.found('granite ')).toHaveLength(ids.length)
})

it('clears nothing out that is just being loaded', async () => {
  const its = testLibrary()
  addMany(its, 'granite')
  const [one, other] = [processOf(its), processOf(its)]
  await one.takeIn()
  const ids = addMany(its, 'slate')
  let clearings = 0
  await one.takeIn(async () => {
    // As if very many had been deleted before.
    const dead = readNumber(other.db, 'dead')
    writeMeta(other.db, 'dead', 5000)
    await clearOutPostings(other.db, other.index, atOnce, never)
    writeMeta(other.db, 'dead', dead)
    clearings++
  })
  expect(clearings).toBeGreaterThan(2)
  expect(one.found('slate ').toSorted()).toEqual(ids.toSorted())
  expect(one.found('granite ')).toHaveLength(60)
})

it('knows in how many documents each word is, also after clearing out', async () => {
  const its = testLibrary()
  const ids = addMany(its, 'granite', 1200)
  const { db, index, takeIn } = processOf(its)
  await takeIn()
  its.db.transaction(() => {
    const purge = its.db.prepare('DELETE FROM articles WHERE id = ?')
    for (const id of ids.slice(0, 1100)) purge.run(id)
  })()
  await takeIn()
  const counted = () => {
    const terms = db.prepare('SELECT id, documents FROM terms WHERE documents > 0').raw().all()
    const postings = db.prepare('SELECT term, segment, data FROM postings').raw().all()
    const held = new Map<number, number>()
    for (const [term, segment, data] of postings as [number, number, Buffer][]) {
      const its = new Postings()
      decodeBlob(data, segment, its)
      held.set(term, (held.get(term) ?? 0) + its.length)
    }
    return { said: new Map(terms as [number, number][]), held }
  }
  const before = counted()
  expect(before.said).toEqual(before.held)
  await clearOutPostings(db, index, atOnce, never)
  const after = counted()
  expect(after.said).toEqual(after.held)
  expect(Math.max(...after.held.values())).toBe(100)
  expect(Math.max(...before.held.values())).toBe(1200)
})
