import { line } from '../article/finish-article.ts'
import { sameWords } from '../article/same-words.ts'
import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  isElement,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'

/** So many elements after the title, the page has come to its text. */
const NEAR = 80

const by =
  /^(?:(?:posted|written|published|words|story|text|report(?:ed|ing)?|article|edited)\s+)?by[:\s]\s*|^(?:von|par|por|di|door|av|af|od|autor(?:in)?|auteur|autore|redactie|от|автор|текст|作者|记者|記者|文|取材・文|撰文)\s*[:：/／]?\s+/iu
const byWithColon = /^(?:autor(?:in)?|auteur|autore|автор|作者|记者|記者|文|撰文|author)\s*[:：/／]\s*/iu

/** The short words mean much else as well; a whole name and nothing behind it is a byline. */
const nameAlone =
  /^(?:[Pp]or|[Pp]ar|[Vv]on|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|[Оо]т)\s+\p{Lu}[\p{L}.'’-]+(?:\s+(?:d[aeou]s?|del|la|van|der|von|y|e|et|und|och|og)\s+|\s+)\p{Lu}[\p{L}.'’-]+(?:\s+\p{Lu}[\p{L}.'’-]+)?$/u

/** What follows a name on the same line: when, where, how long to read. */
const afterName =
  /\s*(?:(?:edited|translated|illustrat\w+|photo\w*|additional reporting|with reporting|video) by\b|[|•·]|\s[–—-]\s|\n|\b(?:published|updated|last updated|posted|on)\b[:\s]|\d{1,2}[./]\d|\d{1,2}:\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|,?\s*\d{1,2}(?:er|º)?\.?\s+(?:de\s+)?\p{L}{3,12}\.?,?\s+(?:del?\s+)?\d{4}\b|,?\s*\d{4}[-./年]\d{1,2}[-./月]|\b\d+\s*(?:h|min|minutes?|hours?|days?) (?:ago|read)?\b).*$/isu

/**
 * The first of the candidates that is a name. The name of the site, or of who owns the page by its own
 * `copyright`, is only taken when there is no other. Addresses, dates and sentences are no names.
 */
export function bylineOf(candidates: readonly string[], site: string, copyright = ''): string {
  let organisation = ''
  for (const candidate of candidates) {
    const name = nameIn(candidate)
    if (!name) continue
    if (!(site && sameWords(name, site)) && !copyright.includes(name)) return name
    organisation ||= name
  }
  return organisation
}

/** A line as a name, without what stands around it; empty when it is none. */
function nameIn(stated: string): string {
  const clean = line(stated, 300)
    .replace(by, '')
    .replace(byWithColon, '')
    .replace(afterName, '')
    .replace(/[\s,|·•–—:-]+$/u, '')
    .trim()
  return isName(clean) ? clean : ''
}

function isName(text: string): boolean {
  return (
    text.length > 1 &&
    text.length <= 150 &&
    !/^https?:|[@{}<>]|\d{3}|[.!?]\s+\p{Lu}\p{Ll}+\s+\p{Ll}/u.test(text) &&
    // Many words name several people, with something between them; without it they are a headline.
    text.split(/\s+/u).length <= (/[,;&、]|\b(?:and|und|et|y|e|og|och|en|и)\b/iu.test(text) ? 16 : 7) &&
    // Initials alone name nobody.
    /\p{L}{2}/u.test(text) &&
    !/^(?:by|admin|administrator|staff|author|guest|editor|unknown|anonymous|null|undefined|share|follow|about the author)$/iu.test(
      text
    )
  )
}

/** Names a page shows: what it marks as the author, then what it calls so, then a line near the title that begins with "By". */
export function visibleNames(root: ParentNode, title: string): string[] {
  const marked: string[] = []
  let together: ParentNode | null = null
  const called: string[] = []
  const lines: string[] = []
  const linked: string[] = []
  let since = Number.POSITIVE_INFINITY
  for (const element of elementsOf(root)) {
    since += 1
    const { tagName } = element
    if (/^h[12]$/.test(tagName) && title && sameWords(shortLineOf(element, 2000), title)) since = 0
    if (marked.length + called.length + lines.length > 12) break
    if (tagName === 'meta' || tagName === 'link' || tagName === 'script') continue
    if (tagName === 'a' && leadsToWriter.test(attribute(element, 'href') ?? '') && since <= NEAR)
      linked.push(shortLine(element))
    if (isMarked(element)) {
      if (isReader(element)) continue
      const name = authorLine(element)
      const last = marked.at(-1)
      // Several in one line wrote it together.
      if (name && last && element.tagName === 'a' && lineAround(element) === together) {
        if (!last.split(', ').includes(name)) marked[marked.length - 1] = `${last}, ${name}`
      } else marked.push(name)
      if (name) together = lineAround(element)
    } else if (isCalled(element)) {
      if (!isReader(element)) called.push(authorLine(element))
    } else if (since <= NEAR && /^(?:p|div|span|a|li|h[2-6]|strong|em|small|address)$/.test(tagName)) {
      const text = shortLine(element)
      const isLine = /^by\s+\p{Lu}/iu.test(text) || byWithColon.test(text) || nameAlone.test(text)
      if (isLine && text.split(' ').length <= 9) lines.push(text)
    }
  }
  return [...marked.filter(Boolean), ...called.filter(Boolean), ...lines, ...linked.filter(Boolean)]
}

/** What holds the names of one line: the element around them, or the list of which each is an item. */
function lineAround(name: Element): ParentNode | null {
  const around = name.parentNode
  return around && isElement(around) && around.tagName === 'li' ? around.parentNode : around
}

/** The address of a page about one person. */
const leadsToWriter =
  /\/(?:authors?|contributors?|staff|writers?|journalists?|reporters?|columnists?|autor(?:en|in|es)?|auteurs?|autori)\/[^/?#]{3,}\/?(?:[?#]|$)/i

/** Somebody who comments on the article, or praises it. */
function isReader(element: Element): boolean {
  let around: ParentNode | null = element
  for (let level = 0; level < 8 && around && isElement(around); level += 1, around = around.parentNode)
    if (
      /(?:^|[\s_-])(?:comments?|commenters?|commentlist|respond|reply|replies|reviews?|testimonials?)(?:$|[\s_-])/i.test(
        `${classOf(around)} ${attribute(around, 'id') ?? ''}`
      )
    )
      return true
  return false
}

function isMarked(element: Element): boolean {
  if (/\bauthor\b/i.test(attribute(element, 'itemprop') ?? '')) return true
  return element.tagName === 'a' && /\bauthor\b/i.test(attribute(element, 'rel') ?? '')
}

function isCalled(element: Element): boolean {
  return (
    /^(?:span|div|p|a|address|cite|li|h[3-6]|strong|em)$/.test(element.tagName) &&
    /(?:^|[\s_-]|__)(?:byline(?:s|-?(?:name|author|text))?|author(?:s|-?names?|-?link)?|contributor(?:-?name)?|writer|reporter|creator|posted-?by)(?:$|[\s_-]|__)/i.test(
      `${classOf(element)} ${attribute(element, 'data-testid') ?? ''}`
    )
  )
}

/** A name inside that is marked as one, else all it says when that is short. */
function authorLine(element: Element): string {
  let seen = 0
  for (const inner of elementsOf(element)) {
    seen += 1
    if (seen > 100) break
    if (inner.tagName === 'a' && leadsToWriter.test(attribute(inner, 'href') ?? '')) {
      const name = shortLineOf(inner, 60)
      if (name && !shortLine(element)) return name
    }
    if (
      /\bname\b/i.test(attribute(inner, 'itemprop') ?? '') ||
      /(?:^|[\s_-])(?:fn|name)(?:$|[\s_-])/i.test(classOf(inner))
    ) {
      const name = attribute(inner, 'content') ?? shortLineOf(inner, 160)
      if (name) return name
    }
  }
  return shortLine(element)
}

/** Signs of notes, set above the line, are no part of a name. */
function shortLine(element: Element): string {
  const text = shortLineOf(element, 160)
  if (text === '') return ''
  const signs = [...elementsOf(element)].filter(({ tagName }) => tagName === 'sup')
  return signs.reduce((rest, sign) => withoutSign(rest, shortLineOf(sign, 20)), text)
}

function withoutSign(text: string, sign: string): string {
  const at = sign === '' ? -1 : text.indexOf(sign)
  return at < 0 ? text : (text.slice(0, at) + text.slice(at + sign.length)).trim()
}
