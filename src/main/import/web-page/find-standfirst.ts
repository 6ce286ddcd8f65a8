import { sameWords } from '../article/same-words.ts'
import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  isElement,
  isText,
  isWithin,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'

/** So many elements after the title, the page has come to its text. */
const NEAR = 120

/** A longer piece is the opening of the text, not a sentence about it. */
const SAYING = 320

/** Names that mean nothing else, in the languages whose names for it we know. */
const surely =
  /(?:^|[\s_-]|__)(?:stand-?first|sub-?titles?|sub-?lines?|head(?:ing|line)-?(?:des|desc|description)|sub-?head(?:ing|line|er)?|sub-?hed|deck|dek|strap-?line|alternative-?headline|chapo|sous-?titre|vorspann|unterzeile|sottotitolo|bajada|entradilla|subtitulo)(?:$|[\s_-]|__)/i
/** Names that first paragraphs get as well. */
const perhaps =
  /(?:^|[\s_-]|__)(?:tag-?line|lede|lead(?:-?(?:text|paragraph|in))?|intro(?:duction)?|summary|abstract|excerpt|article-?description|sommario|ingress|samenvatting)(?:$|[\s_-]|__)/i

/** What pages call the part that holds the title and what belongs to it. */
const titlesPart = /(?:^|[\s_-]|__)(?:head|header|heading|hed|masthead|titles?)(?:$|[\s_-]|__)/i

/**
 * The sentence under the title that says what the article is about; empty when there is none. It stands near
 * the title and is named so, or repeats the page's description of itself, or is a heading right under the title,
 * or a sentence in the part that is the title's; an ordinary first paragraph that the description was cut from is
 * the article's own.
 */
export function findStandfirst(root: ParentNode, page: { title: string; description: string }): string {
  let since = Number.POSITIVE_INFINITY
  let repeated = ''
  let under = ''
  let heading: Element | undefined
  let next: Element | undefined
  const only = onlyHeadings(root)
  for (const element of elementsOf(root)) {
    since += 1
    const isTitle =
      only.has(element) ||
      (/^h[12]$/.test(element.tagName) && sameWords(shortLineOf(element, 2000), page.title))
    if (isTitle && !isInList(element)) {
      since = 0
      heading = element
      next = undefined
      continue
    }
    if (heading && !next && !isWithin(element, heading) && saysSomething(element)) next = element
    if (since > NEAR || !/^(?:p|h[2-4]|div|span|strong|em|section|summary)$/.test(element.tagName)) continue
    const text = shortLineOf(element, 600)
    if (text.length < 25 || text.split(/\s+/u).length < 4 || holdsMore(element)) continue
    if (sameWords(text, page.title)) continue
    const isDescription = page.description !== '' && sameStart(text, page.description)
    const names = namesOf(element)
    if (surely.test(names) && !aboutWriter.test(names)) return text
    if (!isDescription && isAboutWriter(element)) continue
    const around = element.parentNode && isElement(element.parentNode) && isOnly(element)
    const all = around ? `${names} ${classOf(element.parentNode as Element)}` : names
    if (surely.test(all) || (perhaps.test(all) && text.length <= SAYING && !isAmongParagraphs(element)))
      return text
    if (
      !repeated &&
      isDescription &&
      text.length <= SAYING &&
      !isAmongParagraphs(element) &&
      !isInText(element)
    )
      repeated = text
    if (!under && heading && isUnderTitle(element, text, heading, next)) under = text
  }
  return repeated || under
}

/** A heading right under the title that is no title of a part, or a sentence among what is the title's. */
function isUnderTitle(element: Element, text: string, heading: Element, next: Element | undefined): boolean {
  if (text.length > SAYING || text.split(/\s+/u).length < 6) return false
  if (isLinked(element, text) || isInList(element)) return false
  const isNext = next !== undefined && isWithin(element, next) && sameWords(shortLineOf(next, 600), text)
  if (/^h[2-4]$/.test(element.tagName)) return isNext
  const isSaid = /[.!?…。！？]["'”’»]?$/u.test(text) || (isNext && text.length >= 60)
  if (!isSaid || isAmongParagraphs(element)) return false
  let part: ParentNode | null = element.parentNode
  for (let level = 0; level < 3 && part && isElement(part); level += 1, part = part.parentNode)
    if (isWithin(heading, part))
      return /^(?:header|hgroup)$/.test(part.tagName) || titlesPart.test(classOf(part))
  return false
}

/**
 * Pages write their title anew for search engines; the one first heading is it all the same, also where a bar above
 * the page repeats it. Empty where they say different things.
 */
function onlyHeadings(root: ParentNode): ReadonlySet<Element> {
  const found = new Set<Element>()
  let said = ''
  for (const element of elementsOf(root)) {
    if (element.tagName !== 'h1' || !saysSomething(element)) continue
    const words = shortLineOf(element, 2000)
    if (found.size && !(words && sameWords(words, said))) return new Set()
    said = words
    found.add(element)
  }
  return found
}

/** Whether there is a word in it, or so much that there is surely one. */
function saysSomething(element: Element): boolean {
  if (element.childNodes.some((node) => isText(node) && node.value.trim() !== '')) return true
  let seen = 0
  for (const { childNodes } of elementsOf(element)) {
    seen += 1
    if (seen > 100) return true
    if (childNodes.some((node) => isText(node) && node.value.trim() !== '')) return true
  }
  return false
}

/** One of many, or all of it a link: it tells of another article. */
function isInList(element: Element): boolean {
  let at: ParentNode | null = element
  for (let level = 0; level < 4 && at && isElement(at); level += 1, at = at.parentNode)
    if (/^(?:a|li)$/.test(at.tagName)) return true
  return false
}

/** Most of it leads elsewhere: no sentence about this article. */
function isLinked(element: Element, text: string): boolean {
  let linked = 0
  for (const inner of elementsOf(element)) if (inner.tagName === 'a') linked += shortLineOf(inner, 600).length
  return linked > text.length / 2
}

/** What pages call what is about the writer or a picture. */
const aboutWriter = /(?:^|[\s_-])(?:author|bio|byline|contributor|profile|caption|credit)s?(?:$|[\s_-])/i

/** What stands beside the writer's name is about the writer. */
function isAboutWriter(element: Element): boolean {
  let parent: ParentNode | null = element
  for (let level = 0; level < 4 && parent && isElement(parent); level += 1, parent = parent.parentNode)
    if (aboutWriter.test(inWords(classOf(parent)))) return true
  return false
}

/** In what the page calls the text of its article, an opening that was quoted as the description is the article's own. */
function isInText(element: Element): boolean {
  if (/^h[1-6]$/.test(element.tagName)) return false
  let parent: ParentNode | null = element.parentNode
  for (let level = 0; level < 6 && parent && isElement(parent); level += 1, parent = parent.parentNode)
    if (
      /\barticleBody\b/.test(attribute(parent, 'itemprop') ?? '') ||
      /(?:^|[\s_-])(?:article|entry|post|story|content|page)-?_*(?:body|content|text)(?:$|[\s_-])/i.test(
        classOf(parent)
      )
    )
      return true
  return false
}

/** A description is often cut short. */
function sameStart(text: string, description: string): boolean {
  const start = description.replace(/\s*(?:…|\.\.\.)$/u, '')
  return sameWords(text, description) || (start.length >= 60 && text.startsWith(start))
}

/** What a page calls an element, for its styles and for its programs. */
function namesOf(element: Element): string {
  const own = element.attrs.filter(({ name }) =>
    /^(?:class|itemprop|data-(?:[a-z]+-)?(?:testid|name|component|qa|hook))$/.test(name)
  )
  return own.map(({ value }) => inWords(value)).join(' ')
}

/** "articleDek" is two words. */
const inWords = (name: string) => name.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1-')

/** Blocks inside: a part of the page, not a sentence. */
function holdsMore(element: Element): boolean {
  let paragraphs = 0
  for (const inner of elementsOf(element)) {
    if (/^(?:ul|ol|img|figure|table|h[1-6]|article|time|form|button|nav)$/.test(inner.tagName)) return true
    const isBox = inner.childNodes.some((node) => node.nodeName === 'p' || node.nodeName === 'div')
    if ((inner.tagName === 'p' || inner.tagName === 'div') && !isBox) paragraphs += 1
  }
  return paragraphs > 1
}

function isOnly(element: Element): boolean {
  return (element.parentNode?.childNodes ?? []).filter((node) => isElement(node)).length === 1
}

/** One piece of text in a row of them, however it is wrapped. */
function isAmongParagraphs(element: Element): boolean {
  const length = shortLineOf(element, 600).length
  let outer = element
  for (let level = 0; level < 6 && outer.parentNode && isElement(outer.parentNode); level += 1) {
    const around = shortLineOf(outer.parentNode, 700).length
    if (around === 0 || around > length * 1.05) break
    if (/^(?:header|hgroup)$/.test(outer.parentNode.tagName)) return false
    outer = outer.parentNode
  }
  if (/^h[1-6]$/.test(outer.tagName)) return false
  let others = 0
  for (const node of outer.parentNode?.childNodes.slice(0, 200) ?? [])
    if (node !== outer && isElement(node) && /^(?:p|div)$/.test(node.tagName) && isSentence(node)) others += 1
  return others >= 2
}

function isSentence(element: Element): boolean {
  return shortLineOf(element, 2000).length >= 80
}
