import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  isElement,
  lineOf,
  type ParentNode,
  remove,
  shortLineOf,
  textOf
} from '../html/html-tree.ts'
import { isPrompt, leadsToOthers } from './clutter-words.ts'
import { isSameSite } from './same-site.ts'

const clutterNames =
  /(?:^|[\s_-])(?:tags?|tag-list|topics|keywords|author-?(?:bio|box|info)|bio|about-the-author|byline|dateline|timestamp|post-?meta|entry-?meta|article-?meta|toolbar|tools|actions|follow|signup|sign-up|widget|inline-?promo|read-?more|see-?also|more-?(?:on|from)|trending|popular|jump-?link|caption-?toggle|kicker|eyebrow|overline)(?:$|[\s_-])/i
const leaves = new Set([
  'p',
  'li',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'div',
  'section',
  'aside',
  'span',
  'strong',
  'em',
  'footer'
])

/**
 * Takes out what Readability leaves in: share bars, lists of other articles, newsletter prompts. A piece
 * goes when two things agree: how it is built (short, mostly links, no sentence) and what it says of
 * itself (a label, a name). No rule knows a site. `url` is the page's address, when it states one.
 */
export function cleanArticle(root: ParentNode, url = ''): void {
  const whole = textOf(root).length
  for (const element of [...elementsOf(root)]) {
    if (isCalledCaption(element)) element.tagName = element.nodeName = 'figcaption'
  }
  for (const element of [...elementsOf(root)]) {
    if (element.parentNode && leaves.has(element.tagName) && isClutter(element, whole)) remove(element)
  }
  removeLinkLists(root, whole, URL.parse(url)?.host ?? '')
}

function isClutter(element: Element, whole: number): boolean {
  const text = lineOf(element)
  if (text === '' || text.length > Math.min(600, whole / 4)) return false
  const share = linkShare(element, text.length)
  if (text.length <= 250 && leadsToOthers(text) && (share > 0.3 || /[:：]$/u.test(text))) return true
  if (isPrompt(text) && (share > 0.05 || text.length < 120)) return true
  return (
    share > 0.5 &&
    clutterNames.test(`${classOf(element)} ${attribute(element, 'id') ?? ''}`) &&
    !isNameOfNote(element, text)
  )
}

/** A name above a sentence that begins with it: who wrote the text, said below it. */
function isNameOfNote(element: Element, text: string): boolean {
  for (let at: Element = element, level = 0; level < 4; level += 1) {
    const { parentNode } = at
    if (!parentNode) return false
    const next = nextWithWords(parentNode, at)
    if (next !== undefined) return next.startsWith(`${text} `)
    if (!isElement(parentNode)) return false
    at = parentNode
  }
  return false
}

/** The line of the next few elements beside one that says something; a long one is no note. */
function nextWithWords(parent: ParentNode, element: Element): string | undefined {
  const from = parent.childNodes.indexOf(element) + 1
  for (const node of parent.childNodes.slice(from, from + 6)) {
    const line = isElement(node) ? shortLineOf(node, 600) : ''
    if (line) return line
  }
  return undefined
}

/** A line this long in a list of links is a headline; names and tags are shorter. */
const HEADLINE = 25

/**
 * Lists of the same site's headlines, at the end or beside the text. Tables of contents, sources on other
 * sites and lists of names are the article's own.
 */
function removeLinkLists(root: ParentNode, whole: number, host: string): void {
  for (const list of [...elementsOf(root)]) {
    if (list.tagName !== 'ul' || !list.parentNode) continue
    const items = list.childNodes.filter((child): child is Element => child.nodeName === 'li')
    const text = lineOf(list)
    if (items.length < 2 || text.length >= whole / 4 || text.length / items.length < HEADLINE) continue
    const away = items.filter(
      (item) => linkShare(item, lineOf(item).length) > 0.85 && staysOnSite(item, host)
    )
    if (away.length >= 2 && away.length >= items.length * 0.8) remove(list)
  }
}

/** Whether the links in a piece lead to other pages of the same site. */
function staysOnSite(item: Element, host: string): boolean {
  for (const link of elementsOf(item)) {
    if (link.tagName !== 'a') continue
    const href = attribute(link, 'href') ?? ''
    if (href.startsWith('#')) return false
    const there = URL.parse(href)
    if (there && host && !isSameSite(there.host, host)) return false
  }
  return true
}

/** Share of the letters that stand in links. */
function linkShare(element: Element, length: number): number {
  let linked = element.tagName === 'a' ? length : 0
  for (const inner of elementsOf(element)) if (inner.tagName === 'a') linked += lineOf(inner).length
  return length ? linked / length : 0
}

/** Captions that a page sets in a paragraph of its own, by the name it gives them. */
function isCalledCaption(element: Element): boolean {
  if (!/^(?:p|div|span|small|em|figure-?caption)$/.test(element.tagName) || isInFigcaption(element))
    return false
  if (
    !/(?:^|[\s_-])(?:wp-caption-text|image-?caption|photo-?caption|media-?caption|caption-?text|caption|figcaption)(?:$|[\s_-])/i.test(
      classOf(element)
    )
  )
    return false
  const text = lineOf(element)
  if (text === '' || text.length > 1000) return false
  for (const inner of elementsOf(element))
    if (/^(?:img|picture|figure|figcaption|video|iframe|h[1-6]|ul|ol)$/.test(inner.tagName)) return false
  return true
}

function isInFigcaption(element: Element): boolean {
  for (
    let parent: ParentNode | null = element.parentNode;
    parent;
    parent = 'parentNode' in parent ? parent.parentNode : null
  ) {
    if (parent.nodeName === 'figcaption') return true
  }
  return false
}
