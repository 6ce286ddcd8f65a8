import type { PDFDocumentProxy } from 'pdfjs-dist'
import { pageLabel } from '../blocks/page-marks.ts'
import type { OutlineEntry } from './headings.ts'
import { pageOf } from './read-page.ts'

/** What the file says about itself. */
export interface DocumentFacts {
  title: string
  authors: string
  published: string
  language: string
  /** A web address of the work (from its DOI or as stated), or empty. */
  url: string
  site: string
  keywords: string[]
  outline: OutlineEntry[]
  /** Stated names of the pages, or null. */
  labels: string[] | null
  /** A form that only Adobe's own reader draws (XFA). */
  isForm: boolean
}

/** Headings of an outline that are read; more are no table of contents. */
const MOST_ENTRIES = 5000
const DEEPEST = 8

/** Reads what a PDF states: its Info dictionary, its XMP, its outline and its page labels. */
export async function readFacts(document: PDFDocumentProxy): Promise<DocumentFacts> {
  const known = await document.getMetadata().catch(() => undefined)
  const metadata = known?.metadata
  const stated = (known?.info ?? {}) as Record<string, unknown>
  const xmp = (name: string): string => {
    const value: unknown = metadata?.get(name)
    return Array.isArray(value)
      ? value.filter((one) => typeof one === 'string').join(', ')
      : typeof value === 'string'
        ? value
        : ''
  }
  const text = (name: string) => (typeof stated[name] === 'string' ? (stated[name] as string) : '')
  const doi = /10\.\d{4,9}\/\S+/.exec(xmp('prism:doi') || xmp('pdfx:doi') || xmp('dc:identifier'))?.[0]
  const labels = await document.getPageLabels().catch(() => null)
  return {
    title: firstOf([xmp('dc:title'), text('Title')], isTitle),
    authors: firstOf([xmp('dc:creator'), text('Author')], isAuthor).replaceAll(';', ','),
    published:
      firstOf([xmp('prism:publicationdate'), xmp('prism:coverdate'), xmp('dc:date')].map(isoDay), Boolean) ||
      isoDay(text('CreationDate')),
    language: text('Language') || xmp('dc:language'),
    url: doi ? `https://doi.org/${encodeURI(doi)}` : xmp('prism:url'),
    site: xmp('prism:publicationname'),
    keywords:
      text('Keywords').length < 500
        ? text('Keywords')
            .split(/[;,]/)
            .map((one) => one.trim())
            .filter(Boolean)
            .slice(0, 20)
        : [],
    outline: await readOutline(document),
    labels: labels?.some((label, index) => label !== String(index + 1)) ? labels.map(pageLabel) : null,
    isForm: stated.IsXFAPresent === true
  }
}

function firstOf(values: readonly string[], fits: (value: string) => unknown): string {
  return values.map((one) => one.replace(/\s+/gu, ' ').trim()).find((one) => one && fits(one)) ?? ''
}

/** Programs name documents after files, templates and themselves. */
function isTitle(title: string): boolean {
  if (!/\p{L}{2}/u.test(title)) return false
  if (/\.(?:docx?|pptx?|xlsx?|tex|dvi|ps|indd|qxd|pdf|odt|odp|rtf|txt|html?)$/i.test(title)) return false
  return !/^(?:untitled|microsoft (?:word|powerpoint)\b|powerpoint presentation|(?:document|slide|presentation|print|layout)\s*\d*$|no title|title|about:blank|scan\b)/i.test(
    title
  )
}

function isAuthor(author: string): boolean {
  return (
    /\p{L}{2}/u.test(author) &&
    !/^(?:user|admin|administrator|owner|unknown|author|anonymous|root|microsoft\b.*|default|pc|acer|dell|hp|lenovo)$/i.test(
      author
    )
  )
}

/** The day of a PDF date ("D:20240309…") or an ISO one, or empty. */
function isoDay(stated: string): string {
  const pdf = /^D?:?(\d{4})(\d\d)?(\d\d)?/.exec(stated.trim())
  const iso = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(stated.trim())
  const [, year, month, day] = (iso?.[2] ? iso : pdf) ?? iso ?? []
  if (!year || Number(year) < 1000 || Number(month ?? 1) > 12 || Number(day ?? 1) > 31) return ''
  if (Number(month ?? 1) < 1 || Number(day ?? 1) < 1) return ''
  return [year, month, day].filter(Boolean).join('-')
}

async function readOutline(document: PDFDocumentProxy): Promise<OutlineEntry[]> {
  const entries: OutlineEntry[] = []
  const roots = await document.getOutline().catch(() => null)
  const walk = async (items: typeof roots, depth: number): Promise<void> => {
    for (const item of items ?? []) {
      if (entries.length >= MOST_ENTRIES || depth > DEEPEST) return
      entries.push({ title: String(item.title), depth, page: await pageOf(document, item.dest) })
      await walk(item.items as typeof roots, depth + 1)
    }
  }
  await walk(roots, 1)
  // A single root is the document itself.
  const tops = entries.filter((one) => one.depth === 1)
  if (tops.length === 1 && entries.length > 1)
    return entries.slice(1).map((one) => ({ ...one, depth: one.depth - 1 }))
  return entries
}
