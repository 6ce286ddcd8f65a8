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
  const authors = parseByline(article.byline, article.language)
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

const and = /\s*(?:;|؛|、|；|，|·|\||&|\s(?:and|und|et|y|e|и)\s)\s*/iu
/** Between names that are written without blanks; in Japanese it is part of some. */
const chineseAnd = /(?<=\p{Script=Han})[和与與及](?=\p{Script=Han})/u
/** Words that people are not called by, in the languages of the interface. Whole words. */
const bodies = [
  'staff|editors?|editorial|team|desk|news|agency|press|magazine|journal|newspaper|media|board|committee|contributors',
  'institute|institution|university|college|school|academy|library|museum|archives?|laborator(?:y|ies)|cent(?:er|re)',
  'foundation|organi[sz]ation|association|society|federation|alliance|network|project|initiative|council|commission',
  'ministry|department|office|bureau|authority|administration|service|government|parliament|congress|united|nations',
  'union|bank|group|company|corporation|inc|ltd|llc|gmbh',
  'redaktion|institut|universität|hochschule|stiftung|verein|verband|verlag|gesellschaft|(?:bundes)?(?:amt|ministerium|anstalt|agentur|regierung)|zentrum',
  'rédaction|université|école|ministère|société|fondation|bibliothèque|musée|conseil|centre|agence',
  'redacción|equipo|universidad|instituto|ministerio|fundación|asociación|organización|sociedad|consejo|agencia|naciones',
  'редакция|университет|институт|академия|министерство|фонд|общество|организация|агентство|комитет|центр',
  'جامعة|وزارة|مؤسسة|منظمة|جمعية|هيئة|مركز|معهد|تحرير|وكالة|مجلس|الأمم'
].join('|')
const organisation = new RegExp(
  `^the\\s|(?<![\\p{L}\\p{M}])(?:${bodies})(?![\\p{L}\\p{M}])|\\s(?:of|for|für|pour|para)\\s|\\d`,
  'iu'
)
/** What stands before the names, by language: short words that are names in others. */
const by: Record<string, RegExp> = {
  de: /^von:?\s+(?=\S+\s+\S)/iu,
  fr: /^par:?\s+/iu,
  es: /^por:?\s+/iu,
  pt: /^por:?\s+/iu,
  it: /^di:?\s+(?=\S+\s+\S)/iu,
  ru: /^(?:автор|авторы):?\s+/iu,
  ar: /^(?:بقلم|كتبه|كتبته):?\s+/u
}
const particle = /^(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|zu|bin|ibn|al)$/u
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}・]+$/u
const degree = /,\s*(?:ph\.?\s?d|m\.?d|jr|sr|esq|m\.?a|b\.?a)\.?(?=,|;|$)/giu

/**
 * The people (or bodies) a byline names. A name that cannot be told apart is kept whole.
 * @param language BCP 47, or empty
 */
export function parseByline(byline: string, language = ''): CslName[] {
  const tongue = language.toLowerCase().split('-', 1)[0]!
  const line = byline
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/^(?:written )?by:?\s+/iu, '')
    .replace(by[tongue] ?? /^$/u, '')
    .replace(degree, '')
  const parts = line.split(and)
  // "Ministry of Food and Agriculture" is one body, not two.
  if (parts.length === 2 && organisation.test(line) && parts.some((part) => !part.includes(' ')))
    return [{ literal: line }]
  return parts
    .flatMap((part) => (tongue === 'zh' ? part.split(chineseAnd) : [part]))
    .flatMap(splitAtCommas)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .map(parseName)
}

/** "Jane Doe, John Roe" names two; "Doe, Jane" names one. */
function splitAtCommas(part: string): string[] {
  const names = part.split(/[,،]\s*/u)
  return names.length === 2 && names.some((name) => !name.trim().includes(' ')) ? [part] : names
}

function parseName(name: string): CslName {
  const [family, given] = name.split(/[,،]\s*/u)
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
