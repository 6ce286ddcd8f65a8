import { timeOf } from '../article/stated-time.ts'
import { childElements, type Element, elementsOf, parseHtml, textOf } from '../html/html-tree.ts'
import { selfClosedAsClosed, wordsSetApart } from '../html/xml-as-html.ts'
import { readableAuthors } from './author-names.ts'
import type { LibraryExport, LibraryFormat } from './library-entry.ts'
import { makeEntry, oneLine } from './make-entry.ts'

/**
 * `.annot`: what a Kobo, Adobe Digital Editions and other readers on Adobe's software write of one book. An annotation
 * has the marked words, where they were kept (`target`), and the reader's (`content`).
 */
export const annotationSetXml: LibraryFormat = {
  name: 'Adobe Digital Editions',
  recognises: (head) => /<(?:\w+:)?annotationSet\b[^>]*digitaleditions\/annotations/.test(head),
  read(text): LibraryExport {
    const result: LibraryExport = { app: this.name, entries: [], unreadable: [] }
    // HTML leaves an element of XML open that closes itself, and knows no prefixes.
    const closed = selfClosedAsClosed(wordsSetApart(text)).replace(/<(\/?)(?!dc:)[A-Za-z][\w.-]*:/g, '<$1')
    const [set] = [...elementsOf(parseHtml(closed, 'fragment').root)].filter(
      ({ tagName }) => tagName === 'annotationset'
    )
    const publication = set && child(set, 'publication')
    const title = oneLine(wordsIn(publication, 'dc:title'), 200)
    const highlights: { exact: string; note: string; createdAt: number | null }[] = []
    const notes: string[] = []
    const annotations = set ? childElements(set).filter(({ tagName }) => tagName === 'annotation') : []
    for (const [index, one] of annotations.entries()) {
      const target = child(one, 'target')
      const exact = wordsIn(target && child(target, 'fragment'), 'text')
      const note = wordsIn(child(one, 'content'), 'text')
      if (exact) highlights.push({ exact, note, createdAt: timeOf(wordsIn(one, 'dc:date')) })
      else if (note) notes.push(note)
      else result.unreadable.push({ row: index + 1, title, reason: 'bookmarkOnly' })
    }
    const times = highlights.map(({ createdAt }) => createdAt).filter((time) => time !== null)
    const entry = makeEntry({
      row: 1,
      title,
      byline: readableAuthors(wordsIn(publication, 'dc:creator')),
      site: wordsIn(publication, 'dc:publisher'),
      language: wordsIn(publication, 'dc:language'),
      state: 'finished',
      addedAt: times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : null,
      note: notes.join('\n\n'),
      highlights
    })
    if (entry.note || entry.highlights.length > 0) result.entries.push(entry)
    return result
  }
}

const child = (element: Element, name: string) =>
  childElements(element).find(({ tagName }) => tagName === name)

function wordsIn(element: Element | undefined, name: string): string {
  const found = element && child(element, name)
  return found ? textOf(found).trim() : ''
}
