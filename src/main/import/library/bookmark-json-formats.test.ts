import { strToU8 } from 'fflate'
import { expect, it } from 'vitest'
import { readLibraryExport, recogniseLibraryExport } from './read-library-export.ts'

function read(value: unknown, app: string) {
  const bytes = strToU8(JSON.stringify(value))
  expect(recogniseLibraryExport(bytes, 'export.json')).toBe(app)
  return readLibraryExport(bytes, 'export.json')!
}

it('Pinboard', () => {
  const pin = {
    href: 'https://a.example/gauge',
    description: 'The tide gauge',
    extended: 'On clocks by the sea.',
    meta: 'x',
    hash: 'y',
    time: '2010-08-31T03:51:53Z',
    shared: 'no',
    toread: 'yes',
    tags: 'sea slow_reading'
  }
  expect(read([pin, { ...pin, href: '', extended: '', toread: 'no' }], 'Pinboard')).toMatchObject({
    entries: [
      {
        url: pin.href,
        title: pin.description,
        excerpt: pin.extended,
        tags: ['sea', 'slow_reading'],
        state: 'later',
        addedAt: Date.UTC(2010, 7, 31, 3, 51, 53)
      }
    ],
    unreadable: [{ row: 2, title: 'The tide gauge', reason: 'noAddress' }]
  })
})

it('GoodLinks', () => {
  const link = {
    url: 'https://a.example/gauge',
    title: 'The tide gauge',
    summary: 'On clocks by the sea.',
    tags: ['sea'],
    starred: true,
    addedAt: 1_600_000_000.25
  }
  expect(
    read([link, { ...link, starred: false, tags: [], readAt: 1_600_000_100 }, 7], 'GoodLinks')
  ).toMatchObject({
    entries: [
      {
        url: link.url,
        excerpt: link.summary,
        tags: ['sea'],
        state: 'later',
        starred: true,
        addedAt: 1_600_000_000_250
      },
      { state: 'finished', starred: false }
    ],
    unreadable: [{ row: 3, title: '', reason: 'notARecord' }]
  })
})

it('Linkwarden', () => {
  const link = {
    id: 7,
    name: 'The tide gauge',
    url: 'https://a.example/gauge',
    description: 'On clocks by the sea.',
    createdAt: '2024-02-03T04:05:06.000Z',
    importDate: null,
    tags: [{ id: 1, name: 'slow' }]
  }
  const backup = {
    username: 'ada',
    collections: [
      { id: 1, name: 'Sea', parentId: null, rssSubscriptions: [], links: [] },
      {
        id: 2,
        name: 'Clocks',
        parentId: 1,
        rssSubscriptions: [{ name: 'Chronicle', url: 'https://a.example/feed' }],
        links: [link, { ...link, id: 8, name: 'A scan', url: null, description: '' }]
      },
      { id: 3, name: 'Unorganized', parentId: 3, rssSubscriptions: [], links: [{ ...link, id: 9 }] }
    ],
    pinnedLinks: [{ id: 7 }]
  }
  expect(read(backup, 'Linkwarden')).toMatchObject({
    entries: [
      {
        url: link.url,
        title: link.name,
        excerpt: link.description,
        tags: ['Sea', 'Clocks', 'slow'],
        starred: true,
        addedAt: Date.UTC(2024, 1, 3, 4, 5, 6)
      },
      { tags: ['slow'], starred: false }
    ],
    unreadable: [
      { row: 2, title: 'A scan', reason: 'noAddress' },
      { row: 3, title: 'Chronicle', reason: 'feedOnly' }
    ]
  })
})

it("bookmarks with linkding's notes, and what it archived", () => {
  const page = `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p>
<DT><A HREF="https://a.example/gauge" ADD_DATE="1600000000" TOREAD="1" TAGS="sea,linkding:bookmarks.archived">The gauge</A>
<DD>On clocks.[linkding-notes]Wound
every morning.[/linkding-notes]
</DL><p>`
  expect(readLibraryExport(strToU8(page), 'bookmarks.html')!.entries).toMatchObject([
    { tags: ['sea'], state: 'finished', excerpt: 'On clocks.', note: 'Wound\nevery morning.' }
  ])
})

it("nothing beside linkding's notes is lost, however many begin and never end", () => {
  const read = (said: string) =>
    readLibraryExport(
      strToU8(
        `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="https://a.example/">a</A><DD>${said}</DL>`
      ),
      'b.html'
    )!.entries[0]!
  expect(read('On clocks. [linkding-notes]Wound.[/linkding-notes] And tides.')).toMatchObject({
    excerpt: 'On clocks. And tides.',
    note: 'Wound.'
  })
  expect(read('On [linkding-notes] clocks')).toMatchObject({
    excerpt: 'On [linkding-notes] clocks',
    note: ''
  })
  expect(read('[linkding-notes]'.repeat(100_000)).note).toBe('')
})

it('what is said of a bookmark that cannot be kept is not said of the one before', () => {
  const { entries, unreadable } = readLibraryExport(
    strToU8(
      '<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="https://a.example/">a</A><DT><A HREF="javascript:x()">A tool</A><DD>It counts words.[linkding-notes]Mine.[/linkding-notes]<DT><A HREF="https://a.example/b" TAGS="sea, linkding:bookmarks.archived">b</A><DD>On b.</DL>'
    ),
    'b.html'
  )!
  expect(entries).toMatchObject([
    { title: 'a', excerpt: '', note: '' },
    { title: 'b', excerpt: 'On b.', tags: ['sea'], state: 'finished' }
  ])
  expect(unreadable).toMatchObject([{ title: 'A tool', reason: 'noAddress' }])
})
