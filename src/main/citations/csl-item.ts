/** What a citation is made from: the facts of one article. */
export interface CitedArticle {
  id: string
  title: string
  byline: string
  site: string
  url: string
  /** ISO date or date-time, or empty. */
  published: string
  /** Name or address of its licence, or empty. */
  licence: string
  language: string
  /** Milliseconds since 1970. */
  addedAt: number
}

export interface CslName {
  family?: string
  given?: string
  'non-dropping-particle'?: string
  literal?: string
}

export interface CslDate {
  'date-parts': number[][]
}

/** An item of CSL-JSON 1.0.2; https://github.com/citation-style-language/schema has its fields. */
export interface CslItem {
  id: string
  type: 'webpage' | 'document'
  title: string
  author?: CslName[]
  'container-title'?: string
  URL?: string
  issued?: CslDate
  accessed?: CslDate
  language?: string
  /** What the schema has no field for: its own place for such things. */
  custom?: { license: string }
}

/** An article as CSL-JSON. What is not known is left out and never guessed. */
export function cslItem(article: CitedArticle): CslItem {
  const authors = parseByline(article.byline)
  const issued = dateOf(article.published)
  return {
    id: article.id,
    type: article.url ? 'webpage' : 'document',
    title: article.title.replace(/\s+/gu, ' ').trim(),
    ...(authors.length > 0 && { author: authors }),
    ...(article.site && { 'container-title': article.site.replace(/\s+/gu, ' ').trim() }),
    ...(article.url && { URL: article.url, accessed: dayOf(article.addedAt) }),
    ...(issued && { issued }),
    ...(article.language && { language: article.language }),
    ...(article.licence && { custom: { license: article.licence } })
  }
}

const and = /\s*(?:;|、|；|，|·|\||&|\s(?:and|und|et|y|e|и)\s)\s*/iu
/** Words that people are not called by. */
const organisation =
  /^the\s|\b(?:staff|editors?|editorial|team|desk|news|agency|press|magazine|journal|board|institute|university|foundation|committee|contributors)\b|\d/iu
const particle = /^(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|zu|bin|ibn|al)$/u
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}・]+$/u
const degree = /,\s*(?:ph\.?\s?d|m\.?d|jr|sr|esq|m\.?a|b\.?a)\.?(?=,|;|$)/giu

/** The people (or bodies) a byline names. A name that cannot be told apart is kept whole. */
export function parseByline(byline: string): CslName[] {
  const line = byline
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:written )?by:?\s+/iu, '')
    .replace(degree, '')
  return line
    .split(and)
    .flatMap(splitAtCommas)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map(parseName)
}

/** "Jane Doe, John Roe" names two; "Doe, Jane" names one. */
function splitAtCommas(part: string): string[] {
  const names = part.split(/,\s*/u)
  return names.length === 2 && names.some((name) => !name.trim().includes(' ')) ? [part] : names
}

function parseName(name: string): CslName {
  const [family, given] = name.split(/,\s*/u)
  if (given) return { family: family!, given }
  const words = name.split(' ')
  if (
    words.length === 1 ||
    words.length > 5 ||
    organisation.test(name) ||
    unspaced.test(name.replaceAll(' ', ''))
  )
    return { literal: name }
  let at = words.length - 1
  while (at > 1 && particle.test(words[at - 1]!)) at--
  const particles = words.slice(at, -1).join(' ')
  return {
    family: words.at(-1)!,
    given: words.slice(0, at).join(' '),
    ...(particles && { 'non-dropping-particle': particles })
  }
}

function dateOf(published: string): CslDate | undefined {
  const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:$|T)/u.exec(published.trim())
  if (!found) return undefined
  return { 'date-parts': [found.slice(1, 4).flatMap((part) => (part ? [Number(part)] : []))] }
}

function dayOf(time: number): CslDate {
  const date = new Date(time)
  return { 'date-parts': [[date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]] }
}
