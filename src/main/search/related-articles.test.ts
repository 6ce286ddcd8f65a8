import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LibrarySearch } from './library-search.ts'
import { type FixtureLibrary, fixtureLibrary } from './search-fixture.ts'

/** Articles by subject; within one subject they share telling words, across subjects only common ones. */
const subjects: Readonly<Record<string, readonly [title: string, text: string, language: string][]>> = {
  rivers: [
    [
      'How a delta grows',
      'The river carries sediment to the delta. Every flood leaves silt on the delta.',
      'en'
    ],
    ['Silt and flood', 'When the flood came, silt and sediment filled the channel of the river.', 'en'],
    [
      'A dam upstream',
      'The dam holds the sediment back, and without silt the delta of the river shrinks.',
      'en'
    ]
  ],
  bread: [
    [
      'Sourdough at home',
      'Feed the starter, knead the dough, and let the sourdough ferment overnight.',
      'en'
    ],
    [
      'What yeast does',
      'Yeast makes the dough rise; a sourdough starter is yeast and bacteria together.',
      'en'
    ],
    ['The oven', 'Bake the dough in a hot oven. A loaf of sourdough wants steam, and yeast wants time.', 'en']
  ],
  'Chinese cities': [
    ['城市交通', '城市的地铁每天运送很多乘客,公共交通改变了城市生活。', 'zh'],
    ['地铁与生活', '地铁乘客越来越多,城市公共交通需要新的线路。', 'zh']
  ],
  alone: [['Kestrels', 'A small falcon hovers over the verge and looks for voles.', 'en']]
}

let its: FixtureLibrary
let search: LibrarySearch
const ids = new Map<string, string>()

beforeAll(async () => {
  its = fixtureLibrary()
  for (const article of Object.values(subjects).flat()) {
    const [title, text, language] = article
    ids.set(title, its.addArticle({ title, text, language, byline: 'A. Writer' }))
  }
  search = new LibrarySearch({ ...its, onStatus: () => undefined })
  await search.caughtUp()
})
afterAll(async () => {
  await search.close()
  its.close()
})

const related = (title: string, limit?: number, stopped = () => false) =>
  search.related({ articleId: (ids.get(title) ?? '') as never, limit }, stopped)
const titles = (title: string) => related(title).map((each) => each.title)

describe('related articles', () => {
  it.each(
    Object.entries(subjects).flatMap(([subject, all]) =>
      all.map(([title]): [string, string] => [title, subject])
    )
  )('of %s are the others about %s', (title, subject) => {
    const others = (subjects[subject] ?? []).map(([other]) => other).filter((other) => other !== title)
    expect(titles(title).sort()).toEqual(others.sort())
  })

  it('say what is shared, in the words of the article, and how alike they are', () => {
    const [first] = related('Silt and flood', 1)
    expect(first?.byline).toBe('A. Writer')
    expect(first?.sharedWords).toContain('Silt')
    expect(first?.sharedWords.length).toBeLessThanOrEqual(3)
    expect(first?.similarity).toBeGreaterThan(0)
    expect(first?.similarity).toBeLessThanOrEqual(1)
    expect(related('Silt and flood', 1).length).toBe(1)
  })

  it('are none for what is unknown, in the Trash, or asked in vain', async () => {
    expect(search.related({ articleId: 'nowhere' as never }, () => false)).toEqual([])
    expect(related('Silt and flood', 5, () => true)).toEqual([])
    const trash = its.db.prepare('UPDATE articles SET trashed_at = ? WHERE id = ?')
    trash.run(1, ids.get('A dam upstream'))
    await search.caughtUp()
    expect(titles('How a delta grows')).toEqual(['Silt and flood'])
    expect(related('A dam upstream')).toEqual([])
    trash.run(null, ids.get('A dam upstream'))
    await search.caughtUp()
    expect(titles('How a delta grows').length).toBe(2)
  })

  it('of a copy come first, and are wholly alike', async () => {
    const [, text] = subjects.rivers?.[0] ?? ['', '']
    const copy = its.addArticle({ title: 'How a delta grows', text, language: 'en', byline: 'A. Writer' })
    await search.caughtUp()
    const [first] = related('How a delta grows')
    expect(first?.articleId).toBe(copy)
    expect(first?.similarity).toBeGreaterThan(0.99)
    its.db.prepare('DELETE FROM articles WHERE id = ?').run(copy)
    await search.caughtUp()
  })
})
