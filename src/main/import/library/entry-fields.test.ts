import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { importBytes } from '../importers.ts'
import { importEntry } from './import-entry.ts'
import { makeEntry } from './make-entry.ts'
import { readLibraryExport } from './read-library-export.ts'

/** The article that comes of the first entry in a file. */
function article(bytes: Uint8Array | string, name = 'export.txt') {
  const found = readLibraryExport(typeof bytes === 'string' ? strToU8(bytes) : bytes, name)
  return importEntry(found!.entries[0]!)
}

const picture = 'https://example.org/pier.jpg'
const page = { url: 'https://example.org/tides', title: 'Tides' }

describe('what other apps know of an article', () => {
  it('Omnivore: its picture, and the description that is not said in the text', () => {
    const record = {
      slug: 'tides',
      ...page,
      thumbnail: picture,
      description: 'Why the sea comes and goes.',
      publishedAt: '2021-03-03'
    }
    const zip = (html: string) =>
      zipSync({
        'metadata_0_to_20.json': strToU8(JSON.stringify([record])),
        'content/tides.html': strToU8(html)
      })
    expect(article(zip('<p>The moon pulls.</p>'), 'omnivore.zip')).toMatchObject({
      leadImageUrl: picture,
      standfirst: 'Why the sea comes and goes.',
      published: '2021-03-03'
    })
    expect(
      article(zip('<p>Why the sea comes and goes. The moon pulls.</p>'), 'omnivore.zip').standfirst
    ).toBe('')
  })

  it('wallabag: language and picture', () => {
    const one = {
      is_archived: 0,
      ...page,
      language: 'en_GB',
      preview_picture: '/pier.jpg',
      content: '<p>The moon.</p>'
    }
    expect(article(JSON.stringify([one]))).toMatchObject({ language: 'en-GB', leadImageUrl: picture })
  })

  it('Karakeep: writer, dates, picture and text, where its export has them', () => {
    const content = {
      type: 'link',
      url: page.url,
      author: 'Ada Quill',
      publisher: 'Harbour Chronicle',
      datePublished: '2021-03-03',
      dateModified: '2021-04-01',
      imageUrl: picture,
      description: 'Why the sea comes and goes.',
      htmlContent: '<p>The moon pulls.</p>'
    }
    expect(article(JSON.stringify({ bookmarks: [{ title: 'Tides', content }] }))).toMatchObject({
      byline: 'Ada Quill',
      site: 'Harbour Chronicle',
      published: '2021-03-03',
      modified: '2021-04-01',
      leadImageUrl: picture,
      standfirst: 'Why the sea comes and goes.',
      blocks: [{ type: 'paragraph', children: [{ type: 'text', text: 'The moon pulls.' }] }]
    })
  })

  it('Raindrop: its cover, in both of its exports', () => {
    expect(
      article(
        `id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n7,Tides,,,${page.url},,,2024-02-03T04:05:06.000Z,${picture},,false\n`
      ).leadImageUrl
    ).toBe(picture)
    expect(
      article(
        `<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><DT><A HREF="${page.url}" DATA-COVER="${picture}">Tides</A></DL>`
      ).leadImageUrl
    ).toBe(picture)
  })

  it('Zotero: rights and language', () => {
    const licence = 'Creative Commons Attribution 4.0 & more'
    expect(
      article(
        `@article{a,\n  title = {Tides},\n  url = {${page.url}},\n  rights = {Creative Commons Attribution 4.0 \\& more},\n}\n`,
        'a.bib'
      ).licence
    ).toBe(licence)
    expect(
      article(
        JSON.stringify([
          {
            title: 'Tides',
            'container-title': 'The Sea',
            language: 'en-GB',
            license: licence,
            URL: page.url
          }
        ])
      )
    ).toMatchObject({ licence, language: 'en-GB', site: 'The Sea' })
    expect(article(`TY  - JOUR\nTI  - Tides\nUR  - ${page.url}\nLA  - de\nER  - \n`).language).toBe('de')
  })

  it('believes no wild field', () => {
    const wild = makeEntry({
      row: 1,
      ...page,
      language: 'the language of birds',
      leadImageUrl: 'javascript:alert(1)',
      licence: 7
    })
    expect(importEntry(wild)).toMatchObject({ leadImageUrl: '', licence: '' })
    expect(importEntry(wild).language).not.toContain('birds')
  })
})

describe('front matter', () => {
  it('fills what it knows, as Lectern’s own export writes it', () => {
    const markdown = `---\ntitle: Tides\nmodified: 2021-04-01\nlicence: CC BY 4.0\nimage: ${picture}\nlanguage: en\n---\nThe moon pulls.\n`
    const known = {
      title: 'Tides',
      modified: '2021-04-01',
      licence: 'CC BY 4.0',
      leadImageUrl: picture,
      language: 'en'
    }
    expect(importBytes({ bytes: strToU8(markdown), fileName: 'tides.md' })).toMatchObject(known)
  })

  it('takes the day a note was touched for nothing else', () => {
    const clipped = '---\ntitle: Tides\ncreated: 2024-01-01\nmodified: 2024-02-02\n---\nThe moon pulls.\n'
    expect(importBytes({ bytes: strToU8(clipped), fileName: 'tides.md' }).modified).toBe('')
  })
})
