import {
  attribute,
  bodyOf,
  type Element,
  elementsOf,
  isElement,
  lineOf,
  type ParentNode,
  remove
} from '../html/html-tree.ts'

/** The part of what a page says beside its head and foot that its main part has to hold, to be believed. */
const MAINLY = 0.5

/**
 * What to read of a page on which nothing looks like an article, a notice of one line or a table alone: the one part
 * it calls its main one, else all of it but its head and foot. Undefined when that says nothing.
 */
export function mainPart(root: ParentNode): ParentNode | undefined {
  const body = bodyOf(root)
  if (!body) return undefined
  const frame = new Set<Element>()
  const mains: Element[] = []
  const articles: Element[] = []
  for (const element of elementsOf(body)) {
    const role = attribute(element, 'role')
    if (element.tagName === 'main' || role === 'main') mains.push(element)
    else if (element.tagName === 'article') articles.push(element)
    else if (isFrame(element, role) && isOfPage(element, body)) frame.add(element)
  }
  const said = (part: ParentNode) => lineOf(part).length
  const framed = [...frame].reduce((sum, part) => sum + said(part), 0)
  const rest = said(body) - framed
  for (const [only, ...others] of [mains, articles])
    if (only && !others.length && said(only) > 0 && said(only) >= rest * MAINLY) return only
  if (rest <= 0 || !frame.size) return undefined
  for (const part of frame) remove(part)
  return body
}

const isFrame = ({ tagName }: Element, role: string | undefined) =>
  tagName === 'footer' ||
  tagName === 'nav' ||
  role === 'contentinfo' ||
  role === 'banner' ||
  role === 'navigation'

/** A foot in a part of the page is that part's. */
function isOfPage(element: Element, body: Element): boolean {
  for (let at = element.parentNode; at && at !== body && isElement(at); at = at.parentNode)
    if (/^(?:article|main|section|blockquote|footer|nav)$/.test(at.tagName)) return false
  return true
}
