import type { LibraryExport, UnreadableReason } from './library-entry.ts'
import { type EntryDraft, makeEntry, oneLine } from './make-entry.ts'

export type Json = Record<string, unknown>

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const listIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
export const yes = (value: unknown) => value === true || value === 1 || value === '1'

/** Tags written as words, or as things that have a name. */
export function names(value: unknown): unknown[] {
  return listIn(value).map((one) => (isObject(one) ? (one.name ?? one.label ?? one.slug) : one))
}

/** What a list of things holds that can be kept, and of each other thing why it cannot. */
export function collect(
  app: string,
  things: readonly unknown[],
  draftOf: (thing: Json) => Omit<EntryDraft, 'row'> | UnreadableReason
): LibraryExport {
  const result: LibraryExport = { app, entries: [], unreadable: [] }
  for (const [index, thing] of things.entries()) {
    const row = index + 1
    if (!isObject(thing)) {
      result.unreadable.push({ row, title: '', reason: 'notARecord' })
      continue
    }
    const draft = draftOf(thing)
    const title = oneLine(thing.title, 200)
    if (typeof draft === 'string') {
      result.unreadable.push({ row, title, reason: draft })
      continue
    }
    const entry = makeEntry({ ...draft, row })
    const hasWords = entry.content || entry.highlights.length > 0 || entry.note || entry.excerpt
    if (entry.url || hasWords) result.entries.push(entry)
    else result.unreadable.push({ row, title: oneLine(entry.title, 200) || title, reason: 'noAddress' })
  }
  return result
}
