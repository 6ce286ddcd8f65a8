import { OWN_PREFIX, TITLE_PAGE } from '../../import/documents/epub-own.ts'
import { xml } from './xhtml.ts'

/** What the package says of the article. Empty fields are left out. */
export interface BookFacts {
  id: string
  title: string
  byline: string
  site: string
  url: string
  published: string
  modified: string
  licence: string
  leadImageUrl: string
  language: string
  direction: 'ltr' | 'rtl'
  standfirst: string
  sourceLine: string
  tags: readonly string[]
  /** When this state of it came about, milliseconds. */
  changedAt: number
}

/** A file of the book, relative to the package. */
export interface BookItem {
  id: string
  href: string
  mediaType: string
  properties?: string
  /** Of a kind not every reading program shows: the id of what stands for it. */
  fallback?: string
}

export const container =
  '<?xml version="1.0" encoding="utf-8"?>\n<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>\n'

/** The package document (EPUB 3.3, section 5). */
export function packageDocument(
  facts: BookFacts,
  items: readonly BookItem[],
  spine: readonly string[]
): string {
  const dc = (name: string, value: string, attributes = '') =>
    value && `<dc:${name}${attributes}>${xml(value)}</dc:${name}>`
  const own = (name: string, value: string) =>
    value && `<meta property="lectern:${name}">${xml(value)}</meta>`
  const metadata = [
    dc('identifier', `urn:uuid:${facts.id}`, ' id="id"'),
    dc('title', facts.title),
    dc('language', facts.language || 'und'),
    dc('creator', facts.byline),
    dc('publisher', facts.site),
    dc('date', facts.published),
    dc('rights', facts.licence),
    dc('source', facts.url),
    dc('description', facts.standfirst),
    ...facts.tags.map((tag) => dc('subject', tag)),
    `<meta property="dcterms:modified">${new Date(facts.changedAt).toISOString().slice(0, 19)}Z</meta>`,
    own('article', '1'),
    own('modified', facts.modified),
    own('lead-image-url', facts.leadImageUrl),
    own('source-line', facts.sourceLine)
  ]
  const manifest = items.map(
    ({ id, href, mediaType, properties, fallback }) =>
      `<item id="${id}" href="${href}" media-type="${mediaType}"${properties ? ` properties="${properties}"` : ''}${fallback ? ` fallback="${fallback}"` : ''}/>`
  )
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" dir="${facts.direction}" prefix="lectern: ${OWN_PREFIX}">`,
    '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
    ...metadata.filter((line) => line !== ''),
    '</metadata>',
    '<manifest>',
    ...manifest,
    '</manifest>',
    `<spine page-progression-direction="${facts.direction}">`,
    ...[TITLE_PAGE, ...spine].map((id) => `<itemref idref="${id}"/>`),
    '</spine>',
    '</package>\n'
  ].join('\n')
}

/** An XHTML file of the book around markup that is XHTML already. */
export function xhtmlPage(facts: BookFacts, title: string, body: string): string {
  const language = facts.language ? ` lang="${xml(facts.language)}" xml:lang="${xml(facts.language)}"` : ''
  return `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"${language} dir="${facts.direction}">
<head><title>${xml(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
${body}
</body>
</html>
`
}

/** The page that stands before the text. */
export function titlePage(facts: BookFacts): string {
  const credits = [facts.byline, facts.site, facts.published].filter((part) => part !== '')
  const lines = [
    `<h1>${xml(facts.title)}</h1>`,
    facts.standfirst && `<p class="standfirst">${xml(facts.standfirst)}</p>`,
    credits.length > 0 && `<p class="credits">${xml(credits.join(' · '))}</p>`,
    facts.sourceLine && `<p class="credits">${xml(facts.sourceLine)}</p>`,
    facts.url && `<p class="credits"><a href="${xml(facts.url)}">${xml(facts.url)}</a></p>`,
    facts.licence && `<p class="credits">${xml(facts.licence)}</p>`
  ]
  return `<section epub:type="titlepage">\n${lines.filter(Boolean).join('\n')}\n</section>`
}

export interface NavEntry {
  href: string
  text: string
  level: number
}

/** The table of contents, nested by level, and the list of pages when the original had some. */
export function navigation(contents: readonly NavEntry[], pages: readonly NavEntry[]): string {
  const link = ({ href, text }: NavEntry) => `<a href="${xml(href)}">${xml(text)}</a>`
  let list = ''
  const open: number[] = []
  for (const entry of contents) {
    while (open.length > 1 && open.at(-1)! > entry.level) {
      // A level that was never opened on the way up closes into the one above it.
      if (open.at(-2)! < entry.level) break
      list += '</li></ol>'
      open.pop()
    }
    if (open.length > 0 && open.at(-1)! >= entry.level) {
      list += '</li>'
      open[open.length - 1] = entry.level
    } else {
      list += '<ol>'
      open.push(entry.level)
    }
    list += `<li>${link(entry)}`
  }
  list += '</li></ol>'.repeat(open.length)
  const nav = `<nav epub:type="toc" id="toc">${list}</nav>`
  if (pages.length === 0) return nav
  const items = pages.map((page) => `<li>${link(page)}</li>`).join('')
  return `${nav}\n<nav epub:type="page-list" id="pages" hidden="hidden"><ol>${items}</ol></nav>`
}

export const style = `body { line-height: 1.5; }
img { max-width: 100%; height: auto; }
figure { margin: 1em 0; }
figcaption, .credits { font-size: 0.85em; }
.caption, .credit { display: block; }
.standfirst { font-size: 1.15em; }
.verse { white-space: pre-wrap; }
pre { white-space: pre-wrap; }
td, th { padding: 0.2em 0.6em; text-align: start; vertical-align: top; }
[data-align="left"] { text-align: left; }
[data-align="center"] { text-align: center; }
[data-align="right"] { text-align: right; }
.missing-image::before { content: "[" attr(aria-label) "]"; }
`
