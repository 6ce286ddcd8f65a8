import { line } from '../article/finish-article.ts'
import { sameWords } from '../article/same-words.ts'
import {
  attribute,
  childElements,
  classOf,
  type Element,
  elementsOf,
  isElement,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'
import { aboveTitle, belowTitle, isTitle, namesBeside } from './beside-title.ts'

/** So many elements after the title, the page has come to its text. */
const NEAR = 80

/** What stands before a name with a colon, and without one where it means nothing else there. */
const withColon =
  'words|writers?|authors?|autor(?:in|es|en)?|auteurs?|autore|redactie|redakce|автор|текст|penulis|teksti?|yazan|yazar|tác giả|szerző|írta|συντάκτης|작성자|글쓴이|글|기자|作者|记者|記者|文字?|撰文|采写|取材・文|文・写真|文・構成|執筆|著者|筆者|ライター|كتبت?|بقلم|الكاتبة?|المؤلف|إعداد|نویسنده|به قلم|מאת|लेखक'
const by = new RegExp(
  String.raw`^(?:(?:posted|written|published|words|story|text|report(?:ed|ing)?|article|edited)\s+)?by[:\s]\s*|^(?:von|par|por|di|door|av|af|od|oleh|от|بقلم|به قلم|מאת|${withColon})\s*[:：/／]?\s+`,
  'iu'
)
const byWithColon = new RegExp(String.raw`^(?:${withColon})\s*[:：/／]\s*`, 'iu')
const byInEnglish = /^(?:(?:words|story|text|written|reported|posted)\s+)?by\s+\p{Lu}/iu
/** These are said before names alone. */
const byNobodyElse = /^(?:بقلم|به قلم|מאת)\s+\p{Lo}/u

/** The short words mean much else as well; whole names and nothing behind them are a byline. */
const given = String.raw`\p{Lu}[\p{L}.'’-]+`
const whole = String.raw`${given}(?:\s+(?:(?:d[aeiou]s?|del|della|la|le|van|der|den|von|zu|ter)\s+){0,2}${given}){1,3}`
const nameAlone = new RegExp(
  String.raw`^(?:[Pp]or|POR|[Pp]ar|PAR|[Vv]on|VON|[Dd]i|DI|[Dd]oor|DOOR|[Aa]v|AV|[Aa]f|AF|[Oo]leh|OLEH|[Оо]т)\s+${whole}(?:(?:\s*,\s*|\s+(?:y|e|et|und|och|og|en|dan|и)\s+)${whole}){0,3}$`,
  'u'
)
/** What follows a reporter's name in Korean. */
const rank = /\s*(?:기자|특파원|논설위원)$/u

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
    .replace(rank, '')
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

/** Names a page shows: what it marks as the author, then what it calls so, then a line near the title that begins
 * with "By", then who stands above or below the title beside a
 * time. */
export function visibleNames(root: ParentNode, title: string): string[] {
  const marked: string[] = []
  let together: ParentNode | null = null
  const called: string[] = []
  const lines: string[] = []
  const beside = [aboveTitle(root, title), belowTitle(root, title)].map(namesBeside)
  const linked: string[] = []
  let linksTogether: ParentNode | null = null
  let since = Number.POSITIVE_INFINITY
  for (const element of elementsOf(root)) {
    since += 1
    const { tagName } = element
    if (isTitle(element, title)) since = 0
    if (marked.length + called.length + lines.length > 12) break
    if (tagName === 'meta' || tagName === 'link' || tagName === 'script') continue
    if (
      since <= NEAR &&
      tagName === 'a' &&
      (leadsToWriter.test(attribute(element, 'href') ?? '') || isCounted(element))
    )
      linksTogether = joined(linked, element, linksTogether)
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
      const isLine = [byInEnglish, byWithColon, nameAlone, byNobodyElse].some((form) => form.test(text))
      if (isLine && !holdsLines(element) && text.split(' ').length <= 9) lines.push(text)
    }
  }
  return [...marked, ...called, ...lines, ...linked, ...beside].filter(Boolean)
}

/** Adds whom a link names to the list, and to the last name of it when both stand in one line; returns that line. */
function joined(names: string[], link: Element, line: ParentNode | null): ParentNode | null {
  const name = shortLine(link)
  if (!name) return line
  const last = names.at(-1)
  if (last === undefined || lineAround(link) !== line) names.push(name)
  else if (!last.split(', ').includes(name)) names[names.length - 1] = `${last}, ${name}`
  return lineAround(link)
}

/** Several lines, of which one may be a name. */
function holdsLines(element: Element): boolean {
  const lines = childElements(element).filter(({ tagName }) =>
    /^(?:div|p|ul|ol|li|h[1-6]|address)$/.test(tagName)
  )
  return lines.length > 1 && lines.some((line) => shortLine(line) !== '')
}

/** What holds the names of one line: the element around them, or the list of which each is an item. */
function lineAround(name: Element): ParentNode | null {
  const around = name.parentNode
  return around && isElement(around) && around.tagName === 'li' ? around.parentNode : around
}

/** The address of a page about one person. */
const leadsToWriter =
  /\/(?:authors?|by-?lines?|contributors?|staff|writers?|journalists?|reporters?|columnists?|autor(?:en|in|es)?|auteurs?|autori|redakteur(?:e|in|innen)?|journalistes?|periodistas?|forfatter(?:e)?|skribent(?:er)?|penulis|yazar(?:lar)?|avtor[iy]?)\/[^/?#]{3,}\/?(?:[?#]|$)/i

const wholeName = new RegExp(`^${whole}$`, 'u')

/** What programs that count presses note beside a link: a site says there whom it leads to. */
const counted =
  /(?:^|[^a-z])(?:authors?|by-?line|writer)(?:[-_ ]?(?:click|name|link|page|profile))?(?:$|[^a-z])/i

/** A name alone, whose link is counted as a writer's. */
function isCounted(link: Element): boolean {
  const notes = link.attrs.filter(({ name, value }) => name.startsWith('data-') && value.length <= 500)
  return notes.some(({ value }) => counted.test(value)) && wholeName.test(shortLine(link))
}

/** What stands with those who comment on the article, praise it, or are quoted in it. */
export function isReader(element: Element): boolean {
  let around: ParentNode | null = element
  for (let level = 0; level < 8 && around && isElement(around); level += 1, around = around.parentNode)
    if (
      /(?:^|[\s_-])(?:comments?|commenters?|commentlist|respond|reply|replies|reviews?|testimonials?|quotes?|pull-?quotes?|statement-author)(?:$|[\s_-])/i.test(
        `${classOf(around)} ${attribute(around, 'id') ?? ''}`
      )
    )
      return true
  return false
}

/** The name of a site, which some mark as who wrote all that is on it. */
const siteName = /(?:^|[\s_-])(?:site|blog|brand|logo)(?:-?(?:title|name|link))?(?:$|[\s_-])/i

function isMarked(element: Element): boolean {
  if (siteName.test(classOf(element))) return false
  if (/\bauthor\b/i.test(attribute(element, 'itemprop') ?? '')) return true
  return element.tagName === 'a' && /\bauthor\b/i.test(attribute(element, 'rel') ?? '')
}

function isCalled(element: Element): boolean {
  return (
    /^(?:span|div|p|a|address|cite|li|h[3-6]|strong|em)$/.test(element.tagName) &&
    /(?:^|[\s_-]|__)(?:byline(?:s|-?(?:name|author|text))?|author(?:s|-?names?|-?link)?|contributor(?:-?name)?|writer|reporter|creator|posted-?by|journalist(?:-?name)?|autor(?:en|in|es)?|auteurs?|autore|firma|forfatter|skribent|penulis|yazar)(?:$|[\s_-]|__)/i.test(
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
      /(?:^|[\s_-])(?:fn|name|user-?name|display-?name)(?:$|[\s_-])/i.test(classOf(inner))
    ) {
      const name = attribute(inner, 'content') ?? shortLineOf(inner, 160)
      if (name) return name
    }
  }
  return shortLine(element)
}

/** Signs of notes, set above the line, are no part of a name; nor is when it was written, or a button. */
function shortLine(element: Element): string {
  const text = shortLineOf(element, 160)
  if (text === '') return ''
  const inside = [...elementsOf(element)]
  const signs = inside.filter(({ tagName }) => tagName === 'sup' || tagName === 'button')
  const time = inside.find(({ tagName }) => tagName === 'time')
  const line = signs.reduce((rest, sign) => withoutSign(rest, shortLineOf(sign, 60)), text)
  return time ? beforeTime(line, shortLineOf(time, 60)) : line
}

/** What is said behind the time is of something else; a name may stand behind it when nothing is said before it. */
function beforeTime(text: string, time: string): string {
  const at = time === '' ? -1 : text.indexOf(time)
  if (at < 0) return text
  return text.slice(0, at).trim() || text.slice(at + time.length).trim()
}

function withoutSign(text: string, sign: string): string {
  const at = sign === '' ? -1 : text.indexOf(sign)
  return at < 0 ? text : (text.slice(0, at) + text.slice(at + sign.length)).trim()
}
