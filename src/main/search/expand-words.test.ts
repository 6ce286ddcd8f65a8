import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LibrarySearch } from './library-search.ts'
import { type FixtureLibrary, fixtureLibrary } from './search-fixture.ts'

let its: FixtureLibrary
let search: LibrarySearch

beforeAll(async () => {
  its = fixtureLibrary()
  const language = 'en'
  for (let at = 0; at < 45; at++) {
    its.addArticle({ title: `Report ${at}`, text: 'A casual word about the government.', language })
  }
  its.addArticle({ title: 'Misspelt', text: 'What the goverment did.', language })
  its.addArticle({ title: 'Known but rare', text: 'A causal model of tides.', language })
  its.addArticle({ title: 'Cyrillic', text: 'Приливы и отливы', language: 'ru' })
  its.addArticle({ title: 'Long', text: 'Multipolarity returns.', language })
  search = new LibrarySearch({ ...its, onStatus: () => undefined })
  await search.caughtUp()
})
afterAll(async () => {
  await search.close()
  its.close()
})

const ask = (query: string) => search.query({ query, limit: 100 }, () => false)
const titles = (query: string) => ask(query).hits.map((hit) => hit.articleTitle)

describe('a word that is rare', () => {
  it('and near a common one brings that too, after its own', () => {
    const found = titles('goverment ')
    expect(found[0]).toBe('Misspelt')
    expect(found.length).toBe(46)
    expect(ask('goverment ').corrected).toBe(null)
  })

  it('and known stays first: it may be what is meant', () => {
    expect(titles('causal ')[0]).toBe('Known but rare')
    expect(titles('causal tides')[0]).toBe('Known but rare')
  })

  it('brings nothing else when its neighbours are rare too', () => {
    expect(titles('tides ')).toEqual(['Known but rare'])
  })
})

describe('a word that is common', () => {
  it('does not bring the slips of others', () => {
    expect(titles('government ')).not.toContain('Misspelt')
    expect(titles('casual ')).not.toContain('Known but rare')
  })
})

describe('a word nobody wrote', () => {
  it.each([
    ['прилввы ', 'Cyrillic'],
    ['прливы ', 'Cyrillic'],
    ['multiplarity ', 'Long'],
    ['multiploarity ', 'Long'],
    ['multiplarty ', 'Long'],
    ['mosel ', 'Known but rare'],
    ['omdel ', 'Known but rare']
  ])('%s is taken for its nearest', (query, title) => {
    expect(titles(query)).toEqual([title])
    expect(ask(query).corrected).not.toBe(null)
  })
})
