import { timeOf } from '../article/stated-time.ts'
import type { LibraryExport, LibraryFormat } from './library-entry.ts'
import { type HighlightDraft, makeEntry } from './make-entry.ts'

type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
/** JSON-LD writes a list of one as the one. */
const all = (value: unknown): Json[] => (Array.isArray(value) ? value : [value]).filter(isObject)
const words = (value: unknown) => (typeof value === 'string' ? value : '')

/**
 * W3C Web Annotations (JSON-LD): a collection with its pages inside, as Lectern writes one, a page, a list of
 * annotations, or one alone. Each source becomes one entry. https://www.w3.org/TR/annotation-model/
 */
export const webAnnotations: LibraryFormat = {
  name: 'Web Annotations',
  recognises: (head) => /^\s*[[{]/.test(head) && /"https?:\/\/www\.w3\.org\/ns\/anno\.jsonld"/.test(head),
  read(text) {
    const whole: unknown = JSON.parse(text)
    if (isObject(whole) && whole.type === 'AnnotationSet') return readSet(whole)
    const result: LibraryExport = { app: this.name, entries: [], unreadable: [] }
    const collection = isObject(whole) && whole.type === 'AnnotationCollection' ? whole : undefined
    const sources = new Map<string, { row: number; url: string; annotations: Json[] }>()
    for (const [index, one] of annotationsIn(whole).entries()) {
      const target = all(one.target)[0] ?? { id: one.target }
      const source = isObject(target.source) ? target.source : isObject(target) ? target : {}
      const name = typeof target.source === 'string' ? target.source : words(source.id)
      const url = [source.via, name].map(words).find((address) => /^https?:/i.test(address)) ?? ''
      const key = collection ? '' : url || name
      if (!collection && key === '') {
        result.unreadable.push({ row: index + 1, title: '', reason: 'notARecord' })
        continue
      }
      const group = sources.get(key)
      if (group) {
        group.annotations.push(one)
        group.url ||= url
      } else sources.set(key, { row: index + 1, url, annotations: [one] })
    }
    for (const { row, url, annotations } of sources.values()) {
      const entry = makeEntry({
        row,
        url,
        articleId: uuidOf(collection?.id),
        title: collection?.label,
        ...partsOf(annotations)
      })
      if (entry.url || entry.highlights.length > 0 || (entry.articleId && entry.title))
        result.entries.push(entry)
      else result.unreadable.push({ row, title: entry.title, reason: 'noAddress' })
    }
    return result
  }
}

/**
 * A set of annotations of one book, as Thorium and other readers of Readium's write it.
 * https://github.com/readium/annotations
 */
function readSet(set: Json): LibraryExport {
  const result: LibraryExport = { app: webAnnotations.name, entries: [], unreadable: [] }
  const about = isObject(set.about) ? set.about : {}
  const title = words(about['dc:title']) || words(set.title)
  const kept: Json[] = []
  for (const [index, one] of all(set.items).entries()) {
    const [target] = all(one.target)
    const isSaid = all(one.body).some(({ value }) => words(value).trim())
    if (one.motivation === 'bookmarking') {
      // The words at a bookmark only say where it lies.
      if (isSaid) kept.push({ ...one, target: undefined })
      else result.unreadable.push({ row: index + 1, title, reason: 'bookmarkOnly' })
    } else if (!quoteOf(target) && !isSaid)
      // What is locked is marked by its place alone.
      result.unreadable.push({ row: index + 1, title, reason: 'noWords' })
    else kept.push(one)
  }
  const { highlights, ...parts } = partsOf(kept)
  const entry = makeEntry({
    row: 1,
    title,
    byline: [about['dc:creator']].flat().map(words).filter(Boolean).join(', '),
    site: words(about['dc:publisher']),
    published: words(about['dc:date']),
    state: 'finished',
    ...parts,
    highlights: highlights.map((mark) => ({
      ...mark,
      // The lines of the file stand in the words; the ids are no highlight's of a Lectern.
      exact: words(mark.exact).replace(/\s+/gu, ' '),
      prefix: words(mark.prefix).replace(/\s+/gu, ' '),
      suffix: words(mark.suffix).replace(/\s+/gu, ' '),
      id: null,
      start: null
    }))
  })
  if (entry.note || entry.highlights.length > 0) result.entries.push(entry)
  return result
}

/** Pages that are not in the file are somewhere in the network, where nobody asks for them. */
function annotationsIn(whole: unknown): Json[] {
  if (Array.isArray(whole)) return whole.filter(isObject).flatMap(annotationsIn)
  if (!isObject(whole)) return []
  if (whole.type === 'AnnotationCollection') return all(whole.first).flatMap(annotationsIn)
  if (whole.type === 'AnnotationPage') return [...all(whole.items), ...all(whole.next).flatMap(annotationsIn)]
  return all(whole.type).length === 0 && whole.target === undefined ? all(whole['@graph']) : [whole]
}

/** What says which words are meant; undefined where it says none. */
const quoteOf = (target: Json | undefined) =>
  all(target?.selector).find(({ type, exact }) =>
    type === 'TextQuoteSelector' || type === undefined ? words(exact).trim() !== '' : false
  )

/** Highlights, and what is said of the whole. */
function partsOf(annotations: readonly Json[]) {
  const highlights: (HighlightDraft & { at: number })[] = []
  const notes: string[] = []
  const tags: string[] = []
  let addedAt: number | null = null
  for (const one of annotations) {
    const created = timeOf(one.created)
    if (created !== null && (addedAt === null || created < addedAt)) addedAt = created
    const bodies = typeof one.body === 'string' ? [{ value: one.body }] : all(one.body)
    const said = { note: [words(one.bodyValue)], tags: [] as string[], color: '' }
    for (const body of bodies) {
      if (body.purpose === 'tagging') said.tags.push(words(body.value))
      else said.note.push(words(body.value))
      said.tags.push(words(body.keyword), words(body.tag))
      said.color ||= words(body.color)
    }
    const note = said.note.filter(Boolean).join('\n\n')
    const target = all(one.target)[0]
    const selectors = all(target?.selector)
    const quote = quoteOf(target)
    if (!quote) {
      if (note) notes.push(note)
      tags.push(...said.tags)
      continue
    }
    const position = selectors.find((selector) => selector.type === 'TextPositionSelector')
    const start = typeof position?.start === 'number' && position.start >= 0 ? position.start : null
    highlights.push({
      exact: quote.exact,
      prefix: quote.prefix,
      suffix: quote.suffix,
      note,
      tags: said.tags,
      color: words(target?.styleClass).replace(/^highlight-/, '') || said.color,
      createdAt: created,
      id: uuidOf(one.id),
      start: Number.isSafeInteger(start) ? start : null,
      at: start ?? Number.MAX_SAFE_INTEGER
    })
  }
  return {
    tags,
    note: notes.join('\n\n'),
    addedAt,
    highlights: highlights.toSorted((a, b) => a.at - b.at)
  }
}

const uuidOf = (id: unknown): string | null =>
  /^urn:uuid:([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i.exec(words(id))?.[1]?.toLowerCase() ?? null
