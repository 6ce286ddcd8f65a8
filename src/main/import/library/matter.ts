import { strFromU8 } from 'fflate'
import { addAll } from '../../../shared/long-lists.ts'
import { timeOf } from '../article/stated-time.ts'
import type { LibraryEntry, LibraryExport, LibraryFormat } from './library-entry.ts'
import { type HighlightDraft, listOf, makeEntry, oneLine } from './make-entry.ts'
import { columnsOf, readTable, type TableRow } from './read-table.ts'

const HISTORY = /(?:^|(?<=\/))_matter_history\.csv$/
const HIGHLIGHTS = /(?:^|(?<=\/))_matter_highlights\.csv$/

/** `_matter_history.csv`: what was saved or read; what is no longer in the queue was read. */
export const matterHistory: LibraryFormat = {
  name: 'Matter',
  recognises: (head) => {
    const present = columnsOf(head)
    return ['title', 'publisher', 'url', 'last interaction date', 'file id'].every((one) =>
      present.includes(one)
    )
  },
  read: (text) => historyOf(text, () => undefined)
}

/** `_matter_highlights.csv` alone, without the addresses of what was highlighted. */
export const matterHighlights: LibraryFormat = {
  name: 'Matter',
  recognises: (head) => {
    const present = columnsOf(head)
    return ['title', 'publisher', 'text', 'highlighted date'].every((one) => present.includes(one))
  },
  read(text): LibraryExport {
    const result: LibraryExport = { app: this.name, entries: [], unreadable: [] }
    for (const { row, first, highlights } of highlightsOf(text, result.unreadable).values())
      result.entries.push(entryOf(first, row, highlights))
    return result
  }
}

/** Whether an unpacked archive is Matter's. */
export const isMatter = (names: Iterable<string>) => [...names].some((name) => HISTORY.test(name))

/**
 * Matter's export: both tables, and the pages under the names that the first of them gives.
 * @param files the unpacked archive by name; names are only keys
 */
export function readMatter(files: ReadonlyMap<string, Uint8Array>): LibraryExport {
  const names = [...files.keys()]
  const history = names.find((name) => HISTORY.test(name)) ?? ''
  const folder = history.slice(0, history.search(HISTORY))
  const known = new KnownArticles()
  const pageOf = (id: string) => {
    const page = files.get(`${folder}${id}`) ?? files.get(`${folder}content/${id}`)
    return page && strFromU8(page)
  }
  const result = historyOf(strFromU8(files.get(history)!), pageOf, known)
  const marked = names.find((name) => HIGHLIGHTS.test(name))
  if (!marked) return result
  for (const { row, first, highlights } of highlightsOf(
    strFromU8(files.get(marked)!),
    result.unreadable
  ).values()) {
    const found = entryOf(first, row, highlights)
    const entry = known.find(first)
    if (entry) addAll(entry.highlights, found.highlights)
    else result.entries.push(found)
  }
  return result
}

/** Articles by what the table of highlights says of them: no address, only title, author and publisher. */
class KnownArticles {
  readonly #byNames = new Map<string, LibraryEntry>()
  /** Nothing for a title that several have. */
  readonly #byTitle = new Map<string, LibraryEntry | undefined>()

  add(row: TableRow, entry: LibraryEntry): void {
    const title = row.get('title').trim()
    const names = namesOf(row)
    if (!this.#byNames.has(names)) this.#byNames.set(names, entry)
    this.#byTitle.set(title, this.#byTitle.has(title) ? undefined : entry)
  }

  find(row: TableRow): LibraryEntry | undefined {
    return this.#byNames.get(namesOf(row)) ?? this.#byTitle.get(row.get('title').trim())
  }
}

const namesOf = (row: TableRow) =>
  JSON.stringify(['title', 'author', 'publisher'].map((name) => row.get(name).trim()))

function historyOf(
  text: string,
  pageOf: (id: string) => string | undefined,
  known?: KnownArticles
): LibraryExport {
  const result: LibraryExport = { app: 'Matter', entries: [], unreadable: [] }
  for (const row of readTable(text)) {
    const page = pageOf(row.get('file id').trim())
    const said = (name: string) => row.get(name).trim().toLowerCase()
    const entry = makeEntry({
      row: row.row,
      url: row.get('url'),
      title: row.get('title'),
      byline: row.get('author'),
      site: row.get('publisher'),
      tags: listOf(row.get('tags'), ';'),
      state: said('read') === 'true' || said('in queue') === 'false' ? 'finished' : 'later',
      starred: said('favorited') === 'true',
      addedAt: timeOf(row.get('last interaction date')),
      content: page ? { kind: 'html', text: page } : null
    })
    if (entry.url || entry.content) {
      result.entries.push(entry)
      known?.add(row, entry)
    } else
      result.unreadable.push({ row: row.row, title: oneLine(row.get('title'), 200), reason: 'noAddress' })
  }
  return result
}

interface Marked {
  row: number
  first: TableRow
  highlights: HighlightDraft[]
}

/** What was highlighted, by what it was in. */
function highlightsOf(text: string, unreadable: LibraryExport['unreadable']): Map<string, Marked> {
  const found = new Map<string, Marked>()
  for (const row of readTable(text)) {
    const title = row.get('title')
    const exact = row.get('text')
    if (!title.trim() || !exact.trim()) {
      unreadable.push({ row: row.row, title: oneLine(title, 200), reason: 'noWords' })
      continue
    }
    const key = namesOf(row)
    const one = found.get(key) ?? { row: row.row, first: row, highlights: [] }
    found.set(key, one)
    one.highlights.push({ exact, note: row.get('note'), createdAt: timeOf(row.get('highlighted date')) })
  }
  return found
}

function entryOf(row: TableRow, number: number, highlights: readonly HighlightDraft[]): LibraryEntry {
  return makeEntry({
    row: number,
    url: row.get('url'),
    title: row.get('title'),
    byline: row.get('author'),
    site: row.get('publisher'),
    state: 'finished',
    highlights
  })
}
