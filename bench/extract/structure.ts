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
  images: 'img[src], .missing-image',
  'formulas and code in text': '.formula, .math, :not(pre) > code'
} as const
export type Kind = keyof typeof kinds
export const allKinds = Object.keys(kinds) as Kind[]

export type Structure = Record<Kind, Map<string, number>>

/**
 * The pieces of each kind in a piece of HTML, by their words; a picture by the names of the files it is offered in,
 * of which a reader needs one.
 */
export function structureOf(html: string): Structure {
  // What a reader sees apart is two words.
  const apart = formulasAsWords(html).replace(/<br\s*\/?>|<\/(?:span|p|div|li|t[dh])>/gi, '$& ')
  const { document } = new JSDOM(apart).window
  const result = {} as Structure
  for (const kind of allKinds) {
    const found = new Map<string, number>()
    for (const element of document.querySelectorAll(kinds[kind])) {
      if (isForLayout(element) || isOfferedByWiki(element)) continue
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

/** What a wiki offers to do with a part stands in brackets behind its heading. */
const offer = /\[([^[\]]{1,20})\]\s*$/u

function isOfferedByWiki(element: Element): boolean {
  if (element.tagName !== 'A') return false
  const heading = element.closest('h1, h2, h3, h4, h5, h6')?.textContent ?? ''
  return offer.exec(heading)?.[1]?.trim() === element.textContent?.trim()
}

function keyOf(kind: Kind, element: Element): string {
  if (kind === 'images') {
    const address = element.getAttribute('src') ?? element.getAttribute('data-url') ?? ''
    const sizes = `${element.getAttribute('srcset') ?? ''}`
      .split(/,\s+|,(?=https?:)/)
      .map((one) => one.trim().split(/\s/)[0] ?? '')
    return [...new Set([address, ...sizes].map(fileName).filter(Boolean))].join(' ')
  }
  // In TeX, braces around one thing alone say nothing.
  if (kind === 'formulas and code in text')
    return element.textContent?.replace(/\s+/gu, '').replace(/([_^])\{(\\[a-z]+|[^\\{}])\}/giu, '$1$2') ?? ''
  const text = (element.textContent ?? '').replace(kind === 'headings' ? offer : '', '')
  const words = (text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(' ').toLowerCase()
  return words
}

function fileName(address: string): string {
  if (address.startsWith('data:') || address.startsWith('asset:')) return 'picture-in-the-file'
  const path = decodeURI(address.replace(/%(?![0-9a-f]{2})/gi, '%25')).split(/[?#]/)[0]
  return path?.split('/').at(-1)?.replaceAll(' ', '_') ?? ''
}

/** Wikis draw their formulas; such a picture is hidden from those who cannot see it, and says in TeX what it shows. */
function formulasAsWords(html: string): string {
  return html.replace(/<img\b(?:[^>"]|"[^"]*")*>/gi, (tag) => {
    const alt = /\salt="([^"]+)"/.exec(tag)?.[1]
    if (!alt || !/\saria-hidden="true"/.test(tag)) return tag
    return `<code class="formula">${alt.replace(/^\{\\displaystyle (.*)\}$/s, '$1')}</code>`
  })
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
    const here = Math.min(
      count,
      kind === 'images' ? samePicture(key, found[kind]) : sameWords(key, found[kind])
    )
    asked += count
    there += here
    if (here < count) lost.push(key)
  }
  return { asked, there, lost }
}

const sameWords = (key: string, found: Map<string, number>) => found.get(key) ?? nearlySame(key, found)

function samePicture(key: string, found: Map<string, number>): number {
  const names = new Set(key.split(' '))
  let same = 0
  for (const [other, count] of found) if (other.split(' ').some((name) => names.has(name))) same += count
  return same
}

/** The words of a piece of HTML; blocks stand on lines of their own. */
export function textOfHtml(html: string): string {
  const apart = formulasAsWords(html).replace(
    /<(?:br|\/(?:p|li|h\d|div|tr|t[dh]|d[td]|pre|blockquote|figcaption|section))\s*\/?>/gi,
    '$&\n'
  )
  return new JSDOM(apart).window.document.body.textContent ?? ''
}

/**
 * A piece counts when four in five of both's words are the same, or three in five of a short one: "Credit"
 * before a name.
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
