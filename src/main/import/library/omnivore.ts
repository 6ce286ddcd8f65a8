import { strFromU8 } from 'fflate'
import { timeOf } from '../article/stated-time.ts'
import type { LibraryExport } from './library-entry.ts'
import { type HighlightDraft, makeEntry, oneLine } from './make-entry.ts'

interface OmnivoreRecord {
  slug?: unknown
  title?: unknown
  description?: unknown
  author?: unknown
  url?: unknown
  state?: unknown
  readingProgress?: unknown
  labels?: unknown
  savedAt?: unknown
  publishedAt?: unknown
  thumbnail?: unknown
}

/**
 * Omnivore's export: `metadata_0_to_20.json` and so on, `content/<slug>.html`, `highlights/<slug>.md`.
 * @param files the unpacked archive by name; names are only keys
 */
export function readOmnivore(files: ReadonlyMap<string, Uint8Array>): LibraryExport {
  const result: LibraryExport = { app: 'Omnivore', entries: [], unreadable: [] }
  const lists = [...files.keys()]
    .filter((name) => METADATA.test(name))
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  let row = 0
  for (const name of lists) {
    let records: unknown
    try {
      records = JSON.parse(strFromU8(files.get(name)!))
    } catch {
      row++
      result.unreadable.push({ row, title: oneLine(name, 200), reason: 'notARecord' })
      continue
    }
    for (const record of Array.isArray(records) ? (records as (OmnivoreRecord | null)[]) : []) {
      row++
      if (typeof record !== 'object' || record === null) {
        result.unreadable.push({ row, title: '', reason: 'notARecord' })
        continue
      }
      const slug = typeof record.slug === 'string' ? record.slug : ''
      const folder = name.slice(0, name.search(METADATA))
      const html = files.get(`${folder}content/${slug}.html`)
      const marks = files.get(`${folder}highlights/${slug}.md`)
      const progress = Number(record.readingProgress)
      const { highlights, note } = marks ? readMarks(strFromU8(marks)) : { highlights: [], note: '' }
      const entry = makeEntry({
        row,
        // An address that leads nowhere is still better than none where there is no text.
        url: html && isMadeUp(record.url) ? '' : record.url,
        title: record.title,
        byline: record.author,
        excerpt: record.description,
        published: record.publishedAt,
        leadImageUrl: record.thumbnail,
        tags: Array.isArray(record.labels) ? record.labels : [],
        state: isArchived(record.state) ? 'finished' : progress > 1 && progress < 98 ? 'reading' : 'later',
        addedAt: timeOf(record.savedAt),
        note,
        content: html ? { kind: 'html', text: strFromU8(html) } : null,
        highlights
      })
      if (entry.url || entry.content || entry.note || entry.highlights.length > 0) result.entries.push(entry)
      else result.unreadable.push({ row, title: entry.title, reason: 'noAddress' })
    }
  }
  return result
}

const METADATA = /(?:^|(?<=\/))metadata_\d+_to_\d+\.json$/

/** Whether an unpacked archive is Omnivore's. */
export const isOmnivore = (names: Iterable<string>) => [...names].some((name) => METADATA.test(name))

/** What Omnivore called letters and uploads that have no address: one of its own with a number, of which nothing is left. */
const isMadeUp = (url: unknown) =>
  typeof url === 'string' && /^https?:\/\/(?:\w+\.)?omnivore\.app\/no_url(?:[/?#]|$)/i.test(url)

/** "Archived" in the exports of its interface, "ARCHIVED" in those of its last days. */
const isArchived = (state: unknown) => typeof state === 'string' && state.toLowerCase() === 'archived'

/**
 * Quotations with `>`, of which only the first line of a paragraph has the sign; then a line of labels, each
 * after a `#`; then the note, up to the next quotation. Words before the first are a note on the whole.
 */
function readMarks(text: string): { highlights: HighlightDraft[]; note: string } {
  const highlights: (HighlightDraft & { note: string; tags: string[] })[] = []
  const before: string[] = []
  let quoting = false
  for (const line of text.split(/\r?\n/)) {
    const quoted = /^>\s?(.*)$/.exec(line)
    const mark = highlights.at(-1)
    if (quoted && !quoting) highlights.push({ exact: quoted[1]!, note: '', tags: [] })
    else if (mark && quoting && line.trim()) mark.exact += `\n${quoted ? quoted[1] : line}`
    else if (mark && isLabels(line) && !mark.note.trim() && mark.tags.length === 0) {
      mark.tags.push(...labelsIn(line))
    } else if (mark) mark.note += `${line}\n`
    else before.push(line)
    quoting = quoted !== null || (quoting && line.trim() !== '')
  }
  return {
    note: before.join('\n'),
    highlights: highlights.map((one) => {
      // The link back to Omnivore, which is gone, and the labels are no words of the article.
      const words = String(one.exact).replace(/\s*\[[^\]]{0,8}\]\(https?:\/\/[^)\s]*omnivore[^)\s]*\)/gi, '')
      const labels = /(?:\s+#[^\s#]+)+\s*$/u.exec(words)?.[0] ?? ''
      return {
        ...one,
        exact: words.slice(0, words.length - labels.length),
        tags: [...one.tags, ...labelsIn(labels.replaceAll('_', ' '))]
      }
    })
  }
}

/** A line of nothing but short labels. A heading has a space after its sign. */
const isLabels = (line: string) =>
  /^#[^\s#]/.test(line) && labelsIn(line).every((label) => label.length <= 60)

const labelsIn = (line: string) =>
  line
    .split(/(?:^|\s+)#/)
    .map((label) => label.trim())
    .filter(Boolean)
