import { createRequire } from 'node:module'
import { timeOf } from '../article/stated-time.ts'
import type { LibraryEntry, LibraryExport, LibraryFormat, UnreadableReason } from './library-entry.ts'
import { listOf, makeEntry, oneLine } from './make-entry.ts'
import { noteMarkdown } from './note-markdown.ts'

// citation-js is CommonJS with side effects: a plug-in adds itself to the core when it is loaded.
const load = createRequire(import.meta.url)

/** What we use of CSL-JSON (Citation Style Language 1.0.2, data model). */
interface Reference {
  type?: unknown
  title?: unknown
  author?: unknown
  editor?: unknown
  issued?: unknown
  URL?: unknown
  DOI?: unknown
  abstract?: unknown
  note?: unknown
  annote?: unknown
  accessed?: unknown
  'collection-title'?: unknown
  keyword?: unknown
  'container-title'?: unknown
  publisher?: unknown
  language?: unknown
  license?: unknown
  rights?: unknown
}

/** A person of CSL-JSON, or an organisation (`literal`). */
interface Name {
  given?: string
  family?: string
  literal?: string
  'dropping-particle'?: string
  'non-dropping-particle'?: string
  suffix?: string
}

type Reader = (text: string) => Reference[]

function citationReader(plugin: string, type: string): Reader {
  return (text) => {
    const { Cite } = load('@citation-js/core') as {
      Cite: new (text: string, options: object) => { data: Reference[] }
    }
    load(plugin)
    return new Cite(text, { forceType: type, generateGraph: false }).data
  }
}

/** A list of references; a broken one never stops the rest. */
function referenceFormat(
  name: string,
  recognises: LibraryFormat['recognises'],
  split: (text: string) => string[],
  read: Reader
): LibraryFormat {
  return {
    name,
    recognises,
    read(text): LibraryExport {
      const result: LibraryExport = { app: name, entries: [], unreadable: [] }
      for (const [index, part] of split(text).entries()) {
        const row = index + 1
        try {
          for (const reference of read(part)) {
            const entry = entryOf({ ...rightsIn(part), ...reference, ...repeatedFields(part) }, row)
            if (typeof entry === 'string') result.unreadable.push({ row, title: '', reason: entry })
            else result.entries.push(entry)
          }
        } catch {
          result.unreadable.push({ row, title: oneLine(part, 60), reason: 'notARecord' })
        }
      }
      return result
    }
  }
}

function entryOf(reference: Reference, row: number): LibraryEntry | UnreadableReason {
  if (typeof reference.title !== 'string' || !reference.title.trim()) return 'noWords'
  const doi = typeof reference.DOI === 'string' ? reference.DOI.replace(/^https?:\/\/doi\.org\//i, '') : ''
  return makeEntry({
    row,
    url: reference.URL || (doi && `https://doi.org/${encodeURI(doi)}`),
    title: reference.title.replace(/<\/?(?:i|b|sub|sup|sc|span)(?:\s[^>]*)?>/gi, ''),
    byline: namesOf(reference.author) || namesOf(reference.editor),
    site: reference['container-title'] || reference['collection-title'] || reference.publisher,
    published: dateOf(reference.issued),
    tags: listOf(reference.keyword, ','),
    // When it was looked up is as near as a reference comes to when it was kept.
    addedAt: timeOf(dateOf(reference.accessed)),
    note: [reference.note, reference.annote]
      .flat()
      .filter((note): note is string => typeof note === 'string')
      .map(noteMarkdown)
      .join('\n\n'),
    excerpt: reference.abstract,
    language: reference.language,
    licence: reference.license ?? reference.rights
  })
}

/** What Zotero writes of rights into BibTeX and BibLaTeX, for which the reader of references has no place. */
function rightsIn(part: string): Pick<Reference, 'rights'> {
  const stated = /^\s*(?:rights|copyright|licen[cs]e)\s*=\s*(?:\{(.*)\}|"(.*)")\s*,?\s*$/im.exec(part)
  const words = (stated?.[1] ?? stated?.[2] ?? '').replace(/\\([&%$#_{}])/g, '$1').replace(/[{}]/g, '')
  return words ? { rights: words } : {}
}

/**
 * Fields that RIS repeats, of which the reader of references makes one line or none: keywords, which may hold
 * commas, and notes; and when a page was looked up, which it only reads of articles. Rights have the field CR (as Zotero reads them), or are a note that says so (ProQuest).
 */
function repeatedFields(part: string): Pick<Reference, 'keyword' | 'note' | 'rights' | 'accessed'> {
  if (!/^TY {2}-/.test(part)) return {}
  const lines = part.replace(/\r\n?/g, '\n')
  const all = (tag: string) =>
    [...lines.matchAll(new RegExp(`^${tag} {2}- ?(.*(?:\\n(?![A-Z][A-Z0-9] {2}-).*)*)`, 'gm'))]
      .map(([, value]) => value!.trim())
      .filter(Boolean)
  const keywords = all('KW').flatMap((line) => line.split(/\s*[;\n]\s*/))
  const isRights = /^copyright(?: -|:)\s*/i
  const notes = all('N1')
  const accessed = /^(\d{4})\/(\d{1,2})\/(\d{1,2})\b/.exec(all('Y2')[0] ?? '')?.slice(1)
  const rights = all('CR')[0] ?? notes.find((note) => isRights.test(note))?.replace(isRights, '')
  return {
    keyword: keywords.length === 1 ? keywords[0]!.split(/\s*,\s*/) : keywords,
    note: notes.filter((note) => !isRights.test(note)),
    ...(rights && { rights }),
    ...(accessed && { accessed: { 'date-parts': [accessed] } })
  }
}

function namesOf(list: unknown): string {
  if (!Array.isArray(list)) return ''
  return list.map(nameOf).filter(Boolean).join(', ')
}

/** Of CSL's parts of a name, "Ludwig van Beethoven" and "Martin Luther King Jr."; a particle that drops only does so in lists. */
function nameOf(one: Name | null): string {
  if (one?.literal) return one.literal
  const parts = [
    one?.given,
    one?.['dropping-particle'],
    one?.['non-dropping-particle'],
    one?.family,
    one?.suffix
  ]
  return parts.filter((part) => typeof part === 'string' && part).join(' ')
}

function dateOf(issued: unknown): string {
  const parts = (issued as { 'date-parts'?: unknown[][] } | null)?.['date-parts']?.[0]
  if (!Array.isArray(parts) || !Number.isInteger(Number(parts[0]))) return ''
  return parts
    .slice(0, 3)
    .map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0'))
    .join('-')
}

/** RIS, as Zotero, EndNote and publishers write it: records end with `ER  -`. Some first say whose the file is. */
export const ris = referenceFormat(
  'RIS',
  (head) => /^\ufeff?\s*(?:[A-Z][A-Za-z ]{1,30}:[^\n]{0,300}\n\s*){0,6}TY {2}- \S/.test(head),
  (text) =>
    text
      .replace(/^\ufeff/, '')
      .split(/^ER {2}-.*$/m)
      .filter((part) => /^TY {2}-/m.test(part))
      .map((part) => `${part.slice(part.search(/^TY {2}-/m)).trim()}\nER  - \n`),
  citationReader('@citation-js/plugin-ris', '@ris/file')
)

/** BibTeX and BibLaTeX: entries that begin with `@type{`. */
export const bibtex = referenceFormat(
  'BibTeX',
  (head, fileName) =>
    /\.bib(?:tex)?$/i.test(fileName) ||
    /^\ufeff?(?:\s*%[^\n]*\n)*\s*@(?:article|book|misc|online|inproceedings|incollection|phdthesis|report|techreport)\s*\{/i.test(
      head
    ),
  (text) => {
    // Abbreviations may be used by every entry after them.
    const parts = text.split(/^(?=[ \t]*@[a-z]+\s*[{(])/im).filter((part) => /^[ \t]*@/.test(part))
    const strings = parts.filter((part) => /^[ \t]*@string/i.test(part)).join('\n')
    return parts
      .filter((part) => !/^[ \t]*@(?:string|comment|preamble)/i.test(part))
      .map((part) => `${strings}\n${part}`)
  },
  citationReader('@citation-js/plugin-bibtex', '@biblatex/text')
)

/** CSL-JSON, as Zotero and Pandoc write it. */
export const cslJson = referenceFormat(
  'CSL-JSON',
  (head) => /^\ufeff?\s*\[?\s*\{/.test(head) && /"(?:date-parts|container-title|citation-key)"/.test(head),
  (text) => {
    const list: unknown = JSON.parse(text)
    return (Array.isArray(list) ? list : [list]).map((one) => JSON.stringify(one))
  },
  (part) => [JSON.parse(part) as Reference]
)
