import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { pocketCsv } from './csv-formats.ts'
import { LibraryEntry } from './library-entry.ts'
import { readLibraryExport } from './read-library-export.ts'

const read = (text: string, name = 'export.txt') => readLibraryExport(strToU8(text), name)

describe('what other apps give away', () => {
  it('Pocket, the last table', () => {
    const found = read(
      'title,url,time_added,tags,status\n"Tides, and other things",https://example.org/tides,1600000000,sea|slow reading,unread\nhttps://example.org/b,https://example.org/b,1600000100,,archive\nNothing,,1600000200,,unread\n'
    )!
    expect(found.app).toBe('Pocket')
    expect(found.entries).toMatchObject([
      {
        row: 1,
        title: 'Tides, and other things',
        url: 'https://example.org/tides',
        site: 'example.org',
        tags: ['sea', 'slow reading'],
        state: 'later',
        addedAt: 1_600_000_000_000
      },
      { row: 2, title: '', state: 'finished' }
    ])
    expect(found.unreadable).toEqual([{ row: 3, title: 'Nothing', reason: 'noAddress' }])
  })

  it('Pocket, the old page', () => {
    const found = read(
      '<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul><li><a href="https://example.org/a" time_added="1500000000" tags="one,two">A &amp; B</a></li></ul><h1>Read Archive</h1><ul><li><a href="https://example.org/c" time_added="1500000001" tags="">C</a></li></ul></body></html>'
    )!
    expect(found).toMatchObject({
      app: 'Pocket',
      entries: [
        { title: 'A & B', tags: ['one', 'two'], state: 'later', addedAt: 1_500_000_000_000 },
        { title: 'C', tags: [], state: 'finished' }
      ]
    })
  })

  it('Pocket, the archive with tables in it', () => {
    const table = (n: number) =>
      `title,url,time_added,tags,status\nNumber ${n},https://example.org/${n},1600000000,,unread\n`
    const zip = zipSync({ 'part_000000.csv': strToU8(table(1)), 'part_000001.csv': strToU8(table(2)) })
    expect(readLibraryExport(zip, 'pocket.zip')?.entries.map((one) => one.title)).toEqual([
      'Number 1',
      'Number 2'
    ])
  })

  it('Instapaper', () => {
    const found = read(
      'URL,Title,Selection,Folder,Timestamp,Tags\nhttps://example.org/1,One,A fine sentence.,Starred,1650000000,"[""sea"",""night""]"\nhttps://example.org/2,Two,,Recipes,1650000001,[]\nhttps://example.org/3,Three,,Archive,1650000002,\n'
    )!
    expect(found).toMatchObject({
      app: 'Instapaper',
      entries: [
        { starred: true, excerpt: 'A fine sentence.', tags: ['sea', 'night'], state: 'later' },
        { starred: false, tags: ['Recipes'] },
        { state: 'finished', tags: [] }
      ]
    })
  })

  it('Raindrop, with highlights in one cell', () => {
    const found = read(
      'id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n7,Drops,My note,About rain,https://example.org/rain,Weather/Rain,"wet, cold",2024-02-03T04:05:06.000Z,,"Highlight:the first drop\nNote:so it began\nHighlight:the last drop",true\n'
    )!
    expect(found.app).toBe('Raindrop')
    expect(found.entries[0]).toMatchObject({
      note: 'My note',
      excerpt: 'About rain',
      tags: ['Weather', 'Rain', 'wet', 'cold'],
      starred: true,
      addedAt: Date.UTC(2024, 1, 3, 4, 5, 6),
      highlights: [
        { exact: 'the first drop', note: 'so it began' },
        { exact: 'the last drop', note: '' }
      ]
    })
  })

  it('Readwise Reader', () => {
    const found = read(
      `Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\nOne,https://example.org/1,01h,"['deep work', ""it's""]",2024-05-06 07:08:09+00:00,0.4,later,True\nTwo,https://example.org/2,01i,[],2024-05-06 07:08:09+00:00,1.0,archive,True\n`
    )!
    expect(found).toMatchObject({
      app: 'Readwise Reader',
      entries: [
        { tags: ['deep work', "it's"], state: 'reading', addedAt: Date.UTC(2024, 4, 6, 7, 8, 9) },
        { state: 'finished' }
      ]
    })
  })

  it('Readwise: highlights of one book together, in the order of the book', () => {
    const found = read(
      'Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\nSecond words,A Book,Ada Penn,B01,,blue,,location,200,2023-01-02 03:04:05+00:00,history\nFirst words,A Book,Ada Penn,B01,Look here,pink,"one,two",location,100,2023-01-02 03:00:00+00:00,history\nOther,Another Book,"Penn, Ada",,,,,page,3,,\n,Empty,,,,,,,,,\n'
    )!
    expect(found).toMatchObject({
      app: 'Readwise',
      entries: [
        {
          title: 'A Book',
          byline: 'Ada Penn',
          tags: ['history'],
          addedAt: Date.UTC(2023, 0, 2, 3, 0, 0),
          highlights: [
            { exact: 'First words', note: 'Look here', color: 'pink', tags: ['one', 'two'] },
            { exact: 'Second words', color: 'blue' }
          ]
        },
        { title: 'Another Book', byline: 'Ada Penn' }
      ],
      unreadable: [{ row: 4, title: 'Empty', reason: 'noWords' }]
    })
  })

  it('wallabag, with the articles and annotations', () => {
    const found = read(
      JSON.stringify([
        {
          is_archived: 1,
          is_starred: 0,
          tags: ['sea'],
          title: 'Waves',
          url: 'https://example.org/waves',
          content: '<p>Waves come and go.</p>',
          created_at: '2020-01-02T03:04:05+0000',
          published_at: '2019-12-31',
          published_by: ['Ada Penn', 'Bo Ink'],
          domain_name: 'example.org',
          annotations: [{ quote: 'come and go', text: 'as we do', created_at: '2020-02-02T00:00:00+0000' }]
        },
        7
      ])
    )!
    expect(found).toMatchObject({
      app: 'wallabag',
      entries: [
        {
          title: 'Waves',
          byline: 'Ada Penn, Bo Ink',
          published: '2019-12-31',
          state: 'finished',
          content: { kind: 'html', text: '<p>Waves come and go.</p>' },
          addedAt: Date.UTC(2020, 0, 2, 3, 4, 5),
          highlights: [{ exact: 'come and go', note: 'as we do' }]
        }
      ],
      unreadable: [{ row: 2, reason: 'notARecord' }]
    })
  })

  it('Karakeep: links and texts of one’s own', () => {
    const found = read(
      JSON.stringify({
        bookmarks: [
          {
            createdAt: 1700000000,
            title: 'A link',
            tags: ['t'],
            content: { type: 'link', url: 'https://example.org/k' },
            note: 'mine',
            archived: true
          },
          {
            createdAt: 1700000001,
            title: null,
            tags: [],
            content: { type: 'text', text: 'Some words of mine' }
          },
          { createdAt: 1700000001, title: 'An image', tags: [], content: { type: 'asset' } }
        ]
      })
    )!
    expect(found).toMatchObject({
      app: 'Karakeep',
      entries: [
        { url: 'https://example.org/k', state: 'finished', note: 'mine', tags: ['t'] },
        { url: '', content: { kind: 'markdown', text: 'Some words of mine' } }
      ],
      unreadable: [{ title: 'An image', reason: 'noAddress' }]
    })
  })

  it('Hypothesis: annotations of one page together', () => {
    const one = (exact: string, start: number, text = '') => ({
      uri: 'https://example.org/h',
      created: '2022-03-04T05:06:07.123456+00:00',
      text,
      tags: ['t'],
      document: { title: ['A page'] },
      target: [
        {
          source: 'https://example.org/h',
          selector: [
            { type: 'TextPositionSelector', start, end: start + exact.length },
            { type: 'TextQuoteSelector', exact, prefix: 'before ', suffix: ' after' }
          ]
        }
      ]
    })
    const answer = { ...one('an answer', 1), references: ['x'] }
    const page = { ...one('', 0, 'About the page'), target: [{ source: 'https://example.org/h' }] }
    const rows = [one('later words', 90), one('early words', 10, 'why'), answer, page]
    for (const whole of [
      { rows, total: 4 },
      { export_date: 'x', annotations: rows }
    ]) {
      const found = read(JSON.stringify(whole))!
      expect(found.app).toBe('Hypothesis')
      expect(found.entries).toMatchObject([
        {
          title: 'A page',
          note: 'About the page',
          highlights: [
            { exact: 'early words', note: 'why', prefix: 'before ', suffix: ' after', tags: ['t'] },
            { exact: 'later words' }
          ]
        }
      ])
    }
  })

  it('bookmarks of a browser, folders as tags', () => {
    const found = read(
      '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">\n<TITLE>Bookmarks</TITLE>\n<H1>Bookmarks Menu</H1>\n<DL><p>\n<DT><H3 ADD_DATE="1">Bookmarks bar</H3>\n<DL><p>\n<DT><H3>Sailing</H3>\n<DL><p>\n<DT><A HREF="https://example.org/s" ADD_DATE="1700000000" TAGS="wind,rope">Knots</A>\n<DD>How to tie them\n</DL><p>\n<DT><A HREF="javascript:alert(1)">Trick</A>\n</DL><p>\n<DT><A HREF="https://example.org/p" ADD_DATE="1700000001000000">Plain</A>\n</DL>'
    )!
    expect(found).toMatchObject({
      app: 'Bookmarks',
      entries: [
        {
          title: 'Knots',
          tags: ['Sailing', 'wind', 'rope'],
          excerpt: 'How to tie them',
          addedAt: 1_700_000_000_000
        },
        { title: 'Plain', tags: [], excerpt: '', addedAt: 1_700_000_001_000 }
      ],
      unreadable: [{ title: 'Trick', reason: 'noAddress' }]
    })
  })

  it('OPML: links kept, feeds told', () => {
    const found = read(
      '<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body><outline text="Folder"><outline text="A link" type="link" url="https://example.org/o"/><outline text="A &gt; feed" xmlUrl="https://example.org/feed.xml"/></outline><outline text="Second" url="https://example.org/2" /></body></opml>'
    )!
    expect(found.entries.map((one) => one.title)).toEqual(['A link', 'Second'])
    expect(found.unreadable).toEqual([{ row: 2, title: 'A > feed', reason: 'feedOnly' }])
  })

  it('RIS, BibTeX and CSL-JSON, one broken reference not stopping the rest', () => {
    const ris = read(
      'TY  - JOUR\nTI  - On Tides\nAU  - Penn, Ada\nAU  - Ink, Bo\nUR  - https://example.org/t\nKW  - sea\nKW  - moon\nPY  - 2020/01/02\nAB  - Short.\nT2  - Journal of Water\nER  - \n\nTY  - BOOK\nTI  - Two\nER  - \n',
      'refs.ris'
    )!
    expect(ris).toMatchObject({
      app: 'RIS',
      entries: [
        {
          title: 'On Tides',
          byline: 'Ada Penn, Bo Ink',
          published: '2020-01-02',
          site: 'Journal of Water',
          tags: ['sea', 'moon'],
          excerpt: 'Short.'
        },
        { title: 'Two', url: '' }
      ]
    })
    const bib = read(
      '% mine\n@string{jw = "Journal of Water"}\n@article{a, title={On {T}ides}, author={Penn, Ada}, year=2020, journal=jw, doi={10.1/x y}}\n@misc{b, title={Broken\n@article{c, title={Third}, url={https://example.org/3}}\n',
      'refs.bib'
    )!
    expect(bib.entries).toMatchObject([
      { title: 'On Tides', site: 'Journal of Water', url: 'https://doi.org/10.1/x%20y', published: '2020' },
      { title: 'Third', url: 'https://example.org/3' }
    ])
    expect(bib.unreadable).toMatchObject([{ row: 2, reason: 'notARecord' }])
    const csl = read(
      JSON.stringify([
        { id: '1', type: 'book', title: 'A Book', issued: { 'date-parts': [[1999, 4]] }, DOI: '10.1/b' },
        { id: '2', type: 'book' }
      ])
    )!
    expect(csl.entries).toMatchObject([
      { title: 'A Book', published: '1999-04', url: 'https://doi.org/10.1/b' }
    ])
    expect(csl.unreadable).toMatchObject([{ row: 2, reason: 'noWords' }])
    const author = [
      { given: 'Ludwig', 'non-dropping-particle': 'van', family: 'Beethoven' },
      { given: 'Charles', 'dropping-particle': 'de', family: 'Gaulle', suffix: 'Jr.' },
      { literal: 'Harbour Press' }
    ]
    const named = read(
      JSON.stringify([{ id: '3', title: 'Names', author, issued: { 'date-parts': [[1999]] } }])
    )!
    expect(named.entries[0]!.byline).toBe('Ludwig van Beethoven, Charles de Gaulle Jr., Harbour Press')
  })

  it('Kindle: a note goes to its highlight, a highlight drawn again counts once', () => {
    const record = (title: string, about: string, words: string) =>
      `${title}\r\n- ${about}\r\n\r\n${words}\r\n==========\r\n`
    const text = [
      record(
        'The Sea (Penn, Ada)',
        'Your Highlight on page 9 | Location 300-302 | Added on Sunday, December 18, 2022 3:19:56 PM',
        'A sentence drawn'
      ),
      record(
        'The Sea (Penn, Ada)',
        'Your Highlight on page 9 | Location 300-303 | Added on Sunday, December 18, 2022 3:20:56 PM',
        'A sentence drawn again'
      ),
      record(
        'The Sea (Penn, Ada)',
        'Your Note on page 9 | Location 303 | Added on Sunday, December 18, 2022 3:21:00 PM',
        'Why again?'
      ),
      record(
        'The Sea (Penn, Ada)',
        'Your Bookmark on page 1 | Location 10 | Added on Sunday, December 18, 2022 3:21:00 PM',
        ''
      ),
      record(
        'Das Meer',
        'Ihre Markierung bei Position 12-14 | Hinzugefügt am Montag, 3. Januar 2022 10:00:00',
        'Wellen kommen'
      ),
      record(
        'The Sea (Penn, Ada)',
        'Your Highlight on page 2 | Location 20-21 | Added on Sunday, December 18, 2022 3:22:00 PM',
        'Early words'
      ),
      record(
        'The Sea (Penn, Ada)',
        'Your Highlight on page 90 | Location 900-901 | Added on Sunday, December 18, 2022 3:22:00 PM',
        ' <You have reached the clipping limit for this item>'
      )
    ].join('')
    const found = read(`\ufeff${text}`, 'My Clippings.txt')!
    expect(found).toMatchObject({
      app: 'Kindle',
      entries: [
        {
          title: 'The Sea',
          byline: 'Ada Penn',
          addedAt: Date.UTC(2022, 11, 18, 15, 19, 56),
          highlights: [
            { exact: 'Early words', note: '' },
            { exact: 'A sentence drawn again', note: 'Why again?' }
          ]
        },
        {
          title: 'Das Meer',
          byline: '',
          addedAt: Date.UTC(2022, 0, 3, 10),
          highlights: [{ exact: 'Wellen kommen' }]
        }
      ],
      unreadable: [
        { row: 4, title: 'The Sea (Penn, Ada)', reason: 'bookmarkOnly' },
        { row: 7, title: 'The Sea (Penn, Ada)', reason: 'clippingLimit' }
      ]
    })
  })

  it('Omnivore: articles, labels and quotations from the archive', () => {
    const zip = zipSync({
      'metadata_0_to_1.json': strToU8(
        JSON.stringify([
          {
            id: '1',
            slug: 'waves',
            title: 'Waves',
            author: 'Ada Penn',
            url: 'https://example.org/w',
            state: 'ARCHIVED',
            readingProgress: 100,
            labels: ['sea'],
            savedAt: '2024-01-02T03:04:05.678Z',
            publishedAt: '2023-01-01T00:00:00.000Z'
          }
        ])
      ),
      'content/waves.html': strToU8('<p>Waves come and go.</p>'),
      'highlights/waves.md': strToU8(
        '> Waves come\nand go \n\n#blue #far away\n\nas we do\n\n> and go #old_label\n\n> go. \n\n# no label\n'
      )
    })
    expect(readLibraryExport(zip, 'omnivore.zip')).toMatchObject({
      app: 'Omnivore',
      entries: [
        {
          title: 'Waves',
          state: 'finished',
          content: { kind: 'html' },
          highlights: [
            { exact: 'Waves come\nand go', note: 'as we do', tags: ['blue', 'far away'] },
            { exact: 'and go', note: '', tags: ['old label'] },
            { exact: 'go.', note: '# no label', tags: [] }
          ]
        }
      ]
    })
  })
})

it('Omnivore: the address it made up for a letter is no source', () => {
  const url = 'https://omnivore.app/no_url?q=66a92214-8c62-40dd-8365-5d8704fec857'
  const zip = zipSync({
    'metadata_0_to_2.json': strToU8(
      JSON.stringify([
        { slug: 'letter', title: 'A letter', url, state: 'Active' },
        { slug: 'empty', title: 'Without its text', url, state: 'Active' }
      ])
    ),
    'content/letter.html': strToU8('<p>Dear reader, the tide is out.</p>')
  })
  expect(readLibraryExport(zip, 'omnivore.zip')?.entries).toMatchObject([
    { title: 'A letter', url: '', site: '', content: { kind: 'html' } },
    { title: 'Without its text', url }
  ])
})

it('Pocket: the highlights of its last exports, with the tags and states of its list', () => {
  const zip = zipSync({
    'annotations/part_000000.json': strToU8(
      JSON.stringify([
        {
          url: 'https://example.org/tides',
          title: 'Tides',
          highlights: [{ quote: 'The moon pulls.', created_at: 1_700_000_100 }]
        },
        { url: 'https://example.org/gone', title: 'Gone', highlights: [{ quote: 'Words', created_at: 1 }] }
      ])
    ),
    'part_000000.csv': strToU8(
      'title,url,time_added,tags,status\nTides,https://example.org/tides,1700000000,sea,archive\n'
    )
  })
  expect(readLibraryExport(zip, 'pocket.zip')).toMatchObject({
    app: 'Pocket',
    entries: [
      {
        title: 'Gone',
        highlights: [{ exact: 'Words', createdAt: null }]
      },
      {
        state: 'finished',
        tags: ['sea'],
        addedAt: 1_700_000_000_000,
        highlights: [{ exact: 'The moon pulls.', createdAt: 1_700_000_100_000 }]
      }
    ]
  })
})

it('Pocket: an address that its list says twice is two rows, beside highlights', () => {
  const zip = zipSync({
    'annotations/part_000000.json': strToU8(
      JSON.stringify([
        { url: 'https://example.org/a', title: 'A', highlights: [{ quote: 'Words', created_at: 1 }] }
      ])
    ),
    'part_000000.csv': strToU8(
      'title,url,time_added,tags,status\nFirst,https://example.org/a,1,sea,unread\nAgain,https://example.org/a,2,salt,archive\n'
    )
  })
  expect(readLibraryExport(zip, 'pocket.zip')?.entries).toMatchObject([
    { title: 'First', tags: ['sea'], highlights: [{ exact: 'Words' }] },
    { title: 'Again', tags: ['salt'], highlights: [] }
  ])
})

it('wallabag: what it says of a page that it could not fetch is no text of the page', () => {
  const page = {
    is_archived: 0,
    title: 'Lost',
    url: 'https://example.org/lost',
    content:
      'wallabag can\'t retrieve contents for this article. Please <a href="https://doc.wallabag.org">troubleshoot this issue</a>.'
  }
  const found = readLibraryExport(Buffer.from(JSON.stringify([page])), 'w.json')
  expect(found?.entries).toMatchObject([{ title: 'Lost', content: null }])
})

it('Karakeep: lists, each below the one it lies in, are tags; texts are Markdown', () => {
  const text = JSON.stringify({
    bookmarks: [
      { title: 'A', tags: ['t'], lists: ['b'], content: { type: 'link', url: 'https://example.org/a' } },
      { title: null, tags: [], content: { type: 'text', text: '# Mine' } },
      {
        title: 'B',
        tags: [],
        content: { type: 'link', url: 'https://example.org/b' },
        note: 'Mine.',
        customMetadata: { rating: 5, shelf: 'north', empty: '' }
      }
    ],
    lists: [
      { id: 'a', name: 'Water', parentId: null },
      { id: 'b', name: 'Salt', parentId: 'a' },
      { id: 'c', name: 'Circle', parentId: 'c' }
    ]
  })
  expect(read(text, 'karakeep.json')).toMatchObject({
    entries: [
      { tags: ['Water', 'Salt', 't'] },
      { content: { kind: 'markdown', text: '# Mine' } },
      { note: 'Mine.\n\n- rating: 5\n- shelf: north' }
    ]
  })
})

it('references: every note, keywords with commas, rights, and when it was looked up', () => {
  const ris = [
    'TY  - ELEC',
    'TI  - On Tides',
    'T2  - Harbour Pages',
    'KW  - sea, open',
    'KW  - moon',
    'N1  - <p>See <b>chapter 2</b> of <a href="https://example.org/b">this</a>.</p><ul><li>one</li></ul>',
    'N1  - plain',
    'N1  - Copyright - Harbour Press 2021',
    'Y2  - 2021/05/06/10:20:30',
    'UR  - https://example.org/t',
    'ER  - '
  ].join('\r\n')
  expect(read(ris, 'refs.ris')!.entries).toMatchObject([
    {
      site: 'Harbour Pages',
      tags: ['sea, open', 'moon'],
      licence: 'Harbour Press 2021',
      note: 'See **chapter 2** of [this](<https://example.org/b>).\n\n- one\n\nplain',
      addedAt: Date.UTC(2021, 4, 6)
    }
  ])
  const one = (rest: string) => read(`TY  - JOUR\nTI  - A\n${rest}\nER  - \n`, 'a.ris')!.entries[0]
  expect(one('CR  - CC BY 4.0')?.licence).toBe('CC BY 4.0')
  expect(one('KW  - sea, moon')?.tags).toEqual(['sea', 'moon'])
  const bib =
    '@article{a, title={A}, note={with \\textit{weight}}, annote={Mine}, url={https://example.org/a}}'
  expect(read(bib, 'a.bib')!.entries[0]?.note).toBe('with *weight*\n\nMine')
})

it('bookmarks: the folders a browser made itself are no tags, in whatever language', () => {
  const text = `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>
    <DT><H3 PERSONAL_TOOLBAR_FOLDER="true">Lesezeichen-Symbolleiste</H3><DL><p>
      <DT><A HREF="https://example.org/a">A</A>
      <DT><H3>Meer</H3><DL><p><DT><A HREF="https://example.org/b">B</A></DL><p>
    </DL><p></DL>`
  expect(read(text, 'bookmarks.html')!.entries.map(({ tags }) => tags)).toEqual([[], ['Meer']])
})

it('leaves what is no export of another app alone', () => {
  for (const text of [
    'Just a text\n\nwith a paragraph in it.',
    '<!doctype html><title>A page</title><p>Words',
    '# Notes\n\n- one\n- two',
    'a,b,c\n1,2,3',
    '{"some": "json"}',
    '[]',
    '==========\nA line of equals signs'
  ]) {
    expect(read(text, 'file.txt'), text).toBeUndefined()
  }
})

it('says that an export is cut short', () => {
  expect(() => read('[{"is_archived":1,"title":"Wa')).toThrow(/cut short/)
  const zip = zipSync({ 'metadata_0_to_1.json': strToU8('[]') })
  expect(() => readLibraryExport(zip.subarray(0, 40), 'cut.zip')).toThrow(/damaged archive/)
})

it('gives entries that keep to their limits, whatever the table holds', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('https://x.org', '1600000000', '["a"', "['b'")
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell, cell, cell, cell), { maxLength: 5 }), (rows) => {
      const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`
      const text = `title,url,time_added,tags,status\n${rows.map((row) => row.map(quoted).join(',')).join('\n')}\n`
      for (const entry of pocketCsv.read(text).entries) LibraryEntry.parse(entry)
    }),
    { numRuns: 25 }
  )
})
