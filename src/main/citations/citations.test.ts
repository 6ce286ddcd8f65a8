import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { HighlightId } from '../../shared/values.ts'
import { writePdf } from '../import/fixtures/write-pdf.ts'
import { testApp } from '../testing/test-app.ts'
import { bibtexOf } from './bibtex.ts'
import { type CitedArticle, cslItem, parseByline } from './csl-item.ts'
import { formatCitations } from './format-citations.ts'

const article = (part: Partial<CitedArticle> = {}): CitedArticle => ({
  id: 'a',
  title: 'On the tides',
  byline: 'By Jane van Doe and Ada Roe',
  site: 'The Shore',
  url: 'https://example.org/tides',
  published: '2020-05-04T10:00:00Z',
  licence: '',
  language: 'en',
  addedAt: Date.UTC(2021, 0, 2),
  ...part
})

describe('parseByline', () => {
  it.each([
    ['', []],
    ['Jane Doe', [{ family: 'Doe', given: 'Jane' }]],
    [
      'by Jane Doe, John Roe & Ada Poe',
      [
        { family: 'Doe', given: 'Jane' },
        { family: 'Roe', given: 'John' },
        { family: 'Poe', given: 'Ada' }
      ]
    ],
    ['Doe, Jane', [{ family: 'Doe', given: 'Jane' }]],
    ['Jane Doe, Ph.D.', [{ family: 'Doe', given: 'Jane' }]],
    ['Ludwig van der Berg', [{ family: 'Berg', given: 'Ludwig', 'non-dropping-particle': 'van der' }]],
    ['The Editors', [{ literal: 'The Editors' }]],
    ['Plato', [{ literal: 'Plato' }]],
    ['紫式部、清少納言', [{ literal: '紫式部' }, { literal: '清少納言' }]],
    ['Shore News Staff', [{ literal: 'Shore News Staff' }]],
    ['World Health Organization', [{ literal: 'World Health Organization' }]],
    ['United Nations', [{ literal: 'United Nations' }]],
    ['Bundesministerium für Gesundheit', [{ literal: 'Bundesministerium für Gesundheit' }]],
    ['Министерство культуры', [{ literal: 'Министерство культуры' }]],
    ['Ministry of Food and Agriculture', [{ literal: 'Ministry of Food and Agriculture' }]],
    [
      'Лев Толстой и Антон Чехов',
      [
        { family: 'Толстой', given: 'Лев' },
        { family: 'Чехов', given: 'Антон' }
      ]
    ],
    [
      'نجيب محفوظ، طه حسين',
      [
        { family: 'محفوظ', given: 'نجيب' },
        { family: 'حسين', given: 'طه' }
      ]
    ]
  ])('%s', (byline, names) => {
    expect(parseByline(byline)).toEqual(names)
  })

  it.each([
    ['de', 'Von Anna Muster', [{ family: 'Muster', given: 'Anna' }]],
    ['de', 'Von Braun', [{ family: 'Braun', given: 'Von' }]],
    ['fr-CA', 'Par Jeanne Durand', [{ family: 'Durand', given: 'Jeanne' }]],
    ['es', 'Por Ana Pérez', [{ family: 'Pérez', given: 'Ana' }]],
    ['en', 'Par Lindgren', [{ family: 'Lindgren', given: 'Par' }]],
    ['zh', '王小明和李华', [{ literal: '王小明' }, { literal: '李华' }]],
    ['ja', '田中和夫', [{ literal: '田中和夫' }]]
  ])('in %s: %s', (language, byline, names) => {
    expect(parseByline(byline, language)).toEqual(names)
  })
})

describe('cslItem', () => {
  it('has no field that the schema of CSL-JSON has not; the licence stands where it lets others stand', () => {
    // The schema allows no further properties: a strict reader refuses an item with one.
    const allowed = /^(?:id|type|title|author|container-title|URL|issued|accessed|language|custom)$/
    const item = cslItem(article({ licence: 'CC BY 4.0' }))
    expect(Object.keys(item).filter((name) => !allowed.test(name))).toEqual([])
    expect(item.custom).toEqual({ license: 'CC BY 4.0' })
    expect(cslItem(article())).not.toHaveProperty('custom')
  })
})

describe('formatCitations', () => {
  it('writes each style as its handbook does', () => {
    const items = [cslItem(article())]
    const written = (['apa', 'mla', 'chicago'] as const).map((style) => {
      const { references, citations } = formatCitations(items, style, 'en')
      return [citations.get('a'), references[0]?.text]
    })
    expect(written).toEqual([
      [
        '(van Doe & Roe, 2020)',
        'van Doe, J., & Roe, A. (2020, May 4). On the tides. The Shore. https://example.org/tides'
      ],
      [
        '(van Doe and Roe)',
        'van Doe, Jane, and Ada Roe. “On the Tides.” The Shore, 4 May 2020, https://example.org/tides.'
      ],
      [
        '(van Doe and Roe 2020)',
        'Doe, Jane van, and Ada Roe. 2020. “On the Tides.” The Shore. May 4, 2020. https://example.org/tides.'
      ]
    ])
  })

  it('speaks the language asked for, tells works of one year apart, and sorts', () => {
    const items = [
      cslItem(article({ id: 'z', title: 'Zenith', byline: 'Jane Doe' })),
      cslItem(article({ id: 'y', title: 'Apogee', byline: 'Jane Doe' }))
    ]
    const { references, citations } = formatCitations(items, 'apa', 'de-CH')
    expect(references.map((one) => one.id)).toEqual(['y', 'z'])
    expect([...citations.values()]).toEqual(['(Doe, 2020b)', '(Doe, 2020a)'])
    expect(references[0]?.text).toContain('Mai')
  })

  it('says nothing it does not know, and escapes what would be markup', () => {
    const bare = cslItem(article({ byline: '', site: '', url: '', published: 'soon' }))
    expect(bare).toEqual({ id: 'a', type: 'document', title: 'On the tides', language: 'en' })
    expect(formatCitations([bare], 'apa', 'en').references[0]?.text).toBe('On the tides. (n.d.).')
    const html = formatCitations(
      [cslItem(article({ title: 'A <script>alert(1)</script> & more' }))],
      'apa',
      'en',
      'html'
    )
    expect(html.references[0]?.text).not.toContain('<script')
  })
})

describe('bibtexOf', () => {
  it('gives every work a key of its own and escapes what LaTeX would act on', () => {
    const { keys, text } = bibtexOf([
      cslItem(article()),
      cslItem(article({ id: 'b' })),
      cslItem(article({ id: 'c', title: '漢字', byline: '', published: '', site: '50% & {more}_\\' }))
    ])
    expect([...keys.values()]).toEqual(['doe2020tides', 'doe2020tides-2', 'itemc'])
    expect(text).toContain(`@misc{doe2020tides,
  title = {{On the tides}},
  author = {van Doe, Jane and Roe, Ada},
  year = {2020},
  month = {5},
  organization = {The Shore},
  howpublished = {\\url{https://example.org/tides}},
  note = {Accessed 2021-01-02},
  language = {en}
}`)
    expect(text).toContain('organization = {50\\% \\& \\{more\\}\\_\\textbackslash{}}')
  })
})

describe('citing highlights', () => {
  it('names the page of a highlight in an original with pages, in each style', async () => {
    const test = testApp({ now: () => 1_700_000_000_000 })
    const words = 'The sea comes in over the stones, and when nobody looks it goes'
    const bytes = writePdf({
      info: { Title: 'On tides', Author: 'Jane Doe', CreationDate: 'D:20190101' },
      pages: [
        {
          texts: [
            { x: 60, y: 780, text: words },
            { x: 290, y: 30, text: '41' }
          ]
        },
        {
          texts: [
            { x: 60, y: 780, text: 'out again to where it was the day before.' },
            { x: 290, y: 30, text: '42' }
          ]
        }
      ]
    })
    const file = join(test.folder, 'tides.pdf')
    writeFileSync(file, bytes)
    const { results } = await test.call('imports.files', { batchId: v7(), paths: [file] })
    const articleId = results[0]!.articleId!
    const { version } = await test.call('reading.open', { articleId })
    expect(version.hasOriginalPages).toBe(true)
    const pages = await test.call('reading.pages', { versionId: version.id })
    expect(pages.map((page) => page.label)).toEqual(['41', '42'])
    const quote = async (exact: string, format: 'apa' | 'mla' | 'chicago' | 'bibtex') => {
      const highlightIds = [await test.mark(articleId, exact)]
      return (await test.call('citations.quote', { highlightIds, format })).text.split('\n')[0]
    }
    expect(await quote('over the stones', 'apa')).toBe('“over the stones” (Doe, 2019, p. 41)')
    expect(await quote('it goes out again', 'apa')).toBe('“it goes out again” (Doe, 2019, pp. 41–42)')
    expect(await quote('the day before', 'mla')).toBe('“the day before” (Doe 42)')
    expect(await quote('where it was', 'chicago')).toBe('“where it was” (Doe 2019, 42)')
    expect(await quote('goes out', 'bibtex')).toBe("``goes out'' \\cite[pp.~41--42]{doe2019tides}")
    expect(test.bugs).toEqual([])
    await test.close()
  })

  it('quotes them in order and lists each article once', async () => {
    const test = testApp({ now: () => 1_700_000_000_000 })
    const articleId = await test.add('On tides\n\nThe sea comes. The sea goes.')
    await test.call('articles.update', {
      articleId,
      byline: 'Jane Doe',
      published: '2019',
      title: 'On tides'
    })
    const ids = [await test.mark(articleId, 'The sea goes'), await test.mark(articleId, 'The sea comes')]
    const cite = async (format: 'apa' | 'bibtex') =>
      (await test.call('citations.quote', { highlightIds: ids, format })).text
    expect(await cite('apa')).toBe(
      '“The sea goes” (Doe, 2019)\n\n“The sea comes” (Doe, 2019)\n\nDoe, J. (2019). On tides.'
    )
    expect(await cite('bibtex')).toMatch(
      /^``The sea goes'' \\cite\{doe2019tides\}\n\n``The sea comes''.*\n\n@misc\{doe2019tides,/u
    )
    expect((await test.call('citations.list', { articleIds: [articleId], format: 'mla' })).text).toContain(
      'Doe, Jane.'
    )
    await expect(
      test.call('citations.quote', { highlightIds: [v7() as HighlightId], format: 'mla' })
    ).rejects.toMatchObject({ code: 'not-found' })
    expect(test.bugs).toEqual([])
    await test.close()
  })
})
