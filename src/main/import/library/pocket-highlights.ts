import { timeOf } from '../article/stated-time.ts'
import type { LibraryEntry, LibraryExport, LibraryFormat } from './library-entry.ts'
import { makeEntry, oneLine } from './make-entry.ts'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `annotations/part_000000.json` in Pocket's last exports: what was highlighted, by address. */
export const pocketHighlights: LibraryFormat = {
  name: 'Pocket',
  recognises: (head) =>
    /^\s*\[\s*\{/.test(head) &&
    ['"url"', '"highlights"', '"quote"', '"created_at"'].every((name) => head.includes(name)),
  read(text): LibraryExport {
    const result: LibraryExport = { app: this.name, entries: [], unreadable: [] }
    const list: unknown = JSON.parse(text)
    for (const [index, one] of (Array.isArray(list) ? list : []).entries()) {
      const row = index + 1
      if (!isObject(one)) {
        result.unreadable.push({ row, title: '', reason: 'notARecord' })
        continue
      }
      const marks = (Array.isArray(one.highlights) ? one.highlights : []).filter(isObject)
      const entry = makeEntry({
        row,
        url: one.url,
        title: one.title,
        highlights: marks.map((mark) => ({
          exact: mark.quote,
          note: mark.note,
          createdAt: timeOf(mark.created_at)
        }))
      })
      if (entry.url) result.entries.push(entry)
      else result.unreadable.push({ row, title: oneLine(one.title, 200), reason: 'noAddress' })
    }
    return result
  }
}

/**
 * Pocket's list knows tags, dates and states, its highlights only addresses: both together are one article. Rows of the
 * list that repeat an address stay rows.
 */
export function joinPocketHighlights(entries: readonly LibraryEntry[]): LibraryEntry[] {
  const listed = new Map<string, LibraryEntry>()
  for (const entry of entries) {
    if (entry.highlights.length === 0 && !listed.has(entry.url)) listed.set(entry.url, entry)
  }
  return entries.filter((entry) => {
    const same = listed.get(entry.url)
    if (!same || entry.highlights.length === 0 || same === entry) return true
    same.highlights.push(...entry.highlights)
    return false
  })
}
