import { timeOf } from '../article/stated-time.ts'
import { collect, isObject, type Json, listIn, names, yes } from './collect-things.ts'
import type { LibraryExport, LibraryFormat } from './library-entry.ts'
import { type HighlightDraft, makeEntry } from './make-entry.ts'

/** wallabag: articles with their HTML and their annotations. */
export const wallabagJson: LibraryFormat = {
  name: 'wallabag',
  recognises: (head) => /^\s*\[\s*\{/.test(head) && head.includes('"is_archived"'),
  read: (text) =>
    collect('wallabag', listIn(JSON.parse(text)), (one) => ({
      url: one.given_url && !one.url ? one.given_url : one.url,
      title: one.title,
      byline: listIn(one.published_by)
        .filter((name) => typeof name === 'string')
        .join(', '),
      site: one.domain_name,
      published: one.published_at,
      leadImageUrl: one.preview_picture,
      language: one.language,
      tags: names(one.tags),
      state: yes(one.is_archived) ? 'finished' : 'later',
      starred: yes(one.is_starred),
      addedAt: timeOf(one.created_at),
      content:
        typeof one.content === 'string' && !isApology(one.content)
          ? { kind: 'html', text: one.content }
          : null,
      highlights: listIn(one.annotations)
        .filter(isObject)
        .map((mark) => ({ exact: mark.quote, note: mark.text, createdAt: timeOf(mark.created_at) }))
    }))
}

/** What wallabag keeps in place of a page that it could not fetch (its `fetching_error_message`). */
const isApology = (content: string) =>
  /^\s*(?:<p>\s*)?wallabag can['’]t retrieve contents for this article\b/i.test(content) &&
  content.length < 1000

/** Karakeep (once Hoarder): bookmarks that are a link or a text of the reader's own, in Markdown; lists become tags. */
export const karakeepJson: LibraryFormat = {
  name: 'Karakeep',
  recognises: (head) =>
    /^\s*\{/.test(head) && /"bookmarks"\s*:\s*\[/.test(head) && head.includes('"content"'),
  read(text) {
    const whole = JSON.parse(text) as Json
    const lists = listNames(whole.lists)
    return collect(this.name, listIn(whole.bookmarks), (one) => {
      const content = isObject(one.content) ? one.content : {}
      return {
        url: content.url,
        title: one.title ?? content.title,
        byline: content.author,
        site: content.publisher,
        published: content.datePublished,
        modified: content.dateModified,
        leadImageUrl: content.imageUrl,
        excerpt: content.description ?? one.description ?? one.summary,
        tags: [...listIn(one.lists).flatMap((id) => lists.get(id) ?? []), ...names(one.tags)],
        state: yes(one.archived) ? 'finished' : 'later',
        starred: yes(one.favourited),
        addedAt: timeOf(one.createdAt),
        note: [one.note, ownFields(one.customMetadata)].filter((words) => words).join('\n\n'),
        content:
          content.type === 'text' && typeof content.text === 'string'
            ? { kind: 'markdown', text: content.text }
            : typeof content.htmlContent === 'string'
              ? { kind: 'html', text: content.htmlContent }
              : null
      }
    })
  }
}

/** What the reader noted of a bookmark in fields of their own, a line each. */
function ownFields(fields: unknown): string {
  if (!isObject(fields)) return ''
  return Object.entries(fields)
    .filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '')
    .map(([name, value]) => `- ${name}: ${value}`)
    .join('\n')
}

/** The names of Karakeep's lists by their ids, each with those of the lists it lies in. */
function listNames(lists: unknown): Map<unknown, string[]> {
  const byId = new Map(
    listIn(lists)
      .filter(isObject)
      .map((one) => [one.id, one])
  )
  const names = new Map<unknown, string[]>()
  for (const id of byId.keys()) {
    const path: string[] = []
    const seen = new Set<unknown>()
    for (let at = byId.get(id); at && !seen.has(at); at = byId.get(at.parentId)) {
      seen.add(at)
      if (typeof at.name === 'string') path.unshift(at.name)
    }
    names.set(id, path)
  }
  return names
}

/** Hypothesis: annotations (its export, or an answer of its search); each page becomes one entry. */
export const hypothesisJson: LibraryFormat = {
  name: 'Hypothesis',
  recognises: (head) =>
    /^\s*[[{]/.test(head) &&
    /"(?:rows|annotations)"\s*:\s*\[|"selector"/.test(head) &&
    head.includes('"uri"'),
  read(text) {
    const whole: unknown = JSON.parse(text)
    const list = Array.isArray(whole) ? whole : isObject(whole) ? listIn(whole.annotations ?? whole.rows) : []
    const result: LibraryExport = { app: this.name, entries: [], unreadable: [] }
    const pages = new Map<string, { row: number; annotations: Json[] }>()
    const answers: { row: number; answer: Json }[] = []
    for (const [index, one] of list.entries()) {
      if (!isObject(one) || typeof one.uri !== 'string') {
        result.unreadable.push({ row: index + 1, title: '', reason: 'notARecord' })
        continue
      }
      if (listIn(one.references).length > 0) {
        answers.push({ row: index + 1, answer: one })
        continue
      }
      const page = pages.get(one.uri)
      if (page) page.annotations.push(one)
      else pages.set(one.uri, { row: index + 1, annotations: [one] })
    }
    // An answer goes with the note it answers, the first of its references.
    const byId = new Map(
      [...pages.values()].flatMap(({ annotations }) => annotations.map((one) => [one.id, one]))
    )
    for (const { row, answer } of answers) {
      if (typeof answer.text !== 'string' || !answer.text.trim()) continue
      const first = byId.get(listIn(answer.references)[0])
      if (!first) {
        // What it answers is somebody else's; the words are the reader's, and a note on the page.
        const alone = { ...answer, target: undefined }
        const page = pages.get(answer.uri as string)
        if (page) page.annotations.push(alone)
        else pages.set(answer.uri as string, { row, annotations: [alone] })
        continue
      }
      first.text = [first.text, answer.text]
        .filter((words) => typeof words === 'string' && words)
        .join('\n\n')
    }
    for (const [url, { row, annotations }] of pages) {
      const highlights: (HighlightDraft & { at: number })[] = []
      const notes: string[] = []
      const tags: unknown[] = []
      for (const one of annotations) {
        const selectors = listIn(listIn(one.target).filter(isObject)[0]?.selector).filter(isObject)
        const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector')
        if (!quote) {
          if (typeof one.text === 'string' && one.text.trim()) notes.push(one.text)
          tags.push(...listIn(one.tags))
          continue
        }
        const position = selectors.find((selector) => selector.type === 'TextPositionSelector')
        highlights.push({
          exact: quote.exact,
          prefix: quote.prefix,
          suffix: quote.suffix,
          note: one.text,
          tags: listIn(one.tags),
          createdAt: timeOf(one.created),
          at: typeof position?.start === 'number' ? position.start : Number.MAX_SAFE_INTEGER
        })
      }
      const titles = annotations.map((one) => listIn(isObject(one.document) ? one.document.title : [])[0])
      const times = annotations.map((one) => timeOf(one.created)).filter((time) => time !== null)
      const entry = makeEntry({
        row,
        url,
        title: titles.find((title) => typeof title === 'string'),
        tags,
        note: notes.join('\n\n'),
        addedAt: times.length > 0 ? times.reduce((a, b) => Math.min(a, b)) : null,
        highlights: highlights.toSorted((a, b) => a.at - b.at)
      })
      if (entry.url || entry.note || entry.highlights.length > 0) result.entries.push(entry)
      else result.unreadable.push({ row, title: entry.title, reason: 'noAddress' })
    }
    return result
  }
}
