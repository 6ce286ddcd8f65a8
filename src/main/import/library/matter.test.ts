import { strToU8, zipSync } from 'fflate'
import { expect, it } from 'vitest'
import { readLibraryExport, recogniseLibraryExport } from './read-library-export.ts'

const history = `Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count,Last Interaction Date,File Id
The tide gauge,Ada Quill,Chronicle,https://a.example/gauge,sea;slow,900,False,True,True,1,2023-05-12 08:00:00+00:00,content/a1.html
Boats,,,https://a.example/boats,,10,True,False,False,0,2023-05-13 08:00:00+00:00,content/b2.html
A letter,,,,,10,True,False,False,0,2023-05-13 08:00:00+00:00,content/c3.html
Nothing,,,,,10,True,False,False,0,,
`
const highlights = `Title,Author,Publisher,Text,Note,Highlighted Date
The tide gauge,Ada Quill,Chronicle,It stands in a hut.,Where?,2023-05-12 09:00:00+00:00
Lost,,,What is no longer listed.,,2023-05-14 09:00:00+00:00
Lost,,,,,2023-05-14 09:00:00+00:00
`

it('Matter: what was saved, with its pages and its highlights', () => {
  const zip = zipSync({
    '_matter_history.csv': strToU8(history),
    '_matter_highlights.csv': strToU8(highlights),
    'content/a1.html': strToU8('<p>It stands in a hut.</p>'),
    'content/c3.html': strToU8('<p>Dear reader.</p>')
  })
  expect(recogniseLibraryExport(zip, 'Archive.zip')).toBe('Matter')
  const { app, entries, unreadable } = readLibraryExport(zip, 'Archive.zip')!
  expect(app).toBe('Matter')
  expect(entries).toMatchObject([
    {
      url: 'https://a.example/gauge',
      byline: 'Ada Quill',
      site: 'Chronicle',
      tags: ['sea', 'slow'],
      state: 'finished',
      starred: true,
      addedAt: Date.UTC(2023, 4, 12, 8),
      content: { kind: 'html', text: '<p>It stands in a hut.</p>' },
      highlights: [{ exact: 'It stands in a hut.', note: 'Where?', createdAt: Date.UTC(2023, 4, 12, 9) }]
    },
    { title: 'Boats', state: 'later', starred: false, content: null },
    { title: 'A letter', url: '', content: { text: '<p>Dear reader.</p>' } },
    { title: 'Lost', highlights: [{ exact: 'What is no longer listed.' }] }
  ])
  expect(unreadable).toEqual([
    { row: 4, title: 'Nothing', reason: 'noAddress' },
    { row: 3, title: 'Lost', reason: 'noWords' }
  ])
})

it.each([
  ['_matter_history.csv', history.replace('Tags,', '').replaceAll(',,,10', ',,10'), 'Boats'],
  ['_matter_highlights.csv', highlights, 'The tide gauge']
])('Matter: %s alone', (name, table, title) => {
  expect(recogniseLibraryExport(strToU8(table), name)).toBe('Matter')
  expect(readLibraryExport(strToU8(table), name)!.entries.map((one) => one.title)).toContain(title)
})

it('Matter: highlights go to the article they are of, though another is called the same or nothing at all', () => {
  const zip = (rows: string, marks: string) =>
    zipSync({
      '_matter_history.csv': strToU8(`${history.split('\n')[0]}\n${rows}`),
      '_matter_highlights.csv': strToU8(`${highlights.split('\n')[0]}\n${marks}`)
    })
  const row = (title: string, author: string, publisher: string, url: string) =>
    `${title},${author},${publisher},${url},,1,True,False,False,1,2023-05-12 08:00:00+00:00,\n`
  const read = (rows: string, marks: string) =>
    readLibraryExport(zip(rows, marks), 'Archive.zip')!.entries.map(({ url, site, highlights }) => [
      url.slice(-1),
      site,
      highlights.map(({ exact }) => exact).join()
    ])
  const two =
    row('Notes', 'Ada Quill', 'Chronicle', 'https://a.example/a') +
    row('Notes', 'Ben Finch', 'Gazette', 'https://a.example/b')
  expect(
    read(two, 'Notes,Ben Finch,Gazette,Of Ben.,,\nNotes,Ada Quill,Chronicle,Of Ada.,,\nNotes,,,Of whom?,,\n')
  ).toEqual([
    ['a', 'Chronicle', 'Of Ada.'],
    ['b', 'Gazette', 'Of Ben.'],
    ['', '', 'Of whom?']
  ])
  expect(read(row('Notes', 'A. Quill', '', 'https://a.example/a'), 'Notes,Ada Quill,,Of Ada.,,\n')).toEqual([
    ['a', 'a.example', 'Of Ada.']
  ])
  const nameless = row('https://a.example/a', '', '', 'https://a.example/a')
  expect(
    read(nameless + row('', '', '', 'https://a.example/b'), 'https://a.example/a,,,Of the first.,,\n')
  ).toEqual([
    ['a', 'a.example', 'Of the first.'],
    ['b', 'a.example', '']
  ])
})

it('Matter: an article with very many highlights', () => {
  const zip = zipSync({
    '_matter_history.csv': strToU8(history),
    '_matter_highlights.csv': strToU8(
      `${highlights.split('\n')[0]}\n${'The tide gauge,Ada Quill,Chronicle,It stands.,,\n'.repeat(150_000)}`
    )
  })
  expect(readLibraryExport(zip, 'Archive.zip')?.entries[0]?.highlights).toHaveLength(150_000)
})
