import { expect, it } from 'vitest'
import { mergeArticles } from './merge-articles.ts'
import type { VaultArticle } from './vault-article.ts'

type Marks = VaultArticle['highlights']
const article = (some: Partial<VaultArticle> = {}): VaultArticle => ({
  title: 'Lamps',
  author: '',
  site: '',
  published: '',
  tags: [],
  note: '',
  highlights: {},
  ...some
})
const tagged = (...tags: string[]) => article({ tags })
const mark = (note = '', tags: string[] = []): Marks[string] => ({ color: 'yellow', tags, note })

it('adds the tags of one side and takes away those that one side took away', () => {
  const tagsOf = (was: string[], here: string[], outside: string[]) =>
    mergeArticles(tagged(...was), tagged(...here), tagged(...outside)).article.tags
  expect(tagsOf(['a'], ['a', 'b'], ['a', 'c'])).toEqual(['a', 'b', 'c'])
  expect(tagsOf(['a', 'b'], ['b'], ['a', 'b'])).toEqual(['b'])
  expect(tagsOf(['a', 'b'], ['a', 'b'], ['b'])).toEqual(['b'])
  // However it is written.
  expect(tagsOf(['Sea'], ['Sea'], ['#sea'])).toEqual(['Sea'])
  expect(tagsOf(['sea'], [], ['#Sea'])).toEqual([])
})

it('takes nothing for taken away at the first meeting', () => {
  const library = article({ tags: ['a', 'b'], note: 'Mine', highlights: { h: mark('Here', ['x', 'y']) } })
  const file = article({ tags: ['b', 'c'], note: 'Theirs', highlights: { h: mark('There', ['y', 'z']) } })
  const { article: merged, joined } = mergeArticles(undefined, library, file)
  expect(merged.tags).toEqual(['a', 'b', 'c'])
  expect(merged.highlights.h!.tags).toEqual(['x', 'y', 'z'])
  for (const word of ['Mine', 'Theirs']) expect(merged.note).toContain(word)
  for (const word of ['Here', 'There']) expect(merged.highlights.h!.note).toContain(word)
  expect(joined).toBe(2)
})

it('leaves the library its title where both changed it, and says that something is left over', () => {
  const titles = (here: string, outside: string) => {
    const { article: merged, leftOver } = mergeArticles(
      article(),
      article({ title: here }),
      article({ title: outside })
    )
    return [merged.title, leftOver]
  }
  expect(titles('Lamps', 'Lights')).toEqual(['Lights', false])
  expect(titles('Lanterns', 'Lamps')).toEqual(['Lanterns', false])
  expect(titles('Lanterns', 'Lanterns')).toEqual(['Lanterns', false])
  expect(titles('Lanterns', 'Lights')).toEqual(['Lanterns', true])
  for (const bad of [' ', 'x'.repeat(1001), 'a\0b', '\ud800'])
    expect(titles('Lamps', bad)).toEqual(['Lamps', true])
})

it('keeps words beside that were written to a highlight the library has no more', () => {
  const left = (was: Marks | undefined, outside: Marks) =>
    mergeArticles(was && article({ highlights: was }), article(), article({ highlights: outside })).leftOver
  expect(left({ h: mark('A note') }, { h: mark('A note') })).toBe(false)
  expect(left({ h: mark('A note') }, { h: mark('A better note') })).toBe(true)
  // One that it never knew: whatever is said of it where both had met, else what was written.
  expect(left({}, { h: mark() })).toBe(true)
  expect(left(undefined, { h: mark() })).toBe(false)
  expect(left(undefined, { h: mark('Words') })).toBe(true)
})

it('keeps a highlight that is absent from the file', () => {
  const here = article({ highlights: { h: mark('A note') } })
  expect(mergeArticles(here, here, article())).toEqual({ article: here, joined: 0, leftOver: false })
})
