import { Buffer } from 'node:buffer'
import { strToU8, zipSync } from 'fflate'
import { epub2, epub3 } from '../../import/fixtures/epub.ts'
import { docx, mhtml, png, records, webarchive } from '../../import/fixtures/saved-formats.ts'
import { writePdf } from '../../import/fixtures/write-pdf.ts'

/** A file that is read without complaint, from which fuzzing starts. */
export interface Seed {
  fileName: string
  bytes: Uint8Array
}

const line = 'The tide comes twice a day and nobody in the harbour is surprised by it. '
const seed = (fileName: string, content: string | Uint8Array): Seed => ({
  fileName,
  bytes: typeof content === 'string' ? strToU8(content) : new Uint8Array(content)
})

/** Pages, plain and marked-up texts. */
export const textSeeds: readonly Seed[] = [
  seed('plain.txt', `Tides\n\nBy Ada Penn\n\n${line.repeat(3)}\n\n* one\n* two\n\n${line}\n`),
  seed(
    'marked.md',
    `---\ntitle: Tides\ntags: [sea, moon]\n---\n# Tides\n\n${line}[^1] *and* \`code\` [a link](https://example.org)\n\n> ${line}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[^1]: The note.\n`
  ),
  seed(
    'page.html',
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tides</title><base href="https://example.org/"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Tides","author":{"name":"Ada Penn"},"datePublished":"2020-01-02"}</script></head><body><article><h1>Tides</h1><p>${line.repeat(2)}<a href="/x" id="a">out</a></p><ul><li>one<li>two</ul><table><tr><th>a<td>b</table><figure><img src="data:image/png;base64,${png.toString('base64')}" alt="x"><figcaption>c</figcaption></figure><p><ruby>漢<rt>かん</rt></ruby> <math><mi>x</mi></math> ${line}</p></article></body></html>`
  )
]

/** Files that keep a page with what belongs to it. */
export const containerSeeds: readonly Seed[] = [
  seed('page.mhtml', mhtml('boat.png')),
  seed('page.webarchive', webarchive),
  seed('page.warc', new Uint8Array(Buffer.concat(records)))
]

export const zipSeeds: readonly Seed[] = [
  seed('report.docx', docx()),
  seed('book.epub', epub3),
  seed('old.epub', epub2)
]

export const pdfSeeds: readonly Seed[] = [
  seed(
    'paper.pdf',
    writePdf({
      info: { Title: 'Tides' },
      pages: [
        {
          texts: [
            { x: 72, y: 760, text: 'Tides', size: 20, font: 'bold' },
            ...Array.from({ length: 8 }, (_, index) => ({
              x: 72,
              y: 720 - index * 13,
              text: line.slice(0, 70)
            }))
          ]
        },
        { texts: [{ x: 72, y: 760, text: line.slice(0, 60) }] }
      ]
    })
  )
]

/** What other apps give away of their libraries, one of each kind of file. */
export const librarySeeds: readonly Seed[] = [
  seed(
    'pocket.csv',
    'title,url,time_added,tags,status\n"Tides, and other things",https://example.org/tides,1600000000,sea|slow,unread\nB,https://example.org/b,1600000100,,archive\n'
  ),
  seed(
    'pocket.html',
    '<!DOCTYPE html><html><head><title>Pocket Export</title></head><body><h1>Unread</h1><ul><li><a href="https://example.org/a" time_added="1500000000" tags="one,two">A &amp; B</a></li></ul></body></html>'
  ),
  seed(
    'raindrop.csv',
    'id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n7,Drops,My note,About,https://example.org/rain,Weather/Rain,"wet, cold",2024-02-03T04:05:06.000Z,,"Highlight:the first drop\nNote:so it began",true\n'
  ),
  seed(
    'reader.csv',
    `Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen\nOne,https://example.org/1,01h,"['deep work', ""it's""]",2024-05-06 07:08:09+00:00,0.4,later,True\n`
  ),
  seed(
    'readwise.csv',
    'Highlight,Book Title,Book Author,Amazon Book ID,Note,Color,Tags,Location Type,Location,Highlighted at,Document tags\nSecond words,A Book,Ada Penn,B01,,blue,,location,200,2023-01-02 03:04:05+00:00,history\nFirst,A Book,Ada Penn,B01,Look,pink,"one,two",location,100,,history\n'
  ),
  seed(
    'wallabag.json',
    '[{"is_archived":1,"is_starred":0,"tags":["sea"],"title":"Waves","url":"https://example.org/w","content":"<p>Waves come and go.</p>","created_at":"2020-01-02T03:04:05+0000","published_by":["Ada"],"domain_name":"example.org","annotations":[{"quote":"come and go","text":"as we do","created_at":"2020-02-02T00:00:00+0000"}]},7]'
  ),
  seed(
    'karakeep.json',
    '{"bookmarks":[{"createdAt":1700000000,"title":"A link","tags":["t"],"content":{"type":"link","url":"https://example.org/k"},"note":"mine","archived":true},{"createdAt":1700000001,"title":null,"tags":[],"content":{"type":"text","text":"Some words"}}]}'
  ),
  seed(
    'hypothesis.json',
    '{"rows":[{"uri":"https://example.org/h","created":"2022-03-04T05:06:07.123456+00:00","text":"why","tags":["t"],"document":{"title":["A page"]},"target":[{"source":"https://example.org/h","selector":[{"type":"TextPositionSelector","start":5,"end":9},{"type":"TextQuoteSelector","exact":"words","prefix":"before ","suffix":" after"}]}]}],"total":1}'
  ),
  seed(
    'bookmarks.html',
    '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<H1>Menu</H1>\n<DL><p>\n<DT><H3>Sailing</H3>\n<DL><p>\n<DT><A HREF="https://example.org/s" ADD_DATE="1700000000" TAGS="wind,rope">Knots</A>\n<DD>How to\n</DL><p>\n</DL>'
  ),
  seed(
    'feeds.opml',
    '<?xml version="1.0"?><opml version="2.0"><head><title>x</title></head><body><outline text="Folder"><outline text="A link" type="link" url="https://example.org/o"/><outline text="feed" xmlUrl="https://example.org/f.xml"/></outline></body></opml>'
  ),
  seed(
    'refs.ris',
    'TY  - JOUR\nTI  - On Tides\nAU  - Penn, Ada\nUR  - https://example.org/t\nKW  - sea\nPY  - 2020/01/02\nAB  - Short.\nER  - \n\nTY  - BOOK\nTI  - Two\nER  - \n'
  ),
  seed(
    'refs.bib',
    '@string{jw = "Journal of Water"}\n@article{a, title={On {T}ides}, author={Penn, Ada}, year=2020, journal=jw, doi={10.1/x}}\n@misc{b, title={Two}, url={https://example.org/3}}\n'
  ),
  seed(
    'csl.json',
    '[{"id":"1","type":"book","title":"A Book","issued":{"date-parts":[[1999,4]]},"DOI":"10.1/b","author":[{"family":"Penn"}]}]'
  ),
  seed(
    'My Clippings.txt',
    '\ufeffThe Sea (Penn, Ada)\r\n- Your Highlight on page 9 | Location 300-302 | Added on Sunday, December 18, 2022 3:19:56 PM\r\n\r\nA sentence drawn\r\n==========\r\nThe Sea (Penn, Ada)\r\n- Your Note on page 9 | Location 302 | Added on Sunday, December 18, 2022 3:21:00 PM\r\n\r\nWhy?\r\n==========\r\n'
  ),
  seed(
    'notebook.html',
    '<html><body><div class="bookTitle">The Sea</div><div class="authors">Penn, Ada</div><div class="noteHeading">Highlight(<span class="highlight_blue">blue</span>) - Page 9 · Location 300</div><div class="noteText">A sentence drawn</div><h3 class="noteHeading">Note - Page 9 · Location 301</div><div class="noteText">Why?</h3></body></html>'
  ),
  seed(
    'hypothesis.csv',
    'Creation Date,URL,Group,Annotation/Reply Type,Quote,User,Body,Tags,Page\n2024-01-02 10:30,https://example.org/h,Public,Annotation,words,ada,why,"a,b",3\n'
  ),
  seed(
    '_matter_history.csv',
    'Title,Author,Publisher,URL,Tags,Word Count,In Queue,Favorited,Read,Highlight_Count,Last Interaction Date,File Id\nTides,Ada,Waves,https://example.org/t,sea;slow,9,False,True,True,1,2023-05-12 08:00:00+00:00,content/a.html\n'
  ),
  seed(
    'pinboard.json',
    '[{"href":"https://example.org/p","description":"Tides","extended":"About","time":"2010-08-31T03:51:53Z","toread":"no","tags":"sea slow"}]'
  ),
  seed(
    'goodlinks.json',
    '[{"url":"https://example.org/g","title":"Tides","summary":"About","tags":["sea"],"starred":true,"addedAt":1600000000.25,"readAt":1600000100}]'
  ),
  seed(
    'linkwarden.json',
    '{"collections":[{"id":1,"name":"Sea","parentId":1,"rssSubscriptions":[{"name":"f"}],"links":[{"id":7,"name":"Tides","url":"https://example.org/l","createdAt":"2024-02-03T04:05:06.000Z","tags":[{"name":"slow"}]}]}],"pinnedLinks":[{"id":7}]}'
  )
]

const omnivore = {
  'metadata_0_to_1.json':
    '[{"id":"1","slug":"waves","title":"Waves","author":"Ada","url":"https://example.org/w","state":"Archived","readingProgress":100,"labels":["sea"],"savedAt":"2024-01-02T03:04:05.678Z"}]',
  'content/waves.html': '<p>Waves come and go.</p>',
  'highlights/waves.md': '> Waves come\n> and go #blue_thing\n\nas we do\n\n> go.\n'
}
/** Files of an archive by name: one of them is changed and the archive packed anew, so that its sums are right. */
export const omnivoreFiles = Object.fromEntries(
  Object.entries(omnivore).map(([name, text]) => [name, strToU8(text)])
)
export const omnivoreSeed: Seed = { fileName: 'omnivore.zip', bytes: zipSync(omnivoreFiles) }

/** A file of the Markdown folder, as the vault writes it. */
export const vaultSeed = `---
lectern: 01890a5d-ac96-774b-bcce-b302099a8057
title: Tides
author: Ada Penn
tags:
  - sea
---
# Tides

[Open in Lectern](lectern://x)

<!-- lectern:note -->
## Note

A note with **words**.

<!-- lectern:highlights -->
## Highlights

> The tide comes twice

^h-01890a5d-ac96-774b-bcce-b302099a8058

color:: green
tags:: "a, b", c

So it does.

<!-- lectern:end -->
Mine.
`
