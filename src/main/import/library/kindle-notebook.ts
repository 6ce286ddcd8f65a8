import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { readableAuthors } from './author-names.ts'
import { kindOf } from './kindle-clippings.ts'
import type { LibraryExport, LibraryFormat } from './library-entry.ts'
import { type HighlightDraft, makeEntry, oneLine } from './make-entry.ts'

type Node = DefaultTreeAdapterTypes.Node

/** A piece of the page by its class, with what stands in it up to the next one, however they are nested. */
interface Part {
  name: string
  text: string
  /** What the Kindle calls the colour; empty when nothing is marked. */
  color: string
}

/** A place is about 150 bytes of a book, its markup included; letters of it that a highlight may show. */
const LETTERS_OF_A_PLACE = 100

/**
 * What the Kindle's apps send of a book ("Export Notebook"): its title, its authors, and for each highlight, note and
 * bookmark a line that says what and where, with the words below it. A note belongs to the highlight it follows when
 * both are at one place.
 */
export const kindleNotebook: LibraryFormat = {
  name: 'Kindle',
  recognises: (head) =>
    /class=["']bookTitle["']/.test(head) && /class=["'](?:noteHeading|noteText|notebookFor)["']/.test(head),
  read(text): LibraryExport {
    const result: LibraryExport = { app: this.name, entries: [], unreadable: [] }
    const parts = partsOf(text)
    const said = (name: string) => oneLine(parts.find((part) => part.name === name)?.text, 1000)
    const title = said('bookTitle')
    const marks: (HighlightDraft & { exact: string; note: string; place: Place })[] = []
    const loose: string[] = []
    let row = 0
    for (const [index, part] of parts.entries()) {
      if (part.name !== 'noteHeading') continue
      row++
      const kind = part.color ? 'highlight' : kindOf(part.text)
      const next = parts[index + 1]
      const words = next?.name === 'noteText' ? lines(next.text) : ''
      if (kind === 'bookmark' || !words) {
        result.unreadable.push({ row, title, reason: kind === 'bookmark' ? 'bookmarkOnly' : 'noWords' })
        continue
      }
      const place = placeIn(part.text)
      const last = marks.at(-1)
      if (kind === 'highlight') marks.push({ exact: words, note: '', color: part.color, place })
      else if (last && isWithin(place, last.place, last.exact.length))
        last.note = last.note ? `${last.note}\n\n${words}` : words
      else loose.push(words)
    }
    const entry = makeEntry({
      row: 1,
      title,
      byline: readableAuthors(said('authors')),
      site: 'Kindle',
      state: 'finished',
      note: loose.join('\n\n'),
      highlights: marks
    })
    if (entry.note || entry.highlights.length > 0) result.entries.push(entry)
    return result
  }
}

/** The parts of the page in its order; one of its forms nests every part in the one before. */
function partsOf(text: string): Part[] {
  const parts: Part[] = []
  const waiting: Node[] = [parse(text)]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const part = parts.at(-1)
    if (part && 'value' in node) part.text += node.value
    if (!('childNodes' in node)) continue
    if ('tagName' in node) {
      const name = node.attrs.find((one) => one.name === 'class')?.value ?? ''
      if (/^(?:bookTitle|authors|citation|sectionHeading|noteHeading|noteText)$/.test(name))
        parts.push({ name, text: '', color: '' })
      else if (part && name.startsWith('highlight_')) part.color = name.slice('highlight_'.length)
      else if (part && node.tagName === 'br') part.text += '\n'
    }
    for (let index = node.childNodes.length - 1; index >= 0; index--) waiting.push(node.childNodes[index]!)
  }
  return parts
}

/** Words with the breaks that were made in them, and not those of the file. */
const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .join('\n')

interface Place {
  /** As the heading says it. */
  stated: string
  /** Kindle's own count of places; undefined where only a page is stated. */
  location: number | undefined
}

/** What Kindles call a page, where they state no place besides. */
const pageAlone =
  /(?:^|[\s-])(?:p(?:age|[aá]g(?:ina)?|\.)|s(?:eite|ida|ide|ayfa|tron[ay]|\.)|стр\p{L}*)[.\s]|ページ|[页頁쪽]|페이지/iu

/** "Page 12 · Location 180": of two numbers the second is the place; one alone is either. */
function placeIn(heading: string): Place {
  const stated = heading
    .slice(Math.max(heading.lastIndexOf('>'), heading.lastIndexOf(' - ')) + 1)
    .replace(/\s+/gu, ' ')
    .trim()
  const numbers = [...stated.matchAll(/\d[\d.,]*/g)].map(([digits]) => Number(digits.replace(/\D/g, '')))
  const isPage = numbers.length === 1 && pageAlone.test(stated)
  return { stated, location: isPage ? undefined : (numbers[1] ?? numbers[0]) }
}

/** Whether a note stands at the words of a highlight, which says only where it begins. */
function isWithin(note: Place, mark: Place, length: number): boolean {
  if (note.location === undefined || mark.location === undefined) return note.stated === mark.stated
  const places = Math.ceil(length / LETTERS_OF_A_PLACE) + 1
  return note.location >= mark.location && note.location <= mark.location + places
}
