import { describe, expect, it } from 'vitest'
import { titleOf } from './page-title.ts'

const title = (
  stated: string[],
  headings: string[] = [],
  document = '',
  site = 'Harbour Chronicle'
): string => titleOf(stated, headings, document, site).title

describe('what an article is called', () => {
  it.each([
    ['the name of the site', ['The gauge | Harbour Chronicle'], ['The gauge']],
    ['the name of a section that the heading does not have', ['The gauge - Sea News'], ['The gauge']],
    ['the name of its writer that the heading does not have', ['The gauge | Ada Quill'], ['The gauge']]
  ])('is stated with %s behind it', (_, stated, headings) => {
    expect(title(stated, headings)).toBe('The gauge')
  })

  it('is what the page states for others, where its heading says it in other words', () => {
    expect(
      titleOf(['Why the clock stopped'], ['The day the clock stood still'], 'x - Chronicle', '')
    ).toEqual({ title: 'Why the clock stopped', heading: 'Why the clock stopped' })
    // What begins the article is still its heading.
    expect(
      titleOf(
        ['Why the clock stopped'],
        ['The day the clock stood still'],
        'The day the clock stood still - Chronicle',
        'Chronicle'
      )
    ).toEqual({ title: 'Why the clock stopped', heading: 'The day the clock stood still' })
  })

  it('is the heading where the statement is that one cut short', () => {
    const heading = 'The keepers of the outer light wind its clock for the last time'
    expect(title(['The keepers of the outer light wind its clock'], [heading], heading)).toBe(heading)
    expect(title(['The keepers of the outer…'], [heading], `${heading} - Chronicle`)).toBe(heading)
  })

  it('stands behind the name of the site where both are headings', () => {
    expect(title([], ['Sea News', 'The gauge'], 'Sea News - The gauge', '')).toBe('The gauge')
    expect(title(['Sea News - The gauge'], ['Sea News', 'The gauge'], '', '')).not.toBe('Sea News')
  })

  it('ends before a bar where nothing stands between words', () => {
    expect(title([], ['水位計を守る人'], '水位計を守る人｜海の雑誌', '')).toBe('水位計を守る人')
    expect(title(['港务局同意购买新水泵_海港新闻'], ['港务局同意购买新水泵'], '', '')).toBe(
      '港务局同意购买新水泵'
    )
    expect(title([], ['snake_case and others'], 'snake_case and others', '')).toBe('snake_case and others')
  })

  it('is not what is stated of the site, on every page the same', () => {
    expect(
      title(['Chronicle News - Latest Headlines'], ['The gauge in its hut'], 'The gauge in its hut', '')
    ).toBe('The gauge in its hut')
  })

  it('is the heading or the document’s title where nothing is stated', () => {
    expect(title([], ['Harbour Chronicle', 'The gauge'], 'The gauge — Harbour Chronicle')).toBe('The gauge')
    expect(title([], [], 'The gauge in its hut — Harbour Chronicle', '')).toBe('The gauge in its hut')
    expect(title([], ['The gauge'], '')).toBe('The gauge')
    expect(title([])).toBe('')
  })
})
