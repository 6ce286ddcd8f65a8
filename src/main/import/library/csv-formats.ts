import { timeOf } from '../article/stated-time.ts'
import { readableAuthors } from './author-names.ts'
import type { LibraryEntry, LibraryExport, LibraryFormat, UnreadableReason } from './library-entry.ts'
import { listOf, makeEntry, oneLine } from './make-entry.ts'
import { columnsOf, readTable, type TableRow } from './read-table.ts'

/** A table whose rows are one thing each. */
function tableFormat(
  name: string,
  /** The columns that together belong to no other app. */
  columns: readonly string[],
  entryOf: (row: TableRow) => LibraryEntry | UnreadableReason
): LibraryFormat {
  return {
    name,
    recognises: (head) => {
      const present = columnsOf(head)
      return columns.every((column) => present.includes(column))
    },
    read(text): LibraryExport {
      const result: LibraryExport = { app: name, entries: [], unreadable: [] }
      for (const row of readTable(text)) {
        const entry = entryOf(row)
        if (typeof entry === 'string') {
          result.unreadable.push({ row: row.row, title: oneLine(row.get('title'), 200), reason: entry })
        } else result.entries.push(entry)
      }
      return result
    }
  }
}

/** An article known by its address alone is worth keeping; one without only when there are words with it. */
const worthKeeping = (entry: LibraryEntry) =>
  entry.url || entry.excerpt || entry.note || entry.highlights.length > 0 ? entry : 'noAddress'

/** Pocket's last export: `title,url,time_added,tags,status`, tags divided by bars. */
export const pocketCsv = tableFormat('Pocket', ['url', 'time_added', 'status'], (row) =>
  worthKeeping(
    makeEntry({
      row: row.row,
      url: row.get('url'),
      title: row.get('title'),
      tags: listOf(row.get('tags'), '|'),
      state: row.get('status').trim() === 'archive' ? 'finished' : 'later',
      addedAt: timeOf(row.get('time_added'))
    })
  )
)

/** Instapaper: `URL,Title,Selection,Folder,Timestamp` and, lately, `Tags` as a JSON list. */
export const instapaperCsv = tableFormat('Instapaper', ['url', 'selection', 'folder', 'timestamp'], (row) => {
  const folder = row.get('folder').trim()
  const standing = ['unread', 'archive', 'starred'].includes(folder.toLowerCase())
  return worthKeeping(
    makeEntry({
      row: row.row,
      url: row.get('url'),
      title: row.get('title'),
      excerpt: row.get('selection'),
      tags: [...(standing || !folder ? [] : [folder]), ...listOf(row.get('tags'))],
      state: folder.toLowerCase() === 'archive' ? 'finished' : 'later',
      starred: folder.toLowerCase() === 'starred',
      addedAt: timeOf(row.get('timestamp'))
    })
  )
})

/** Raindrop: folders, nested by a slash, become tags; its highlights are written one below the other. */
export const raindropCsv = tableFormat('Raindrop', ['url', 'folder', 'tags', 'created'], (row) =>
  worthKeeping(
    makeEntry({
      row: row.row,
      url: row.get('url'),
      title: row.get('title'),
      note: row.get('note'),
      excerpt: row.get('excerpt'),
      leadImageUrl: row.get('cover'),
      tags: [
        ...row
          .get('folder')
          .split('/')
          .filter((folder) => folder.trim().toLowerCase() !== 'unsorted'),
        ...listOf(row.get('tags'))
      ],
      starred: row.get('favorite').trim().toLowerCase() === 'true',
      addedAt: timeOf(row.get('created')),
      highlights: raindropHighlights(row.get('highlights'))
    })
  )
)

function raindropHighlights(cell: string) {
  // "Highlight: words", "Note: words", in any number; a part runs to the next label.
  const found: { exact: string; note: string }[] = []
  for (const [, label, words] of cell.matchAll(
    /(?:^|\n)\s*(Highlight|Note)\s*:\s*([\s\S]*?)(?=\n\s*(?:Highlight|Note)\s*:|$)/gi
  )) {
    if (label!.toLowerCase() === 'highlight') found.push({ exact: words!, note: '' })
    else if (found.length > 0) found.at(-1)!.note = words!
  }
  return found
}

/** Reader: `Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen`. */
export const readerCsv = tableFormat('Readwise Reader', ['url', 'saved date', 'location'], (row) => {
  const location = row.get('location').trim().toLowerCase()
  const progress = Number.parseFloat(row.get('reading progress'))
  return worthKeeping(
    makeEntry({
      row: row.row,
      url: row.get('url'),
      title: row.get('title'),
      byline: row.get('author'),
      tags: listOf(row.get('document tags')),
      state: location === 'archive' ? 'finished' : progress > 0.01 && progress < 0.98 ? 'reading' : 'later',
      starred: location === 'shortlist',
      addedAt: timeOf(row.get('saved date'))
    })
  )
})

/** Readwise: one highlight a row; what belongs to one book or article is brought together. */
export const readwiseCsv: LibraryFormat = {
  name: 'Readwise',
  recognises: (head) => {
    const present = columnsOf(head)
    return ['highlight', 'book title', 'note'].every((column) => present.includes(column))
  },
  read(text): LibraryExport {
    const books = new Map<string, TableRow[]>()
    const result: LibraryExport = { app: this.name, entries: [], unreadable: [] }
    for (const row of readTable(text)) {
      const title = row.get('book title')
      // A note of the reader's without any words of the book is a note on the whole.
      if (!(row.get('highlight').trim() || row.get('note').trim()) || !title.trim()) {
        result.unreadable.push({ row: row.row, title: oneLine(title, 200), reason: 'noWords' })
        continue
      }
      const key = JSON.stringify([title, row.get('book author')])
      const rows = books.get(key)
      if (rows) rows.push(row)
      else books.set(key, [row])
    }
    for (const rows of books.values()) {
      const first = rows[0]!
      const place = (row: TableRow) => Number.parseFloat(row.get('location')) || 0
      const times = rows.map((row) => timeOf(row.get('highlighted at'))).filter((time) => time !== null)
      result.entries.push(
        makeEntry({
          row: first.row,
          url: rows.map((row) => row.get('source url') || row.get('url')).find(Boolean),
          title: first.get('book title'),
          byline: readableAuthors(first.get('book author')),
          tags: listOf(first.get('document tags')),
          state: 'finished',
          addedAt: times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : null,
          note: rows
            .filter((row) => !row.get('highlight').trim())
            .map((row) => row.get('note').trim())
            .join('\n\n'),
          highlights: rows
            .toSorted((a, b) => place(a) - place(b))
            .map((row) => ({
              exact: row.get('highlight'),
              note: row.get('note'),
              color: row.get('color'),
              tags: listOf(row.get('tags')),
              createdAt: timeOf(row.get('highlighted at'))
            }))
        })
      )
    }
    return result
  }
}

/** Hypothesis's table: a row for each annotation and each answer, which says on what page it is and not to what it answers. */
export const hypothesisCsv: LibraryFormat = {
  name: 'Hypothesis',
  recognises: (head) => {
    const present = columnsOf(head)
    return ['creation date', 'url', 'annotation/reply type', 'quote', 'body'].every((column) =>
      present.includes(column)
    )
  },
  read(text): LibraryExport {
    const result: LibraryExport = { app: this.name, entries: [], unreadable: [] }
    const pages = new Map<string, TableRow[]>()
    for (const row of readTable(text)) {
      const url = row.get('url').trim()
      const rows = pages.get(url)
      if (!row.get('quote').trim() && !row.get('body').trim())
        result.unreadable.push({ row: row.row, title: oneLine(url, 200), reason: 'noWords' })
      else if (rows) rows.push(row)
      else pages.set(url, [row])
    }
    for (const [url, rows] of pages) {
      const isMark = (row: TableRow) =>
        row.get('quote').trim() !== '' && !/^reply$/i.test(row.get('annotation/reply type').trim())
      const times = rows.map((row) => timeOf(row.get('creation date'))).filter((time) => time !== null)
      result.entries.push(
        makeEntry({
          row: rows[0]!.row,
          url,
          addedAt: times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : null,
          tags: rows.filter((row) => !isMark(row)).flatMap((row) => listOf(row.get('tags'))),
          note: rows
            .filter((row) => !isMark(row))
            .map((row) => row.get('body').trim())
            .join('\n\n'),
          highlights: rows.filter(isMark).map((row) => ({
            exact: row.get('quote'),
            note: row.get('body'),
            tags: listOf(row.get('tags')),
            createdAt: timeOf(row.get('creation date'))
          }))
        })
      )
    }
    return result
  }
}
