import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HighlightFilter } from '../../shared/highlights.ts'
import { type FixtureLibrary, fixtureLibrary } from '../search/search-fixture.ts'
import { listAllHighlights } from './list-highlights.ts'

/** More in one article than are read by way of its index, and more than are listed as named ones. */
const LARGE = 6000

let library: FixtureLibrary
let small: string
let large: string
beforeAll(() => {
  library = fixtureLibrary()
  library.db.transaction(() => {
    large = library.addArticle({ title: 'Large', addedAt: 1 })
    small = library.addArticle({ title: 'Small', addedAt: 2 })
    for (let at = 0; at < LARGE; at++) {
      const id = library.addHighlight(large, `word ${at % 50 === 0 ? 'seldom' : 'often'} ${at}`)
      if (at === 17) library.addNote(large, 'Why seldom?', id)
    }
    for (let at = 0; at < 30; at++) library.addHighlight(small, at % 3 === 0 ? 'Seldom here' : 'often here')
  })()
})
afterAll(() => library.close())

it('finds the same by words, whether few or many have them, in all articles or in one', () => {
  const { db } = library
  const everything = listAllHighlights(db, {}, { offset: 0, limit: 10_000 }).items
  const notes = new Map(db.prepare('SELECT highlight_id, body FROM notes').raw().all() as [string, string][])
  for (const contains of ['seldom', 'often', 'word', 'seldom 50', 'nowhere', ' WHY ']) {
    for (const articleId of [undefined, small, large]) {
      const words = contains.trim().toLowerCase()
      const expected = everything.filter(
        (one) =>
          (articleId === undefined || one.articleId === articleId) &&
          (one.exact.toLowerCase().includes(words) || notes.get(one.id)?.toLowerCase().includes(words))
      )
      const filter = { contains, ...(articleId && { articleId }) } as HighlightFilter
      for (const page of [
        { offset: 0, limit: 100 },
        { offset: 90, limit: 40 }
      ]) {
        const found = listAllHighlights(db, filter, page)
        expect(found.total, contains).toBe(expected.length)
        const wanted = expected.slice(page.offset, page.offset + page.limit)
        expect(found.items.map((one) => one.id)).toEqual(wanted.map((one) => one.id))
      }
    }
  }
})
