import { line } from '../article/finish-article.ts'
import { statedLanguage } from '../article/language.ts'
import { webAddress } from '../article/web-address.ts'
import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  lineOf,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'
import { readableAuthors } from '../library/author-names.ts'
import { readJsonLd } from './json-ld.ts'
import { bylineOf, visibleNames } from './page-byline.ts'
import { dateInAddress, firstDate, visibleDate } from './page-dates.ts'
import { titleOf } from './page-title.ts'

export interface PageMetadata {
  title: string
  /** The title as the page shows it: where the article begins. */
  heading: string
  /** The page's own description of itself; only a standfirst when the page also shows it. */
  description: string
  /** The page calls itself an article: what others say on it are remarks. */
  isArticle: boolean
  /** The page's text as it is stated for machines, or empty. */
  text: string
  byline: string
  site: string
  url: string
  baseUrl: string
  published: string
  /** When the text was last changed, as stated; empty when it is not, or when it is the day of publication. */
  modified: string
  /** The name or address of the licence the page states for its text, or empty. */
  licence: string
  /** Address of the picture that stands for the page, or empty. Nothing is fetched. */
  leadImageUrl: string
  language: string
  tags: string[]
  /** The page says that not everybody may read all of its text. */
  isWalled: boolean
  /** Words of the whole text as stated; 0 when it is not. */
  statedWords: number
}

/** Names of meta elements that say when a page was published, the surest first. */
const publishedNames = [
  'article:published_time',
  'datepublished',
  'og:published_time',
  'og:article:published_time',
  'parsely-pub-date',
  'citation_publication_date',
  'citation_date',
  'dc:date:issued',
  'dcterms:issued',
  'dc:date',
  'dcterms:date',
  'dcterms:created',
  'dc:created',
  'sailthru:date',
  'article:published',
  'published_time',
  'published-date',
  'publication_date',
  'publishdate',
  'pubdate',
  'publish-date',
  'originalpublicationdate',
  'date'
] as const

/** The same, when it was last changed. */
const modifiedNames = [
  'article:modified_time',
  'datemodified',
  'og:updated_time',
  'dcterms:modified',
  'dc:date:modified',
  'last-modified',
  'lastmod',
  'revised'
] as const

/** The same, who wrote it. */
const authorNames = [
  'dc:creator',
  'dcterms:creator',
  'author',
  'article:author_name',
  'parsely-author',
  'sailthru:author',
  'citation_author',
  'citation_authors',
  'article:author',
  'byl',
  'authors'
] as const

/**
 * What a page says of itself: JSON-LD, meta tags, microdata and what it shows, each where it is best.
 * `from` is where it was read from, when that is known: it stands in where the page does not say, and
 * relative references are relative to it.
 */
export function readMetadata(root: ParentNode, from = ''): PageMetadata {
  const witnesses = collect(root)
  const { metas, headings } = witnesses
  const meta = (...names: string[]) => names.map((name) => metas.get(name)?.[0]).find(Boolean) ?? ''
  const jsonLd = readJsonLd(witnesses.scripts)
  const site =
    jsonLd.site || meta('og:site_name', 'application-name', 'dc:publisher', 'citation_journal_title')
  // A relative canonical address is an address all the same.
  const url =
    webAddress((witnesses.canonical && URL.parse(witnesses.canonical, from || undefined)?.href) || '') ||
    webAddress(meta('og:url')) ||
    webAddress(jsonLd.url) ||
    from
  const baseUrl = webAddress(URL.parse(witnesses.base, from || url || undefined)?.href) || from || url
  const isDocumentsOwn = (stated: string) => stated !== '' && witnesses.documentTitle.startsWith(stated)
  const { title, heading } = titleOf(
    [
      isDocumentsOwn(jsonLd.name) && !isDocumentsOwn(jsonLd.headline) ? jsonLd.name : jsonLd.headline,
      meta('dc:title', 'dcterms:title', 'dcterm:title'),
      meta('og:title'),
      meta('weibo:article:title', 'weibo:webpage:title'),
      meta('title'),
      meta('twitter:title'),
      meta('parsely-title', 'citation_title', 'sailthru:title'),
      witnesses.headline,
      witnesses.entryTitle
    ],
    headings,
    witnesses.documentTitle,
    site
  )
  // Nothing stated would be the page's own address.
  const address = (stated: string) => webAddress(stated && URL.parse(stated, baseUrl || undefined)?.href)
  const published =
    firstDate([jsonLd.published, meta(...publishedNames), witnesses.dated]) ||
    visibleDate(root, heading) ||
    dateInAddress(url)
  const modified = firstDate([jsonLd.modified, meta(...modifiedNames), witnesses.changed])
  return {
    title,
    heading,
    text: jsonLd.body,
    isArticle: jsonLd.isArticle || meta('og:type').toLowerCase() === 'article',
    description: line(
      meta('og:description', 'description', 'twitter:description', 'dc:description') || jsonLd.description,
      2000
    ),
    byline: bylineOf(
      [
        jsonLd.authors.join(', '),
        ...authorNames.flatMap((name) => together(name, metas.get(name) ?? [])),
        ...visibleNames(root, heading)
      ],
      site,
      meta('copyright', 'dc:rights', 'dcterms:rights')
    ),
    site: line(site, 500),
    url,
    baseUrl,
    published,
    modified: modified.slice(0, 10) === published.slice(0, 10) ? '' : modified,
    licence: line(
      witnesses.licence.startsWith('http') || !witnesses.licence
        ? witnesses.licence || jsonLd.licence || meta('dc:rights:licence', 'dcterms:license', 'dc:license')
        : address(witnesses.licence),
      500
    ),
    leadImageUrl: address(
      meta('og:image:secure_url', 'og:image', 'twitter:image', 'twitter:image:src') || jsonLd.image
    ),
    language:
      statedLanguage(witnesses.language) ||
      statedLanguage(meta('content-language', 'og:locale')) ||
      statedLanguage(jsonLd.language),
    tags: [],
    // Of the tiers of Facebook's vocabulary, "metered" is open to most.
    isWalled: jsonLd.isWalled || meta('article:content_tier').toLowerCase() === 'locked',
    statedWords: jsonLd.words
  }
}

/** Journals name each author in a statement of its own, the family name first. */
function together(name: string, stated: readonly string[]): readonly string[] {
  if (!name.startsWith('citation_')) return stated
  const authors = stated.flatMap((one) => one.split(';')).map((one) => one.trim())
  return [readableAuthors([...new Set(authors)].filter(Boolean).slice(0, 50).join(';'))]
}

interface Witnesses {
  /** By name, lower case, with colons between its parts. */
  metas: Map<string, string[]>
  /** What first headings say. */
  headings: string[]
  scripts: string[]
  documentTitle: string
  canonical: string
  base: string
  language: string
  /** Publication and change, by `time` elements and microdata. */
  dated: string
  changed: string
  /** Microdata's headline. */
  headline: string
  /** What a blog's program calls the title of an entry, where the document's title holds it. */
  entryTitle: string
  licence: string
}

function collect(root: ParentNode): Witnesses {
  const found: Witnesses = {
    metas: new Map(),
    headings: [],
    scripts: [],
    documentTitle: '',
    canonical: '',
    base: '',
    language: '',
    dated: '',
    changed: '',
    headline: '',
    entryTitle: '',
    licence: ''
  }
  // A property is meant for machines that read articles, a name for everyone; the former is asked first.
  const named = new Map<string, string[]>()
  for (const element of elementsOf(root)) {
    const property = attribute(element, 'itemprop')
    const rel = attribute(element, 'rel') ?? ''
    switch (element.tagName) {
      case 'html':
        found.language = attribute(element, 'lang') ?? attribute(element, 'xml:lang') ?? ''
        break
      case 'title':
        found.documentTitle ||= element.namespaceURI.endsWith('xhtml') ? lineOf(element) : ''
        break
      case 'meta':
        readMeta(element, found.metas, named)
        break
      case 'link':
        if (/\bcanonical\b/i.test(rel)) found.canonical ||= attribute(element, 'href') ?? ''
        break
      case 'base':
        found.base ||= attribute(element, 'href') ?? ''
        break
      case 'script':
        if (/ld\+json/i.test(attribute(element, 'type') ?? ''))
          found.scripts.push(
            element.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
          )
        break
      case 'h1':
        found.headings.push(lineOf(element))
        break
      case 'time':
        readTime(element, property, found)
        break
    }
    if (/^h[1-4]$/.test(element.tagName) && isEntryTitle(element, found.documentTitle))
      found.entryTitle ||= lineOf(element)
    if (/\blicense\b/i.test(rel) && element.tagName !== 'form')
      found.licence ||= attribute(element, 'href') ?? ''
    if (!property || element.tagName === 'meta') continue
    const stated = attribute(element, 'datetime') ?? attribute(element, 'content')
    if (property === 'headline') found.headline ||= lineOf(element)
    if (property === 'datePublished') found.dated ||= stated ?? lineOf(element)
    if (property === 'dateModified') found.changed ||= stated ?? lineOf(element)
  }
  for (const [name, values] of named) if (!found.metas.has(name)) found.metas.set(name, values)
  return found
}

function isEntryTitle(element: Element, documentTitle: string): boolean {
  if (!/(?:^|\s)(?:entry-title|post-title|p-name)(?:\s|$)/.test(classOf(element))) return false
  const text = shortLineOf(element, 300)
  return text !== '' && documentTitle.includes(text)
}

/** One tag may state several names; parts are divided by colons or dots. */
function readMeta(element: Element, properties: Map<string, string[]>, named: Map<string, string[]>): void {
  const content = attribute(element, 'content')?.trim()
  if (!content) return
  const property = attribute(element, 'property') ?? attribute(element, 'itemprop')
  const stated = property ?? attribute(element, 'name') ?? attribute(element, 'http-equiv') ?? ''
  const into = property === undefined ? named : properties
  for (const one of stated.toLowerCase().trim().split(/\s+/u)) {
    const name = one.replaceAll('.', ':').replace(/^dcterm:/, 'dcterms:')
    if (name) into.set(name, [...(into.get(name) ?? []), content])
  }
}

function readTime(element: Element, property: string | undefined, found: Witnesses): void {
  const stated = attribute(element, 'datetime') ?? lineOf(element)
  if (property?.includes('dateModified') || /updat|modif/i.test(classOf(element))) found.changed ||= stated
  else if (
    property?.includes('datePublished') ||
    attribute(element, 'pubdate') !== undefined ||
    /publish|posted|entry-date/i.test(classOf(element))
  )
    found.dated ||= stated
}
