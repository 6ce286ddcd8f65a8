import { readJsonLd } from '../../src/main/import/web-page/json-ld.ts'
import type { Extracted } from './extractors.ts'
import type { NewsPage } from './pages.ts'

/** What a page's own JSON-LD says, kept aside to see what is found without it. */
export interface Stated {
  title: string
  byline: string
  published: string
}

/**
 * The same page with its JSON-LD taken out, and with all its machine-readable statements taken out: what
 * is left to read is what a reader sees. Undefined where the page states nothing to compare with.
 */
export function hideStatements(
  page: NewsPage
): { stated: Stated; noJsonLd: Uint8Array; bare: Uint8Array } | undefined {
  const html = Buffer.from(page.bytes).toString('utf8')
  const script = /<script[^>]*ld\+json[^>]*>([\s\S]*?)<\/script>/gi
  const { headline, authors, published } = readJsonLd([...html.matchAll(script)].map((one) => one[1] ?? ''))
  if (!headline && !authors.length && !published) return undefined
  return {
    stated: { title: headline, byline: authors.join(', '), published },
    noJsonLd: Buffer.from(html.replace(script, '')),
    bare: withoutStatements(page.bytes)
  }
}

/** A page without all that it says of itself to machines. */
export function withoutStatements(bytes: Uint8Array): Uint8Array {
  const bare = Buffer.from(bytes)
    .toString('utf8')
    .replace(/<script[^>]*ld\+json[^>]*>[\s\S]*?<\/script>/gi, '')
    .replace(/<meta\b(?![^>]*charset)[^>]*>/gi, '')
    .replace(/\s(?:itemprop|datetime|rel|pubdate)=(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, '')
  return Buffer.from(bare)
}

/** Equal but for case and punctuation; a byline when every stated name is in it; a date by its day. */
export function agrees(stated: Stated, found: Extracted, field: keyof Stated): boolean {
  const words = (text: string) =>
    text
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join(' ') ?? ''
  if (field === 'published') return found.published.slice(0, 10) === stated.published.slice(0, 10)
  if (field === 'title') return words(found.title) === words(stated.title)
  return words(stated.byline)
    .split(' ')
    .every((word) => ` ${words(found.byline)} `.includes(` ${word} `))
}
