import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readLibraryExport, recogniseLibraryExport } from './read-library-export.ts'

const head = `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE html><html><head><style>.bookTitle{font-size:20pt}</style></head><body><div class="bodyContainer">
<div class="notebookFor">Notes and highlights for</div><div class="bookTitle">
The Tide Gauge
</div><div class="authors">Quill, Ada; Finch, Ben</div><div class="citation"></div><hr />
<div class="sectionHeading">Chapter 1 - The hut</div>`

const read = (body: string) => {
  const bytes = strToU8(`${head}${body}</div></body></html>`)
  expect(recogniseLibraryExport(bytes, 'Notebook.html')).toBe('Kindle')
  return readLibraryExport(bytes, 'Notebook.html')!
}

const mark = (where: string, words: string, color = 'yellow') =>
  `<div class="noteHeading">Highlight(<span class="highlight_${color}">${color}</span>) - ${where}</div><div class="noteText">${words}</div>`
const note = (where: string, words: string) =>
  `<div class="noteHeading">Note - ${where}</div><div class="noteText">${words}</div>`

describe("a notebook that the Kindle's apps send", () => {
  it('is one book with its highlights, their colours and their notes', () => {
    const { entries, unreadable } = read(
      mark('Page 3 · Location 120', 'The gauge stands &amp; waits.') +
        note('Page 3 · Location 120', 'Why does it?') +
        mark('Page 9 · Location 300', 'The pier\n ends there.', 'blue') +
        note('Page 40 · Location 1,300', 'On the whole a quiet book.')
    )
    expect(unreadable).toEqual([])
    expect(entries).toMatchObject([
      {
        title: 'The Tide Gauge',
        byline: 'Ada Quill, Ben Finch',
        site: 'Kindle',
        note: 'On the whole a quiet book.',
        highlights: [
          { exact: 'The gauge stands & waits.', note: 'Why does it?', color: 'yellow' },
          { exact: 'The pier\nends there.', note: '', color: 'blue' }
        ]
      }
    ])
    expect(entries).toHaveLength(1)
  })

  it('tells bookmarks and what has no words', () => {
    const { entries, unreadable } = read(
      `<div class="noteHeading">Bookmark - Page 2 · Location 80</div>${mark('Page 3 · Location 120', '')}${mark('Page 4 · Location 130', 'The hut.')}`
    )
    expect(entries[0]?.highlights).toHaveLength(1)
    expect(unreadable).toEqual([
      { row: 1, title: 'The Tide Gauge', reason: 'bookmarkOnly' },
      { row: 2, title: 'The Tide Gauge', reason: 'noWords' }
    ])
  })

  it('is read in the form whose lines are never closed as they were opened, and in German', () => {
    const old = (heading: string, words: string) =>
      `<h3 class='noteHeading'>${heading}</div><div class='noteText'>${words}</h3>`
    const { entries } = read(
      old('Markierung (<span class="highlight_pink">Pink</span>) - Seite 3', 'Der Pegel steht.') +
        old('Notiz - Seite 3', 'Warum?') +
        old(
          'Markierung (<span class="highlight_orange">Orange</span>) - Das Haus > Seite 4 · Position 99',
          'Das Haus.'
        )
    )
    expect(entries[0]?.highlights).toMatchObject([
      { exact: 'Der Pegel steht.', note: 'Warum?', color: 'pink' },
      { exact: 'Das Haus.', note: '', color: 'yellow', tags: ['orange'] }
    ])
  })

  it.each([
    ['Page 13', 'Page 12'],
    ['S. 120', 'S. 119'],
    ['Page xiii', 'Page xii']
  ])('keeps a note on %s apart from a highlight on %s that ends there', (noted, marked) => {
    const words = 'The gauge stands and waits. '.repeat(10)
    expect(read(mark(marked, words) + note(noted, 'Of another page.')).entries).toMatchObject([
      { note: 'Of another page.', highlights: [{ note: '' }] }
    ])
  })
})
