import { JSDOM } from 'jsdom'

/** What is counted, by the elements that say it. A list counts by its items, a table by its cells. */
const kinds = {
  headings: 'h1, h2, h3, h4, h5, h6',
  'list items': 'li',
  'table cells': 'td, th',
  code: 'pre',
  quotes: 'blockquote',
  captions: 'figcaption',
  definitions: 'dt, dd',
  links: 'a[href]',
  images: 'img[src], .missing-image'
} as const
export type Kind = keyof typeof kinds
export const allKinds = Object.keys(kinds) as Kind[]

export type Structure = Record<Kind, Map<string, number>>

/** The pieces of each kind in a piece of HTML, by their words; a picture by its file's name. */
export function structureOf(html: string): Structure {
  // What a reader sees apart is two words.
  const apart = html.replace(/<br\s*\/?>|<\/(?:span|p|div|li|t[dh])>/gi, '$& ')
  const { document } = new JSDOM(apart).window
  const result = {} as Structure
  for (const kind of allKinds) {
    const found = new Map<string, number>()
    for (const element of document.querySelectorAll(kinds[kind])) {
      if (isForLayout(element)) continue
      const key = keyOf(kind, element)
      if (key || kind === 'images') found.set(key, (found.get(key) ?? 0) + 1)
    }
    result[kind] = found
  }
  return result
}

/** A table of one cell, or around another, holds the page together and says nothing. */
function isForLayout(element: Element): boolean {
  if (!/^t[dh]$/i.test(element.tagName)) return false
  const table = element.closest('table')
  return !table || table.querySelectorAll('td, th').length <= 1 || table.querySelector('table') !== null
}

function keyOf(kind: Kind, element: Element): string {
  if (kind === 'images') {
    // A formula's drawing is there when its words are: as a formula.
    const alt = element.getAttribute('alt') ?? ''
    if (alt.startsWith('{\\displaystyle')) return ''
    const address = element.getAttribute('src') ?? element.getAttribute('data-url') ?? ''
    if (address.startsWith('data:') || address.startsWith('asset:')) return 'picture in the file'
    return (
      decodeURI(address.replace(/%(?![0-9a-f]{2})/gi, '%25'))
        .split(/[?#]/)[0]
        ?.split('/')
        .at(-1) ?? ''
    )
  }
  const words = (element.textContent?.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ').toLowerCase()
  return words
}

/** How many pieces of a kind were asked for, and how many of these are there. */
export function recallOf(
  expected: Structure,
  found: Structure,
  kind: Kind
): { asked: number; there: number; lost: string[] } {
  let asked = 0
  let there = 0
  const lost: string[] = []
  for (const [key, count] of expected[kind]) {
    if (!key) continue
    // A picture whose relative address leads nowhere is kept without it.
    const nameless = kind === 'images' ? (found[kind].get('') ?? 0) : 0
    const same = found[kind].get(key) ?? (kind === 'images' ? 0 : nearlySame(key, found[kind]))
    const here = Math.min(count, same + nameless)
    asked += count
    there += here
    if (here < count) lost.push(key)
  }
  return { asked, there, lost }
}

/** The words of a piece of HTML; blocks stand on lines of their own. */
export function textOfHtml(html: string): string {
  const apart = html.replace(
    /<(?:br|\/(?:p|li|h\d|div|tr|t[dh]|d[td]|pre|blockquote|figcaption|section))\s*\/?>/gi,
    '$&\n'
  )
  return new JSDOM(apart).window.document.body.textContent ?? ''
}

/**
 * A piece counts when four in five of both's words are the same, or three in five of a short one: "Credit"
 * before a name, "[edit]" after a heading.
 */
function nearlySame(key: string, found: Map<string, number>): number {
  const words = new Set(key.split(' '))
  const least = words.size > 4 ? 0.8 : 0.6
  for (const [other, count] of found) {
    const theirs = new Set(other.split(' '))
    const most = Math.max(words.size, theirs.size)
    // No more words can be shared than the shorter one has.
    if (Math.min(words.size, theirs.size) < most * least) continue
    const shared = [...words].filter((word) => theirs.has(word)).length
    if (shared >= most * least) return count
  }
  return 0
}
