export interface JsonLdArticle {
  headline: string
  /** What it is called where it also has a headline, which may be a sentence about it. */
  name: string
  description: string
  /** The whole text, where it is stated: plain with line ends, or HTML. */
  body: string
  authors: string[]
  site: string
  url: string
  published: string
  modified: string
  licence: string
  /** It is called an article, and not a posting among others. */
  isArticle: boolean
  /** Address of its first picture. */
  image: string
  language: string
  /** It says that not everybody may read all of it. */
  isWalled: boolean
  /** Words of the whole text as stated; 0 when it is not. */
  words: number
}

type Json = Record<string, unknown>

const articleTypes = /(?:Article|Posting|Report|Story|NewsItem|Review|Recipe|CreativeWork|Chapter)$/

/** The article among a page's JSON-LD (schema.org). Scripts are data here: parsed, never run, and often broken. */
export function readJsonLd(scripts: readonly string[]): JsonLdArticle {
  const result: JsonLdArticle = {
    headline: '',
    name: '',
    description: '',
    body: '',
    authors: [],
    site: '',
    url: '',
    published: '',
    modified: '',
    licence: '',
    isArticle: false,
    image: '',
    language: '',
    isWalled: false,
    words: 0
  }
  const things = new Map<string, Json>()
  const articles: Json[] = []
  for (const script of scripts.slice(0, 50)) {
    if (script.length > 2_000_000) continue
    for (const thing of thingsIn(parse(script))) {
      const id = thing['@id']
      // A bare reference says nothing of the thing.
      if (typeof id === 'string' && !text(things.get(id)?.name)) things.set(id, thing)
      if (typesOf(thing).some((type) => articleTypes.test(type))) articles.push(thing)
    }
  }
  for (const article of articles) {
    result.isArticle ||= typesOf(article).some((type) =>
      /(?:Article|BlogPosting|Report|Review|Recipe)$/.test(type)
    )
    result.headline ||= text(article.headline) || text(article.name)
    result.name ||= text(article.name)
    result.description ||= text(article.description)
    result.body ||= text(article.articleBody)
    result.published ||= text(article.datePublished)
    result.modified ||= text(article.dateModified)
    result.licence ||= text(article.license) || nameOrId(article.license)
    result.image ||= addressOf(article.image)
    result.language ||= text(article.inLanguage)
    // Half of those who state it write it as a word.
    result.isWalled ||= /^false$/i.test(String(article.isAccessibleForFree))
    result.words ||= Number.parseInt(String(article.wordCount), 10) || 0
    result.url ||= text(article.url) || nameOrId(article.mainEntityOfPage)
    result.site ||= names(article.publisher, things)[0] ?? ''
    if (!result.authors.length) result.authors = names(article.author ?? article.creator, things).slice(0, 20)
  }
  return result
}

function parse(script: string): unknown {
  const clean = script
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/, '')
  try {
    return JSON.parse(clean)
  } catch {
    try {
      // Raw line ends inside strings are the commonest mistake.
      return JSON.parse(clean.replace(/[\0-\x1f]+/g, ' '))
    } catch {
      return undefined
    }
  }
}

function* thingsIn(value: unknown, depth = 0): Generator<Json> {
  if (depth > 6 || typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) {
    for (const one of value.slice(0, 200)) yield* thingsIn(one, depth + 1)
    return
  }
  const thing = value as Json
  yield thing
  for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage', 'publisher', 'author', 'itemListElement']) {
    yield* thingsIn(thing[key], depth + 1)
  }
}

function typesOf(thing: Json): string[] {
  const type = thing['@type']
  return (Array.isArray(type) ? type : [type]).filter((one): one is string => typeof one === 'string')
}

function text(value: unknown): string {
  if (typeof value === 'string') return decodeEntities(value).trim()
  if (Array.isArray(value)) return text(value[0])
  return ''
}

function nameOrId(value: unknown): string {
  if (typeof value === 'string') return value
  const id = typeof value === 'object' && value !== null ? (value as Json)['@id'] : ''
  return typeof id === 'string' ? id : ''
}

function addressOf(value: unknown): string {
  const first = Array.isArray(value) ? value[0] : value
  if (typeof first === 'string') return first
  return typeof first === 'object' && first !== null ? text((first as Json).url) : ''
}

function names(value: unknown, things: Map<string, Json>): string[] {
  const list = Array.isArray(value) ? value : [value]
  return list
    .map((one) => {
      if (typeof one === 'string') return text(one)
      if (typeof one !== 'object' || one === null) return ''
      const thing = one as Json
      const id = thing['@id']
      return text(thing.name) || (typeof id === 'string' ? text(things.get(id)?.name) : '')
    })
    .filter((name) => name !== '' && !/^https?:/i.test(name))
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

/** Some sites escape their JSON as if it were HTML. The result is still only text. */
function decodeEntities(value: string): string {
  return value.replace(
    /&(?:#(\d{1,6})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return named[name.toLowerCase()] ?? whole
      const code = decimal ? Number(decimal) : Number.parseInt(hex ?? '', 16)
      return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
    }
  )
}
