import type { Sentence } from '../../../shared/sentence.ts'
import { type ParentNode, parseHtml } from '../html/html-tree.ts'
import { selfClosedAsClosed, wordsSetApart } from '../html/xml-as-html.ts'
import { decode } from '../source/decode.ts'

/** A file's markup as a tree. XML's self-closing elements are closed, since HTML would leave them open. */
export function parseXhtml(
  bytes: Uint8Array,
  name: string,
  kind: 'text' | 'package' = 'text'
): { root: ParentNode; warnings: Sentence[] } {
  const text = kind === 'text' ? unprefixed(decode(bytes, name).text) : decode(bytes, name).text
  // HTML's own `meta` has no content, a package's has.
  const named = kind === 'package' ? wordsSetApart(text.replace(/<(\/?)meta\b/gi, '<$1opf:meta')) : text
  const closed = selfClosedAsClosed(named.replace(/^\s*<\?xml[^>]*\?>/i, ''))
    // Void elements need no end, and HTML reads one of `br` as a second break.
    .replace(/<\/(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)>/gi, '')
  return parseHtml(closed, 'document')
}

/** `m:math` is `math` where the file says what the prefix stands for; HTML knows no prefixes. */
function unprefixed(text: string): string {
  const declared =
    /\sxmlns:([A-Za-z][\w-]{0,30})\s*=\s*["']http:\/\/www\.w3\.org\/(?:1998\/Math\/MathML|2000\/svg|1999\/xhtml)["']/g
  const prefixes = new Set([...text.matchAll(declared)].map(([, prefix]) => prefix!))
  if (!prefixes.size) return text
  return text.replace(new RegExp(`<(/?)(?:${[...prefixes].join('|')}):(?=[A-Za-z])`, 'g'), '<$1')
}

/** The name a reference leads to, seen from the file it stands in; empty when it leads out of the book. */
export function resolveName(reference: string, from: string): string {
  const url = URL.parse(reference.trim(), `https://book.invalid/${encodeURI(from)}`)
  if (url?.host !== 'book.invalid') return ''
  try {
    return decodeURIComponent(url.pathname.slice(1))
  } catch {
    return ''
  }
}
