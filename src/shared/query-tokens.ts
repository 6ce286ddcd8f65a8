/** A piece of a query as it was typed: words, a phrase in quotation marks, or `field:value`. */
export interface QueryToken {
  /** All of it, and where it begins in the query. */
  whole: string
  index: number
  /** What has it is not wanted. */
  minus: boolean
  /** The letters before a colon, in small ones; it may be no operator. */
  field: string | undefined
  value: string
  isQuoted: boolean
  /** Nothing follows it yet that ends it: it may be unfinished. */
  isOpen: boolean
}

const token = /(-)?(?:([a-z]{2,10}):(?:"((?:[^"]|"")*)("|$)|(\S+))|"([^"]*)("|$)|(\S+))/giu
/** Whatever opens or closes a quotation, each one UTF-16 unit as the `"` it is read as. */
const quotes = /["\u201c\u201d\u201e\u201f\u00ab\u00bb\u300c\u300d\uff02]/gu
const doubled = new RegExp(`(${quotes.source})\\1`, 'gu')

/**
 * Takes a query apart; never fails. Quotation marks of any language part its pieces; in a value, such as a tag's name,
 * two of the same stand for one.
 */
export function* queryTokens(query: string): Generator<QueryToken> {
  for (const found of query.replace(quotes, '"').matchAll(token)) {
    const [whole, minus, field, fieldQuoted, fieldClosed, fieldBare, quoted, closed, bare] = found
    const { index } = found
    const isQuoted = (fieldQuoted ?? quoted) !== undefined
    const read = fieldQuoted ?? fieldBare ?? quoted ?? bare ?? ''
    // The name of a tag has the signs that it has; in words they are none.
    const start = index + (minus ? 1 : 0) + (field ? field.length + 1 : 0) + (isQuoted ? 1 : 0)
    const value = field ? query.slice(start, start + read.length).replace(doubled, '$1') : read
    yield {
      whole: query.slice(index, index + whole.length),
      index,
      minus: minus !== undefined,
      field: field?.toLowerCase(),
      value,
      isQuoted,
      isOpen: isQuoted ? (fieldClosed ?? closed) === '' : index + whole.length === query.length
    }
  }
}

/** A tag as a query names it, whatever signs are in its name. */
export const tagInQuery = (tag: string): string => `tag:"${tag.replace(quotes, '$&$&')}"`

/** Whether two are one tag: capitals make no other one. */
const isSameTag = (one: string, other: string) => plainTag(one) === plainTag(other)
const plainTag = (tag: string) => tag.normalize('NFC').replace(/\s+/gu, ' ').trim().toLowerCase()

/** The query, asking for a tag by its new name. */
export function renameTagInQuery(query: string, from: string, to: string): string {
  let renamed = ''
  let at = 0
  for (const { index, whole, minus, field, value } of queryTokens(query)) {
    if (field !== 'tag' || !isSameTag(value, from)) continue
    renamed += query.slice(at, index) + (minus ? '-' : '') + tagInQuery(to)
    at = index + whole.length
  }
  return renamed + query.slice(at)
}
