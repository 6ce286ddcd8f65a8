import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tagInQuery } from '../../shared/query-tokens.ts'
import type { SearchRequest } from '../../shared/search.ts'
import { answerQuery } from './answer-query.ts'
import { badQueries } from './bad-queries.ts'
import { FLEXSEARCH_VERSION } from './index-file.ts'
import { LibrarySearch } from './library-search.ts'
import { type FixtureLibrary, fixtureLibrary } from './search-fixture.ts'

let its: FixtureLibrary
let search: LibrarySearch
const river =
  'The river rises in the hills above the town. In spring the slow water carries clay. Nobody swims there. ' +
  'Further down, past the old mill and the long bridge, boats wait for the tide. At the mouth the water turns to salt, ' +
  'and the slow boats turn back before the river meets the open sea.'

beforeAll(async () => {
  its = fixtureLibrary()
  const one = its.addArticle({
    title: 'A river and its town',
    text: river,
    language: 'en',
    byline: 'Ana Núñez',
    site: 'Example Weekly',
    url: 'https://weekly.example.org/river',
    tags: ['water', 'Far Away'],
    addedAt: Date.UTC(2026, 2, 3),
    html: '<p data-at="0">x</p><img src="asset://image/0" alt="A heron &amp; a pike">'
  })
  const green = its.addHighlight(one, 'slow water carries clay', { color: 'green', tags: ['geology'] })
  const blue = its.addHighlight(one, 'boats wait for the tide', { color: 'blue' })
  its.addNote(one, 'Compare with the estuary essay', green)
  its.addNote(one, 'Reread in autumn')
  its.addNote(
    one,
    '# Later\n\nThe *weir* is **old**; see [the survey](https://survey.example.org/weirs).',
    blue
  )
  const two = its.addArticle({
    title: 'Clay pots',
    text: 'Water and clay make pots. The kiln burns at night.',
    language: 'en',
    tags: ['craft', 'Töpferei', 'the “new” wave'],
    addedAt: Date.UTC(2025, 5, 1)
  })
  its.db.prepare("UPDATE articles SET starred = 1, state = 'finished' WHERE id = ?").run(two)
  for (const [title, text, language] of [
    ['german', 'Die Straßen der Städte waren überfüllt.', 'de'],
    ['turkish', 'İstanbul’da ılık bir akşam, kitaplar ve çay.', 'tr'],
    ['greek', 'Οι άνθρωποι περπατούν στους δρόμους.', 'el'],
    ['cyrillic', 'Выборы прошли спокойно, ёлки стояли.', 'ru'],
    ['hebrew', 'הַסֵּפֶר נמצא על השולחן', 'he'],
    ['arabic', 'قَرَأَ أحمدُ الكِتَابَ في المدرسة مع عليّ', 'ar'],
    ['danish', 'Sørens hus på Ærø', 'da'],
    ['persian', 'علی به کتابخانه رفت', 'fa'],
    ['hindi', 'लड़कियाँ किताबें पढ़ती हैं', 'hi'],
    ['thai', 'การเมืองไทยเปลี่ยนแปลงอย่างรวดเร็ว', 'th'],
    ['khmer', 'ខ្ញុំស្រឡាញ់ប្រទេសកម្ពុជា ហើយរៀនភាសាខ្មែរ', 'km'],
    ['hebrew prefixes', 'קראתי בספר, ושמעתי שהשלום קרוב', 'he'],
    ['compounds', 'A well-known lighthousekeeper sang; the rail way was old.', 'en'],
    ['ligature', 'A film by nobody', 'en'],
    ['chinese', '我买了一部iPhone手机，用了三年。', 'zh'],
    ['traditional', '這部機器壞了，請打電話給醫院裡的醫師。', 'zh'],
    ['japanese', '東京ﾀﾜｰは高いです。ｶﾞﾗｽの机', 'ja'],
    ['korean', '한국어 문장은 아름답다', 'ko'],
    ['decomposed', 'Un cafe\u0301 tre\u0300s serre\u0301', 'fr']
  ] as const) {
    its.addArticle({ title, text, language })
  }
  search = new LibrarySearch({ ...its, onStatus: () => undefined })
  await search.caughtUp()
})
afterAll(async () => {
  await search.close()
  its.close()
})

const ask = (query: string, request: Partial<SearchRequest> = {}) =>
  search.query({ query, ...request }, () => false)
const titles = (query: string, request: Partial<SearchRequest> = {}) =>
  ask(query, { kinds: ['article'], ...request }).hits.map((hit) => hit.articleTitle)
const kinds = (query: string, request: Partial<SearchRequest> = {}) =>
  ask(query, request).hits.map((hit) => hit.kind)

describe('words', () => {
  it('are found by their stems, beginnings and accents left out', () => {
    expect(titles('rivers')).toEqual(['A river and its town'])
    expect(titles('riv')).toEqual(['A river and its town'])
    expect(titles('riv ')).toEqual([])
    expect(titles('nunez')).toEqual(['A river and its town'])
    expect(titles('heron')).toEqual(['A river and its town'])
    expect(titles('weekly')).toEqual(['A river and its town'])
  })

  it('forgive slips, and say what was meant', () => {
    for (const slip of ['rivre ', 'rver ', 'riveer ', 'fiver '])
      expect(titles(slip)).toEqual(['A river and its town'])
    const { hits, corrected } = ask('estaury ')
    expect(hits.map((hit) => hit.kind)).toEqual(['note'])
    expect(corrected).toBe('estuary')
    expect(ask('river').corrected).toBe(null)
  })

  it.each([
    ['strasse', 'german'],
    ['STÄDTE', 'german'],
    ['istanbul', 'turkish'],
    ['ILIK', 'turkish'],
    ['kitap', 'turkish'],
    ['ΑΝΘΡΩΠΟΙ', 'greek'],
    ['δρομους', 'greek'],
    ['выборов', 'cyrillic'],
    ['елки', 'cyrillic'],
    ['הספר', 'hebrew'],
    ['ספר', 'hebrew'],
    ['ספר', 'hebrew prefixes'],
    ['בספר', 'hebrew'],
    ['השולחן', 'hebrew'],
    ['שולחן', 'hebrew'],
    ['שלום', 'hebrew prefixes'],
    ['ושלום', 'hebrew prefixes'],
    ['wellknown', 'compounds'],
    ['well-known', 'compounds'],
    ['lighthouse-keeper', 'compounds'],
    ['railway ', 'compounds'],
    ['がらす', 'japanese'],
    ['たわー', 'japanese'],
    ['احمد', 'arabic'],
    ['كتاب', 'arabic'],
    ['المدرسه', 'arabic'],
    ['على', 'arabic'],
    ['الكتاب', 'arabic'],
    ['علي', 'persian'],
    ['كتابخانه', 'persian'],
    ['soren', 'danish'],
    ['SØREN', 'danish'],
    ['ærø', 'danish'],
    ['किताबें', 'hindi'],
    ['การเมือง', 'thai'],
    ['ស្រឡាញ់', 'khmer'],
    ['手机', 'chinese'],
    ['手機', 'chinese'],
    ['買了', 'chinese'],
    ['机器', 'traditional'],
    ['電話', 'traditional'],
    ['电话', 'traditional'],
    ['"医院里"', 'traditional'],
    ['"醫院裏"', 'traditional'],
    ['ガラス', 'japanese'],
    ['ｶﾞﾗｽ', 'japanese'],
    ['東', 'japanese'],
    ['机', 'chinese'],
    ['iphone', 'chinese'],
    ['タワー', 'japanese'],
    ['東京', 'japanese'],
    ['한국', 'korean'],
    ['한국'.normalize('NFD'), 'korean'],
    ['ភាសា', 'khmer'],
    ['ﬁlm', 'ligature'],
    ['아름답다', 'korean'],
    ['café serre', 'decomposed']
  ])('find %s in its script', (query, title) => {
    expect(titles(query)).toContain(title)
  })

  it('that were written as one are two that follow one another, if they do anywhere', () => {
    const { hits, corrected } = ask('wellknown ')
    expect(corrected).toBe('well known')
    expect(hits).toHaveLength(1)
    const [{ occurrences, snippet, marks }] = hits as [(typeof hits)[0]]
    expect(marks.map(([start, end]) => snippet.slice(start, end))).toEqual(['well-known'])
    expect(occurrences).toHaveLength(1)
    expect(ask('clayslow ')).toMatchObject({ hits: [], corrected: null })
    // Among other words it is looked for as it stands.
    expect(titles('wellknown river')).toEqual(['A river and its town'])
    // Typos come first: one letter is not two words.
    expect(ask('estaury ').corrected).toBe('estuary')
    expect(titles('rail-way')[0]).toBe('compounds')
  })

  it('lead to where they are, the fullest passage first', () => {
    const hit = ask('slow boats', { kinds: ['article'] }).hits[0]
    const found = hit?.occurrences.map(({ start, end }) => river.slice(start, end))
    expect(found?.slice(0, 2)).toEqual(['slow', 'boats'])
    expect(found?.length).toBe(4)
    expect(hit?.occurrences[0]?.start).toBe(river.lastIndexOf('slow'))
    for (const [start, end] of hit?.marks ?? [])
      expect(['slow', 'boats']).toContain(hit?.snippet.slice(start, end))
    expect(hit?.snippet.split(' ').length).toBeLessThanOrEqual(25)
  })

  it('show a note by its words, with the marks on them', () => {
    const shown = (query: string) => {
      const hit = ask(query, { kinds: ['note'] }).hits[0]
      return [hit?.snippet, hit?.marks.map(([start, end]) => hit.snippet.slice(start, end))]
    }
    expect(shown('weir')).toEqual(['Later  The weir is old; see the survey.', ['weir']])
    expect(shown('old survey')).toEqual(['Later  The weir is old; see the survey.', ['old', 'survey']])
    // Only the address has it: then the address is shown.
    expect(shown('survey.example.org')[1]).not.toEqual([])
  })
})

describe('operators', () => {
  it('look for exact phrases', () => {
    expect(titles('"slow water"')).toEqual(['A river and its town'])
    expect(titles('"water slow"')).toEqual([])
    expect(titles('"slow water" OR kiln').sort()).toEqual(['A river and its town', 'Clay pots'])
    expect(titles('water -"slow water"')).toEqual(['Clay pots'])
    expect(titles('"手机"')).toEqual(['chinese'])
    const hit = ask('"slow water"', { kinds: ['article'] }).hits[0]
    expect(hit?.occurrences.map(({ start, end }) => river.slice(start, end))).toEqual(['slow water'])
  })

  it('leave out, and join', () => {
    expect(titles('clay -kiln')).toEqual(['A river and its town'])
    expect(titles('kiln OR bridge').sort()).toEqual(['A river and its town', 'Clay pots'])
    expect(titles('-clay')).toEqual([])
    expect(titles('-clay has:highlight')).toEqual([])
    expect(titles('-kiln has:highlight')).toEqual(['A river and its town'])
  })

  it('look in one place', () => {
    expect(titles('in:title clay')).toEqual(['Clay pots'])
    expect(titles('in:body town')).toEqual(['A river and its town'])
    expect(kinds('in:notes estuary')).toEqual(['note'])
    expect(kinds('in:highlights clay')).toEqual(['highlight'])
    expect(titles('in:body heron pots')).toEqual(['Clay pots', 'A river and its town'])
  })

  it('filter', () => {
    expect(titles('clay tag:craft')).toEqual(['Clay pots'])
    expect(titles('tag:"far away"')).toEqual(['A river and its town'])
    expect(titles('tag:"far  away"')).toEqual(['A river and its town'])
    expect(titles('tag:TÖPFEREI')).toEqual(['Clay pots'])
    expect(titles(tagInQuery('the “new” wave'))).toEqual(['Clay pots'])
    expect(kinds('tag:geology').sort()).toEqual(['highlight', 'note'])
    expect(kinds('clay color:green')).toEqual(['highlight'])
    expect(kinds('boats color:blue')).toEqual(['highlight'])
    expect(titles('author:nunez')).toEqual(['A river and its town'])
    expect(titles('site:example.org')).toEqual(['A river and its town'])
    expect(titles('lang:de')).toEqual(['german'])
    expect(titles('clay is:finished')).toEqual(['Clay pots'])
    expect(titles('clay -is:starred')).toEqual(['A river and its town'])
    expect(titles('clay has:note')).toEqual(['A river and its town'])
    expect(titles('clay added:>2026-01-01')).toEqual(['A river and its town'])
    expect(titles('clay added:2025')).toEqual(['Clay pots'])
  })

  it('look for words near one another', () => {
    expect(titles('near:2 slow clay')).toEqual([])
    expect(titles('near:3 slow clay')).toEqual(['A river and its town'])
  })

  it('take the filters of the request', () => {
    expect(kinds('clay', { kinds: ['highlight'] })).toEqual(['highlight'])
    expect(titles('clay', { tags: ['craft'] })).toEqual(['Clay pots'])
    expect(kinds('slow', { colors: ['green'] })).toEqual(['highlight'])
    const [first] = ask('kiln').hits
    expect(titles('clay', { articleId: first?.articleId ?? undefined })).toEqual(['Clay pots'])
    expect(ask('clay', { limit: 1 }).hits.length).toBe(1)
  })
})

describe('filters few things pass', () => {
  it('find them however far down they are, in the order of the ranking', async () => {
    const many = fixtureLibrary()
    const words = (at: number) => `granite ${'pebble '.repeat(at % 7)}${'filler '.repeat(at % 11)}`
    for (let at = 0; at < 300; at++) {
      const rare = at % 29 === 0
      many.addArticle({ title: `stone ${at}`, text: words(at), ...(rare ? { tags: ['rare'] } : {}) })
    }
    const its = new LibrarySearch({ ...many, onStatus: () => undefined })
    await its.caughtUp()
    const found = (query: string, limit: number) =>
      its.query({ query, limit }, () => false).hits.map((hit) => hit.articleTitle)
    const all = found('granite pebble ', 1000)
    expect(all.length).toBe(300)
    const expected = all.filter((title) => Number(title.slice(6)) % 29 === 0)
    expect(expected.length).toBe(11)
    expect(found('granite pebble tag:rare', 1000)).toEqual(expected)
    expect(found('granite pebble tag:rare', 5)).toEqual(expected.slice(0, 5))
    expect(found('granite pebble -tag:rare', 1000).length).toBe(289)
    await its.close()
    many.close()
  })
})

describe('hits', () => {
  it('of highlights and their notes lead to the highlight', () => {
    const start = river.indexOf('slow water carries clay')
    const range = [{ start, end: start + 'slow water carries clay'.length }]
    expect(ask('clay', { kinds: ['highlight'] }).hits[0]).toMatchObject({
      color: 'green',
      occurrences: range,
      tags: ['geology']
    })
    expect(ask('estuary').hits[0]).toMatchObject({ kind: 'note', color: 'green', occurrences: range })
    expect(ask('autumn').hits[0]).toMatchObject({
      kind: 'note',
      highlightId: null,
      color: null,
      occurrences: []
    })
  })
})

describe('bad queries', () => {
  it.each(badQueries)('%s: an answer, which says whether the query was cut', (_, query) => {
    const answer = ask(query)
    expect(answer.cut).toBe(query.length > 500)
    expect(Array.isArray(answer.hits)).toBe(true)
  })

  it('that hold a word still find it', () => {
    expect(titles('"""river" ')).toEqual(['A river and its town'])
    expect(titles('\u202eriver\u202c')).toEqual(['A river and its town'])
    expect(titles('river\0town')).toEqual(['A river and its town'])
  })

  it('stop when they are told to, before any work if they can', () => {
    const untouchable = new Proxy({}, { get: () => expect.fail('nothing is to be read') }) as never
    const none = answerQuery(untouchable, untouchable, untouchable, { query: 'river' }, () => true)
    expect(none.hits).toEqual([])
    let asked = 0
    const answer = search.query({ query: 'river clay' }, () => asked++ > 0)
    expect(answer.hits).toEqual([])
  })
})

it('is made with the FlexSearch that is installed', () => {
  const file = new URL('../../../node_modules/flexsearch/package.json', import.meta.url)
  expect(JSON.parse(readFileSync(fileURLToPath(file), 'utf8'))).toMatchObject({ version: FLEXSEARCH_VERSION })
})
