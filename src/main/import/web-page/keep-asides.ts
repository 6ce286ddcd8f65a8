import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  isElement,
  lineOf,
  type ParentNode
} from '../html/html-tree.ts'
import { furnitureNames, isPrompt, leadsToOthers } from './clutter-words.ts'

/** Less is a label, more a text of its own. */
const LEAST = 40
const MOST = 3000
/** So many of a page are looked at. */
const MANY = 200
/** So much of it may be links. */
const LINKED = 0.3

const furniture = furnitureNames(
  'widgets?',
  'sidebar',
  'toc',
  'trending',
  'popular',
  'latest',
  'rail',
  'embed',
  'rich-?link',
  'donat\\w*',
  'support',
  'membership'
)

/**
 * A box in the midst of a text that says something and leads nowhere (figures of the case, who is who) is the text's:
 * a section, where an extractor throws every aside away. The tree is changed.
 */
export function keepAsides(root: ParentNode): void {
  const asides = [...elementsOf(root)].filter(({ tagName }) => tagName === 'aside')
  for (const aside of asides.slice(0, MANY))
    if (isInText(aside) && saysSomething(aside)) aside.tagName = aside.nodeName = 'section'
}

/** Paragraphs of a text stand before it, in the same box or the one around. */
function isInText(aside: Element): boolean {
  let at: Element = aside
  for (let level = 0; level < 2; level += 1) {
    const { parentNode } = at
    if (!parentNode || !isElement(parentNode) || /^(?:body|header|footer|nav)$/.test(parentNode.tagName))
      return false
    const beside = parentNode.childNodes
    const own = beside.indexOf(at)
    const isProse = (from: number, to: number) =>
      beside
        .slice(Math.max(0, from), to)
        .some((node) => node.nodeName === 'p' && isElement(node) && lineOf(node).length >= 80)
    if (isProse(own - 12, own) && isProse(own + 1, own + 13)) return true
    at = parentNode
  }
  return false
}

function saysSomething(aside: Element): boolean {
  const text = lineOf(aside)
  if (text.length < LEAST || text.length > MOST || leadsToOthers(text) || isPrompt(text)) return false
  let linked = 0
  let pieces = 0
  for (const inner of [aside, ...elementsOf(aside)]) {
    const names = `${classOf(inner)} ${attribute(inner, 'id') ?? ''} ${attribute(inner, 'data-component') ?? ''}`
    if (furniture.test(names) || /^(?:form|iframe|input|button|nav|article)$/.test(inner.tagName))
      return false
    if (inner.tagName === 'a') linked += lineOf(inner).length
    if (/^(?:p|li|dd|tr)$/.test(inner.tagName)) pieces += 1
  }
  return pieces > 0 && linked <= text.length * LINKED
}
