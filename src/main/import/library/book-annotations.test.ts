import { strToU8 } from 'fflate'
import { expect, it } from 'vitest'
import { readLibraryExport, recogniseLibraryExport } from './read-library-export.ts'

it("Thorium: a book's annotations, whatever lines its file had", () => {
  const one = (id: string, exact: string, more: object) => ({
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: `urn:uuid:01890a5d-ac96-774b-bcce-b302099a80${id}`,
    type: 'Annotation',
    created: '2024-10-14T15:13:28Z',
    target: {
      source: 'OEBPS/one.xhtml',
      selector: [{ type: 'TextQuoteSelector', prefix: 'before\n  ', exact, suffix: ' after' }]
    },
    ...more
  })
  const set = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: 'urn:uuid:01890a5d-ac96-774b-bcce-b302099a8000',
    type: 'AnnotationSet',
    about: {
      'dc:title': 'The Salt Road',
      'dc:creator': ['Ada Penn', 'Bo Ink'],
      'dc:publisher': 'Harbour Press'
    },
    items: [
      one('01', 'The road \n\n    begins', {
        body: {
          type: 'TextualBody',
          value: 'Does it?',
          color: 'blue',
          highlight: 'solid',
          keyword: 'teacher'
        }
      }),
      one('02', 'It ends there.', {}),
      one('03', 'A place.', { motivation: 'bookmarking' }),
      one('04', '', { body: { type: 'TextualBody', value: '' } })
    ]
  }
  const bytes = strToU8(JSON.stringify(set))
  expect(recogniseLibraryExport(bytes, 'salt.annotation')).toBe('Web Annotations')
  const { entries, unreadable } = readLibraryExport(bytes, 'salt.annotation')!
  expect(entries).toMatchObject([
    {
      title: 'The Salt Road',
      byline: 'Ada Penn, Bo Ink',
      site: 'Harbour Press',
      articleId: null,
      highlights: [
        {
          exact: 'The road begins',
          prefix: 'before ',
          note: 'Does it?',
          color: 'blue',
          tags: ['teacher'],
          id: null,
          createdAt: Date.UTC(2024, 9, 14, 15, 13, 28)
        },
        { exact: 'It ends there.', color: 'yellow', tags: [] }
      ]
    }
  ])
  expect(unreadable).toEqual([
    { row: 3, title: 'The Salt Road', reason: 'bookmarkOnly' },
    { row: 4, title: 'The Salt Road', reason: 'noWords' }
  ])
})

it.each([
  ['a Kobo', ''],
  ['with a prefix', 'a:']
])('.annot: %s', (_, p) => {
  const place = 'start="OEBPS/one.xhtml#point(/1/4:3)" end="OEBPS/one.xhtml#point(/1/4:9)"'
  const annotation = (words: string, note: string) =>
    `<${p}annotation><dc:identifier>urn:uuid:1</dc:identifier><dc:date>2009-11-07T00:28:48Z</dc:date><${p}target>${
      words
        ? `<${p}fragment ${place} progress="0.02"><${p}text>${words}</${p}text></${p}fragment>`
        : `<${p}fragment ${place}/>`
    }</${p}target><${p}content><dc:date>2009-11-08T00:00:00Z</dc:date><${p}text>${note}</${p}text></${p}content></${p}annotation>`
  const bytes = strToU8(
    `<${p}annotationSet xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns${p && ':a'}="http://ns.adobe.com/digitaleditions/annotations"><${p}publication><dc:identifier>x</dc:identifier><dc:title>The Salt Road</dc:title><dc:creator>Penn, Ada</dc:creator><dc:language>en</dc:language></${p}publication>${annotation('The road &amp; the sea', 'Both?')}${annotation('', 'On the whole.')}${annotation('', '')}</${p}annotationSet>`
  )
  expect(recogniseLibraryExport(bytes, 'salt.epub.annot')).toBe('Adobe Digital Editions')
  expect(readLibraryExport(bytes, 'salt.epub.annot')).toMatchObject({
    entries: [
      {
        title: 'The Salt Road',
        byline: 'Ada Penn',
        language: 'en',
        note: 'On the whole.',
        highlights: [
          { exact: 'The road & the sea', note: 'Both?', createdAt: Date.UTC(2009, 10, 7, 0, 28, 48) }
        ]
      }
    ],
    unreadable: [{ row: 3, title: 'The Salt Road', reason: 'bookmarkOnly' }]
  })
})

it("Thorium: nothing that a reader wrote is lost with its place's words", () => {
  const one = (exact: string | undefined, value: string, more: object = {}) => ({
    type: 'Annotation',
    target: { selector: exact === undefined ? [] : [{ type: 'TextQuoteSelector', exact, ...more }] },
    body: { type: 'TextualBody', value }
  })
  const set = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    type: 'AnnotationSet',
    about: { 'dc:title': 'The Salt Road' },
    items: [
      one('', 'Of no words.'),
      one(' \n ', 'Of a picture.'),
      one('The road', 'Where?', { type: undefined }),
      one(' ', ''),
      { ...one('It begins', 'Read on from here.'), motivation: 'bookmarking' }
    ]
  }
  expect(readLibraryExport(strToU8(JSON.stringify(set)), 'salt.annotation')).toMatchObject({
    entries: [
      {
        note: 'Of no words.\n\nOf a picture.\n\nRead on from here.',
        highlights: [{ exact: 'The road', note: 'Where?' }]
      }
    ],
    unreadable: [{ row: 4, title: 'The Salt Road', reason: 'noWords' }]
  })
})

it('.annot: words set apart as they are, and tags that never end', () => {
  const of = (annotation: string) =>
    readLibraryExport(
      strToU8(
        `<annotationSet xmlns="http://ns.adobe.com/digitaleditions/annotations"><publication><dc:title>Salt</dc:title></publication><annotation><target><fragment start="a>b"/><fragment><text>x</text></fragment></target></annotation><annotation><target><fragment><text><![CDATA[Salt & <sea>]]></text></fragment></target></annotation>${annotation}`
      ),
      'salt.annot'
    )
  const wordsOf = (annotation: string) => of(annotation)?.entries[0]?.highlights.map(({ exact }) => exact)
  expect(wordsOf('</annotationSet>')).toEqual(['Salt & <sea>'])
  // Quadratic, each of these took minutes. What stands before is read.
  for (const open of ['<a ', '<a "', "<a '", '<![CDATA['])
    expect(wordsOf(open.repeat(300_000))).toEqual(['Salt & <sea>'])
})
