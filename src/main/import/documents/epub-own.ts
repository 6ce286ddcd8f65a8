/**
 * What tells a book that Lectern wrote (export/epub) from others, so that it comes back as the article it was:
 * properties of its package beyond Dublin Core, and names of its places.
 */

/** The prefix of our properties; a name for them, no address. */
export const OWN_PREFIX = 'urn:lectern:epub:'
/** The id of the page that repeats title, byline and standfirst, which are no part of the text. */
export const TITLE_PAGE = 'title-page'

/** The id a place has in a book of ours: an XML name, from which the place's own can be read again. */
export function encodeId(name: string): string {
  return `a-${name.replace(/[^A-Za-z0-9.-]/gu, (one) => `_${one.codePointAt(0)?.toString(16)}_`)}`
}

/** The inverse of `encodeId`; any other id comes back as it is. */
export function decodeId(id: string): string {
  if (!id.startsWith('a-')) return id
  return id.replace(/_([0-9a-f]{1,6})_/g, (all, hex: string) => {
    const code = Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : all
  })
}
