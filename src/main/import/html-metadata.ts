import { line, webAddress } from './finish-article.ts'
import { attribute, classOf, type Element, elementsOf, lineOf, type ParentNode } from './html-tree.ts'
import { readJsonLd } from './json-ld.ts'
import { statedLanguage } from './language.ts'
import { sameWords } from './same-words.ts'
import { isoDate } from './text-masthead.ts'

export interface PageMetadata {
  title: string
  /** The page's own description of itself; only a standfirst when the page also shows it. */
  standfirst: string
  byline: string
  site: string
  url: string
  baseUrl: string
  published: string
  language: string
  tags: string[]
}

/**
 * What a page says of itself: JSON-LD, meta tags, microdata and the visible heading, each where it is best.
 * `address` is where it was read from, when that is known: it stands in where the page does not say, and
 * relative references are relative to it.
 */
export function readMetadata(root: ParentNode, address = ''): PageMetadata {
  const metas = new Map<string, string[]>()
  const headings: string[] = []
  const authors: string[] = []
  const scripts: Element[] = []
  let documentTitle = ''
  let canonical = ''
  let base = ''
  let language = ''
  let dated = ''
  let microdataHeadline = ''
  for (const element of elementsOf(root)) {
    const property = attribute(element, 'itemprop')
    switch (element.tagName) {
      case 'html':
        language = attribute(element, 'lang') ?? attribute(element, 'xml:lang') ?? ''
        break
      case 'title':
        documentTitle ||= element.namespaceURI.endsWith('xhtml') ? lineOf(element) : ''
        break
      case 'meta': {
        const name =
          attribute(element, 'property') ??
          attribute(element, 'name') ??
          property ??
          attribute(element, 'http-equiv')
        const content = attribute(element, 'content')?.trim()
        if (name && content)
          metas.set(name.toLowerCase(), [...(metas.get(name.toLowerCase()) ?? []), content])
        break
      }
      case 'link':
        if (/\bcanonical\b/i.test(attribute(element, 'rel') ?? ''))
          canonical ||= attribute(element, 'href') ?? ''
        break
      case 'base':
        base ||= attribute(element, 'href') ?? ''
        break
      case 'script':
        if (/ld\+json/i.test(attribute(element, 'type') ?? '')) scripts.push(element)
        break
      case 'h1':
        headings.push(lineOf(element))
        break
      case 'time':
        if (
          !dated &&
          (property?.includes('datePublished') ||
            attribute(element, 'pubdate') !== undefined ||
            /publish|posted|entry-date/i.test(classOf(element)))
        ) {
          dated = attribute(element, 'datetime') ?? lineOf(element)
        }
        break
    }
    if (property === 'headline' && element.tagName !== 'meta') microdataHeadline ||= lineOf(element)
    if (property === 'datePublished' && element.tagName !== 'meta')
      dated ||= attribute(element, 'datetime') ?? attribute(element, 'content') ?? lineOf(element)
    if (isAuthor(element, property) && authors.length < 4) authors.push(lineOf(element))
  }
  const meta = (...names: string[]) => names.map((name) => metas.get(name)?.[0]).find(Boolean) ?? ''
  const all = (...names: string[]) => names.flatMap((name) => metas.get(name) ?? [])
  const jsonLd = readJsonLd(
    scripts.map((script) => script.childNodes.map((child) => ('value' in child ? child.value : '')).join(''))
  )

  const site =
    jsonLd.site || meta('og:site_name', 'application-name', 'dc.publisher', 'citation_journal_title')
  // A relative canonical address is an address all the same.
  const url =
    webAddress((canonical && URL.parse(canonical, address || undefined)?.href) || '') ||
    webAddress(meta('og:url')) ||
    webAddress(jsonLd.url) ||
    address
  return {
    title: titleOf(
      [
        meta('og:title'),
        jsonLd.headline,
        meta('twitter:title'),
        meta('citation_title', 'dc.title'),
        microdataHeadline
      ],
      headings,
      documentTitle,
      site
    ),
    standfirst: line(
      meta('og:description', 'description', 'twitter:description') || jsonLd.description,
      2000
    ),
    byline: bylineOf([
      jsonLd.authors.join(', '),
      all(
        'author',
        'article:author',
        'citation_author',
        'dc.creator',
        'parsely-author',
        'sailthru.author',
        'byl'
      ).find(isName) ?? '',
      authors.find(isName) ?? ''
    ]),
    site: line(site, 500),
    url,
    baseUrl: webAddress(URL.parse(base, address || url || undefined)?.href) || address || url,
    published: firstDate([
      jsonLd.published,
      meta(
        'article:published_time',
        'datepublished',
        'og:published_time',
        'parsely-pub-date',
        'citation_publication_date',
        'dc.date',
        'dc.date.issued',
        'dcterms.created',
        'sailthru.date',
        'pubdate',
        'publish-date',
        'date'
      ),
      dated
    ]),
    language:
      statedLanguage(language) ||
      statedLanguage(meta('content-language', 'og:locale')) ||
      statedLanguage(jsonLd.language),
    tags: []
  }
}

function isAuthor(element: Element, property: string | undefined): boolean {
  if (property === 'author') return element.tagName !== 'meta'
  if (element.tagName === 'a' && /\bauthor\b/i.test(attribute(element, 'rel') ?? '')) return true
  return (
    /^(?:span|div|p|a|address)$/.test(element.tagName) &&
    /(?:^|[\s_-])(?:byline|author-?name|author)(?:$|[\s_-])/i.test(classOf(element))
  )
}

function isName(text: string): boolean {
  const clean = text.trim()
  return (
    clean.length > 1 &&
    clean.length <= 150 &&
    !/^https?:|[@{}<>]|\d{3}/.test(clean) &&
    clean.split(/\s+/u).length <= 16
  )
}

function bylineOf(candidates: string[]): string {
  for (const candidate of candidates) {
    const clean = line(candidate, 300)
      .replace(/^(?:by|written by|von|par|por|di|door|av|автор:?)\s+/iu, '')
      .replace(/[\s,|·•–—-]+$/u, '')
    if (isName(clean)) return clean
  }
  return ''
}

/**
 * The title most witnesses agree on. Document titles carry the site's name behind a bar or a dash; the
 * visible heading shows which part is the title.
 */
function titleOf(stated: string[], headings: string[], documentTitle: string, site: string): string {
  // A heading that agrees with nothing else is more often the site's name than the article's title.
  const candidates = [
    ...stated.map((one) => withoutSite(line(one, 2000), site)),
    withoutTail(withoutSite(line(documentTitle, 2000), site)),
    ...headings.map((one) => line(one, 2000))
  ].filter(Boolean)
  const shown = headings.map((one) => line(one, 2000)).filter(Boolean)
  // A heading that is also said in the metadata is the title as readers saw it.
  for (const heading of shown) {
    if (
      stated.some((one) => one && sameWords(heading, withoutSite(line(one, 2000), site))) ||
      sameWords(heading, withoutSite(line(documentTitle, 2000), site)) ||
      sameWords(heading, withoutTail(line(documentTitle, 2000)))
    )
      return heading
  }
  return candidates[0] ?? ''
}

/** A document title up to its last dash or bar, when enough is left: behind it usually stands a name. */
function withoutTail(title: string): string {
  const cut = title.replace(/\s+[|·•»–—-]\s+[^|·•»–—]{1,40}$/u, '')
  return cut.split(/\s+/u).length >= 2 ? cut : title
}

function withoutSite(title: string, site: string): string {
  const parts = title.split(/\s+[|·•»–—-]\s+|\s*[|»]\s*/u)
  if (parts.length < 2) return title
  const last = parts.at(-1) as string
  const first = parts[0] as string
  const cutEnd = () => title.slice(0, title.lastIndexOf(last)).replace(/[\s|·•»–—-]+$/u, '')
  if (
    site &&
    (sameWords(last, site) ||
      site.toLowerCase().replace(/\W/gu, '') === last.toLowerCase().replace(/\W/gu, ''))
  )
    return withoutSite(cutEnd(), site)
  if (site && sameWords(first, site))
    return title.slice(title.indexOf(first) + first.length).replace(/^[\s|·•»–—-]+/u, '')
  // Without a name to compare, a short tail behind a bar is the site's.
  if (/[|»]/u.test(title) && last.split(/\s+/u).length <= 4 && cutEnd().split(/\s+/u).length >= 3)
    return cutEnd()
  return title
}

function firstDate(candidates: string[]): string {
  for (const candidate of candidates) {
    const text = candidate.trim()
    const iso = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(
      text
    )
    if (iso && !Number.isNaN(Date.parse(text.slice(0, 10))))
      return text.replace(/^(\S{10}) /, '$1T').replace(' ', '')
    const named = isoDate(text)
    if (named) return named
  }
  return ''
}
