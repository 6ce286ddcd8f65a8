import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readLibraryExport } from './read-library-export.ts'

const read = (text: string, name = 'export.txt') => readLibraryExport(strToU8(text), name)!

describe('Kindle clippings', () => {
  const record = (about: string, words: string) => `The Sea (Penn, Ada)\n- ${about}\n\n${words}\n==========\n`
  it.each([
    [
      'English, pages alone',
      'Your Highlight on page 12 | Added on Thursday, 4 June 2020 12:19:50',
      'Your Note on page 12 | Added on Thursday, 4 June 2020 12:20:01'
    ],
    [
      'an old Kindle',
      'Highlight Loc. 1203-5  | Added on Monday, March 03, 2014, 12:03 PM',
      'Note Loc. 1205  | Added on Monday, March 03, 2014, 12:04 PM'
    ],
    [
      'traditional Chinese',
      '您在第 5 頁（位置 #123-124）的標註 | 新增於 2014年3月3日 星期一 下午12:03:05',
      '您在第 5 頁（位置 #124）的筆記 | 新增於 2014年3月3日 星期一 下午12:04:05'
    ],
    [
      'Japanese',
      '12ページ|位置No. 4404-4405のハイライト |作成日: 2023年8月10日木曜日 18:36:08',
      '12ページ|位置No. 4405のメモ |作成日: 2023年8月10日木曜日 18:37:08'
    ],
    [
      'Korean',
      '5쪽의 하이라이트 | 위치 123-124 | 추가됨: 2023년 8월 10일 목요일 오후 6:36:08',
      '5쪽의 메모 | 위치 124 | 추가됨: 2023년 8월 10일 목요일 오후 6:37:08'
    ],
    [
      'Polish',
      'Twoje wyróżnienie na stronie 5 | lokalizacja 123-124 | Dodano: poniedziałek, 3 marca 2014 12:03:05',
      'Twoja notatka na stronie 5 | lokalizacja 124 | Dodano: poniedziałek, 3 marca 2014 12:04:05'
    ],
    [
      'Swedish',
      'Din markering på sida 5 | plats 123-124 | Lades till måndag 3 mars 2014 12:03:05',
      'Din anteckning på sida 5 | plats 124 | Lades till måndag 3 mars 2014 12:04:05'
    ]
  ])('in %s: a note goes to its highlight', (_, highlight, note) => {
    const found = read(record(highlight, 'Salt keeps.') + record(note, 'which salt?'))
    expect(found.entries).toMatchObject([
      { highlights: [{ exact: 'Salt keeps.', note: 'which salt?', createdAt: expect.any(Number) }], note: '' }
    ])
    expect(found.entries[0]!.highlights).toHaveLength(1)
  })

  it('are in the order of their places, not of the seconds they were made in', () => {
    const at = (page: number, second: number) =>
      record(
        `Your Highlight on page ${page} | Added on Thursday, 4 June 2020 12:19:${second}`,
        `Page ${page}.`
      )
    expect(
      read(at(99, 10) + at(2, 50) + at(30, 20)).entries[0]!.highlights.map(({ exact }) => exact)
    ).toEqual(['Page 2.', 'Page 30.', 'Page 99.'])
  })
})

describe('tables', () => {
  const rows = [
    'Highlight,Book Title,Book Author,Note,Color,Tags,Location,Highlighted at',
    'Every wave,The Sea,Ada Penn,mine,orange,wind,12,2023-08-28 15:31:24+00:00',
    ',The Sea,Ada Penn,on the whole,,,14,2023-08-28 15:31:25+00:00',
    'Second,The Sea,Ada Penn,,,,13,"March 17, 2024 5:24 AM"'
  ]
  const expected = {
    app: 'Readwise',
    unreadable: [],
    entries: [
      {
        title: 'The Sea',
        // A note without words of the book is about all of it.
        note: 'on the whole',
        highlights: [
          // The name of a colour we have not stays as a tag.
          { exact: 'Every wave', note: 'mine', color: 'yellow', tags: ['wind', 'orange'] },
          { exact: 'Second', createdAt: Date.UTC(2024, 2, 17, 5, 24), tags: [] }
        ]
      }
    ]
  }
  it.each([
    ['commas', (line: string) => line],
    [
      'semicolons, as a spreadsheet saves them',
      (line: string) => line.replaceAll(',', ';').replace('17;', '17,')
    ],
    ['tabs', (line: string) => line.replaceAll(',', '\t').replace('17\t', '17,')]
  ])('with %s', (_, saved) => {
    for (const [begin, end] of [
      ['', '\n'],
      ['\ufeff', '\r\n']
    ] as const)
      expect(read(begin + rows.map(saved).join(end) + end, 'readwise.csv')).toMatchObject(expected)
  })

  it('Instapaper: a mail has no address, but words', () => {
    const found = read(
      'URL,Title,Selection,Folder,Timestamp,Tags\ninstapaper://private-content/1,A mail,The words of the mail,Unread,1600000003,[]\ninstapaper://private-content/2,Another,,Unread,1600000003,[]\n'
    )
    expect(found.entries).toMatchObject([{ title: 'A mail', url: '', excerpt: 'The words of the mail' }])
    expect(found.unreadable).toEqual([{ row: 2, title: 'Another', reason: 'noAddress' }])
  })
})

it('Hypothesis: an answer goes with the note it answers', () => {
  const at = (id: string, some: object) => ({
    id,
    uri: 'https://example.org/a',
    created: '2024-01-02T03:04:05Z',
    ...some
  })
  const target = [{ selector: [{ type: 'TextQuoteSelector', exact: 'Salt keeps' }] }]
  const annotations = [
    at('b', { text: 'the grey one', references: ['a'] }),
    at('a', { text: 'which salt?', target }),
    at('c', { text: 'and why?', references: ['a', 'b'] }),
    at('d', { text: 'to somebody else', references: ['gone'] }),
    at('e', { text: 'there, too', references: ['gone'], uri: 'https://example.org/b', target })
  ]
  expect(read(JSON.stringify({ annotations }), 'h.json').entries).toMatchObject([
    {
      row: 2,
      highlights: [{ exact: 'Salt keeps', note: 'which salt?\n\nthe grey one\n\nand why?' }],
      note: 'to somebody else'
    },
    { row: 5, url: 'https://example.org/b', highlights: [], note: 'there, too' }
  ])
})

it('Karakeep: a bookmark that is a picture is known by its title and the note on it', () => {
  const found = read(
    JSON.stringify({
      bookmarks: [
        {
          createdAt: 1_700_000_002,
          title: 'A picture',
          tags: ['p'],
          content: null,
          note: 'Look at the light'
        },
        { createdAt: 1_700_000_002, title: 'Nothing', tags: [], content: { type: 'link' }, note: null }
      ]
    }),
    'karakeep.json'
  )
  expect(found.entries).toMatchObject([{ title: 'A picture', note: 'Look at the light', tags: ['p'] }])
  expect(found.unreadable).toMatchObject([{ row: 2, reason: 'noAddress' }])
})

it('RIS: a library says first whose the file is', () => {
  const text =
    'Provider: A library http://www.library.example\nDatabase: The library\nContent: text/plain; charset="UTF-8"\n\n\nTY  - JOUR\nTI  - Salt\nAU  - Penn, Ada\nUR  - https://example.org/salt\nER  - \n\nTY  - JOUR\nTI  - Tar\nER  - \n'
  expect(read(text, 'citations.ris').entries).toMatchObject([
    { title: 'Salt', byline: 'Ada Penn', url: 'https://example.org/salt' },
    { title: 'Tar' }
  ])
})

it('Omnivore: what was marked in a thing without address or text is kept', () => {
  const zip = zipSync({
    'metadata_0_to_20.json': strToU8(JSON.stringify([{ slug: 'a', title: 'A letter', url: null }])),
    'highlights/a.md': strToU8('> Salt keeps\n\nWhich salt?\n')
  })
  expect(readLibraryExport(zip, 'omnivore.zip')).toMatchObject({
    entries: [{ title: 'A letter', highlights: [{ exact: 'Salt keeps', note: 'Which salt?' }] }],
    unreadable: []
  })
})

it('Hypothesis, the table: marked words and answers of one page', () => {
  const table = `Creation Date,URL,Group,Annotation/Reply Type,Quote,User,Body,Tags,Page
2024-01-02 10:30,https://a.example/gauge,Public,Annotation,It stands in a hut.,ada,Where?,"sea,slow",3
2024-01-02 10:31,https://a.example/gauge,Public,Reply,It stands in a hut.,ben,On the pier.,,3
2024-01-01 09:00,https://a.example/gauge,Public,Annotation,,ada,A quiet page.,clocks,
2024-01-01 09:00,https://a.example/pier,Public,Annotation,,ada,,,
`
  expect(read(table, 'annotations.csv')).toMatchObject({
    app: 'Hypothesis',
    entries: [
      {
        url: 'https://a.example/gauge',
        addedAt: Date.UTC(2024, 0, 1, 9),
        tags: ['clocks'],
        note: 'On the pier.\n\nA quiet page.',
        highlights: [{ exact: 'It stands in a hut.', note: 'Where?', tags: ['sea', 'slow'] }]
      }
    ],
    unreadable: [{ row: 4, title: 'https://a.example/pier', reason: 'noWords' }]
  })
})
