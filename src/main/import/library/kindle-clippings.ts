import { readableAuthors } from './author-names.ts'
import { kindleTime } from './kindle-time.ts'
import type { LibraryExport, LibraryFormat } from './library-entry.ts'
import { makeEntry, oneLine } from './make-entry.ts'

interface Clipping {
  row: number
  kind: 'highlight' | 'note' | 'bookmark'
  words: string
  /** Kindle's own count of places, or the page where there is none. */
  start: number
  end: number
  createdAt: number | null
}

/** Words for a note and for a bookmark in the languages a Kindle speaks; the rest are highlights. */
const NOTE =
  /\b(?:note|notiz|nota|notitie|notat|notatka|anteckning|not|notunuz)\b|笔记|筆記|メモ|메모|заметк/iu
const BOOKMARK =
  /\b(?:bookmark|lesezeichen|marcador|signet|segnalibro|bladwijzer|bokmärke|yer imi)|zakładk|书签|書籤|ブックマーク|책갈피|북마크|закладк/iu

/** What a Kindle says it noted down, in its language. */
export function kindOf(about: string): 'highlight' | 'note' | 'bookmark' {
  return NOTE.test(about) ? 'note' : BOOKMARK.test(about) ? 'bookmark' : 'highlight'
}

/**
 * `My Clippings.txt` of a Kindle: records divided by a line of equals signs. A title line, a line that says
 * what and where, an empty line, the words. A note belongs to the highlight that ends where it stands.
 */
export const kindleClippings: LibraryFormat = {
  name: 'Kindle',
  recognises: (head) => /^={10}\s*$/m.test(head) && /^- .+(?:\||\d)/m.test(head),
  read(text): LibraryExport {
    const result: LibraryExport = { app: this.name, entries: [], unreadable: [] }
    const books = new Map<string, Clipping[]>()
    for (const [index, record] of text.split(/^={10}[ \t]*\r?$/m).entries()) {
      const lines = record
        .replace(/^\ufeff/, '')
        .trim()
        .split(/\r?\n/)
      if (lines.length === 1 && lines[0] === '') continue
      const row = index + 1
      const title = (lines[0] ?? '').replace(/^\ufeff/, '').trim()
      const about = lines[1] ?? ''
      if (!title || !about.startsWith('-')) {
        result.unreadable.push({ row, title: oneLine(title, 200), reason: 'notARecord' })
        continue
      }
      const kind = kindOf(about)
      if (kind === 'bookmark') {
        result.unreadable.push({ row, title: oneLine(title, 200), reason: 'bookmarkOnly' })
        continue
      }
      const words = lines.slice(2).join('\n').trim()
      if (!words) {
        result.unreadable.push({ row, title: oneLine(title, 200), reason: 'noWords' })
        continue
      }
      // "<You have reached the clipping limit for this item>", in the Kindle's language.
      if (kind === 'highlight' && /^<[^<>\n]+>$/.test(words)) {
        result.unreadable.push({ row, title: oneLine(title, 200), reason: 'clippingLimit' })
        continue
      }
      const clipping = { row, kind, words, ...placeOf(about), createdAt: kindleTime(about) } as const
      const others = books.get(title)
      if (others) others.push(clipping)
      else books.set(title, [clipping])
    }
    for (const [heading, clippings] of books) result.entries.push(bookOf(heading, clippings))
    return result
  }
}

function bookOf(heading: string, clippings: readonly Clipping[]) {
  const [, title = heading, byline = ''] = /^(.*)\(([^()]*)\)\s*$/su.exec(heading) ?? []
  const marks = withoutRevisions(clippings.filter((one) => one.kind === 'highlight')).map((one) => ({
    ...one,
    note: ''
  }))
  const loose: string[] = []
  for (const note of clippings.filter((one) => one.kind === 'note')) {
    const mark = marks.findLast((one) => one.start <= note.start && note.start <= one.end)
    if (mark) mark.note = mark.note ? `${mark.note}\n\n${note.words}` : note.words
    else loose.push(note.words)
  }
  const times = clippings.map((one) => one.createdAt).filter((time) => time !== null)
  return makeEntry({
    row: clippings[0]!.row,
    title: title.trim() || heading,
    byline: readableAuthors(byline),
    site: 'Kindle',
    state: 'finished',
    note: loose.join('\n\n'),
    addedAt: times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : null,
    highlights: marks
      .toSorted((a, b) => a.start - b.start)
      .map((one) => ({ exact: one.words, note: one.note, createdAt: one.createdAt }))
  })
}

/** A highlight drawn again longer or shorter leaves both in the file; the one made last is meant. */
function withoutRevisions(marks: readonly Clipping[]): Clipping[] {
  return marks.filter(
    (one, index) =>
      !marks.some(
        (later, other) =>
          other > index &&
          later.start <= one.end &&
          one.start <= later.end &&
          (later.words.includes(one.words) || one.words.includes(later.words))
      )
  )
}

function placeOf(about: string): { start: number; end: number } {
  // The place is the last range or number before the date, which stands after the last bar; a page alone stands
  // for itself.
  const parts = about.split('|')
  const before = parts.slice(0, Math.max(1, Math.min(2, parts.length - 1))).join('|')
  const ranges = [...before.matchAll(/(\d+)(?:\s*[-–]\s*(\d+))?/g)]
  const last = ranges.at(-1)
  if (!last) return { start: 0, end: 0 }
  const start = Number(last[1])
  // "3332-34" is short for 3332 to 3334.
  const stated = last[2] ?? last[1]!
  const end = Number(stated.length < last[1]!.length ? last[1]!.slice(0, -stated.length) + stated : stated)
  return { start, end: Math.max(start, end) }
}
