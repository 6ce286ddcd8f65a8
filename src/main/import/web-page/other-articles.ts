import { sameWords } from '../article/same-words.ts'
import {
  attribute,
  type Element,
  elementsOf,
  isElement,
  isWithin,
  lineOf,
  type ParentNode,
  remove,
  shortLineOf
} from '../html/html-tree.ts'
import { isSameSite } from './same-site.ts'

/** An article that says less than this is not told apart from what stands around it. */
const SOMETHING = 140

/** So many elements into an article, a link is one in its text. */
const TEASER = 200

/**
 * Takes out other articles that a page shows whole or in part around its own. HTML's `article` is what stands by
 * itself; where exactly one has a first heading, a row of others beside it, none longer, most of them leading to
 * pages of their own on the same site, is what to read next. Posts of one page (answers, parts, a live report)
 * lead nowhere else. `url` is the page's address, when it is known.
 */
export function removeOtherArticles(root: ParentNode, url = '', title = ''): void {
  const articles: Element[] = []
  const headed = new Map<Element, string>()
  for (const element of elementsOf(root)) {
    if (element.tagName === 'article') articles.push(element)
    const around = element.tagName === 'h1' ? articleAround(element) : undefined
    const heading = around ? shortLineOf(element, 2000) : ''
    if (around && heading !== '' && !headed.has(around)) headed.set(around, heading)
  }
  removeNextArticles(headed, title)
  const [main, ...rivals] = [...headed.keys()].filter(({ parentNode }) => parentNode)
  if (articles.length < 3 || !main || rivals.length) return
  const length = lineOf(main).length
  if (length < SOMETHING) return
  const rows = new Map<ParentNode, Element[]>()
  for (const article of articles) {
    if (article === main || !article.parentNode || isWithin(article, main) || isWithin(main, article))
      continue
    rows.set(article.parentNode, [...(rows.get(article.parentNode) ?? []), article])
  }
  for (const row of rows.values()) {
    if (row.length < 2 || row.some((article) => shortLineOf(article, length) === '')) continue
    const away = row.filter((article) => leadsAway(article, url))
    if (away.length * 2 >= row.length) for (const article of row) remove(article)
  }
}

/**
 * Those that are shown to who scrolls on: each is headed and dated as a page is, and only the first says what this page
 * is called.
 */
function removeNextArticles(headed: ReadonlyMap<Element, string>, title: string): void {
  const [first, ...others] = headed
  if (!first || !others.length || !sameWords(first[1], title) || lineOf(first[0]).length < SOMETHING) return
  for (const [article, heading] of others) {
    if (isWithin(article, first[0]) || sameWords(heading, title)) continue
    if ([...elementsOf(article)].some(({ tagName }) => tagName === 'time')) remove(article)
  }
}

function articleAround(element: Element): Element | undefined {
  let around: ParentNode | null = element.parentNode
  while (around && isElement(around) && around.tagName !== 'article') around = around.parentNode
  return around && isElement(around) ? around : undefined
}

/** Whether its picture or its heading is a link to another page of the same site. */
function leadsAway(article: Element, url: string): boolean {
  let seen = 0
  for (const element of elementsOf(article)) {
    seen += 1
    if (seen > TEASER) return false
    if (element.tagName !== 'a') continue
    const href = attribute(element, 'href') ?? ''
    if (href === '' || href.startsWith('#') || !isOnSite(href, url)) continue
    if (/\bbookmark\b/i.test(attribute(element, 'rel') ?? '') || isInHeading(element, article)) return true
    for (const inner of elementsOf(element)) if (/^(?:h[1-6]|img|picture)$/.test(inner.tagName)) return true
  }
  return false
}

function isOnSite(href: string, url: string): boolean {
  const there = URL.parse(href, url || 'https://relative.invalid/')
  if (!there || !/^https?:$/.test(there.protocol)) return false
  if (there.host === 'relative.invalid') return true
  const here = URL.parse(url)
  if (!here) return true
  return isSameSite(there.host, here.host) && there.pathname + there.search !== here.pathname + here.search
}

function isInHeading(link: Element, article: Element): boolean {
  let around: ParentNode | null = link.parentNode
  while (around && around !== article && isElement(around)) {
    if (/^h[1-6]$/.test(around.tagName)) return true
    around = around.parentNode
  }
  return false
}
