import { defaultTreeAdapter } from 'parse5'
import {
  attribute,
  childElements,
  classOf,
  type Element,
  elementsOf,
  isElement,
  isWithin,
  lineOf,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'
import { embedWorthKeeping } from './clean-page.ts'
import { furnitureNames, isPrompt, leadsToOthers } from './clutter-words.ts'

/** Under which the place of a piece among its neighbours is kept. */
const PLACE = 'data-place'
/** A longer piece that was left out was so for a reason. */
const SHORT = 1500

/** So many pieces under a heading make a part. */
const FEW = 2
/** More are no boxes of a text, nor pieces between two of them. */
const MOST = 200

const furniture = furnitureNames('tags?', 'widgets?', 'sidebar', 'outbrain', 'taboola')

/** Numbers what stands beside others, so that what an extractor took of it can be told. The tree is changed. */
export function markPlaces(root: ParentNode): void {
  let place = 0
  for (const element of elementsOf(root)) {
    const isPiece = /^(?:p|figure|blockquote|ul|ol|table|pre|dl|h[2-6]|img|picture)$/.test(element.tagName)
    const isBox = /^(?:div|section|article)$/.test(element.tagName)
    if (!isPiece && !(isBox && hasNeighbours(element))) continue
    element.attrs.push({ name: PLACE, value: String(place) })
    place += 1
  }
}

/** A box alone in another is that one. */
function hasNeighbours({ parentNode }: Element): boolean {
  let elements = 0
  for (const node of parentNode?.childNodes ?? []) {
    if (isElement(node)) elements += 1
    if (elements > 1) return true
  }
  return false
}

/**
 * Where a text was found in several boxes beside one another, the pictures, quotations, tables and lists that stand
 * between those are the text's as well; and parts with a heading of their own that stand before or behind them
 * (what a recipe needs, and how it is made). `found` is changed; what it gets is taken out of `page`.
 */
export function fillGaps(found: ParentNode, page: ParentNode): void {
  const boxes = boxesOf(found)
  if (boxes.length === 0 || boxes.length > MOST) return
  const byPlace = new Map<string, Element>()
  for (const element of elementsOf(page)) {
    const place = attribute(element, PLACE)
    if (place !== undefined) byPlace.set(place, element)
  }
  const origins = boxes.map((box) => byPlace.get(attribute(box, PLACE) ?? ''))
  const around = commonParent(origins)
  if (!around || /^(?:body|html|#document)$/.test(around.nodeName)) return
  const beside = childElements(around)
  const at = origins.map((one) => beside.indexOf(childAround(one as Element, around)))
  for (const [index, box] of boxes.entries()) {
    const from = at[index - 1]
    const to = at[index]
    if (from === undefined || to === undefined || to <= from) continue
    for (const piece of beside.slice(from + 1, to).slice(0, MOST)) if (isOfText(piece)) moveBefore(piece, box)
  }
  addParts(
    boxes,
    beside.slice(0, Math.min(...at)).slice(-MOST),
    beside.slice(Math.max(...at) + 1).slice(0, MOST)
  )
}

/** Parts with a heading before and behind the boxes, each with what stands between two of them. */
function addParts(boxes: readonly Element[], before: readonly Element[], behind: readonly Element[]): void {
  const first = boxes[0] as Element
  const last = boxes.at(-1) as Element
  const title = before.findLastIndex(
    (one) => one.tagName === 'h1' || [...elementsOf(one)].some(({ tagName }) => tagName === 'h1')
  )
  for (const [index, part] of before.entries())
    if (isHeadedPart(part) || (index > title && title >= 0 && isListOfPoints(part))) moveBefore(part, first)
  const end = behind.findLastIndex(isHeadedPart)
  let after = last
  for (const [index, part] of behind.slice(0, end + 1).entries()) {
    const isBetween = index < end && isOfText(part, true)
    if (!isHeadedPart(part) && !isBetween) continue
    moveBehind(part, after)
    after = part
  }
}

/** The nearest element around all of them. */
function commonParent(elements: readonly (Element | undefined)[]): ParentNode | undefined {
  let around = elements[0]?.parentNode
  while (around && !elements.every((one) => one && isWithin(one, around as ParentNode)))
    around = isElement(around) ? around.parentNode : undefined
  return around ?? undefined
}

/** Of the children of an element, the one in which another stands. */
function childAround(element: Element, parent: ParentNode): Element {
  let at = element
  while (at.parentNode && at.parentNode !== parent && isElement(at.parentNode)) at = at.parentNode
  return at
}

/** Takes the numbers off again. The tree is changed. */
export function unmarkPlaces(root: ParentNode): void {
  for (const element of elementsOf(root)) element.attrs = element.attrs.filter(({ name }) => name !== PLACE)
}

/** The pieces that the extractor set beside one another in the box that it makes. */
function boxesOf(found: ParentNode): Element[] {
  let at = found
  for (let level = 0; level < 3; level += 1) {
    const children = childElements(at)
    const [only] = children
    if (!only || children.length > 1 || attribute(only, PLACE) !== undefined) return children
    at = only
  }
  return []
}

/** @param alsoWords also what holds nothing but words */
function isOfText(piece: Element, alsoWords = false): boolean {
  const names = `${classOf(piece)} ${attribute(piece, 'id') ?? ''}`
  const text = lineOf(piece)
  if (furniture.test(names) || text.length > SHORT) return false
  let holds = alsoWords
  let linked = 0
  for (const inner of [piece, ...elementsOf(piece)]) {
    if (/^(?:form|button|input|nav|aside|h1|article)$/.test(inner.tagName)) return false
    if (inner.tagName === 'iframe' && !inner.attrs.some(({ value }) => embedWorthKeeping.test(value)))
      return false
    if (/^(?:iframe|figure|blockquote|pre|table|ul|ol|dl|picture|img)$/.test(inner.tagName)) holds = true
    if (inner.tagName === 'a') linked += lineOf(inner).length
  }
  if (!holds || linked * 4 > text.length) return false
  // A picture alone may be anybody's; one that leads away is an advertisement.
  return text !== '' || ![piece, ...elementsOf(piece)].some(({ tagName }) => tagName === 'a')
}

/** What matters most, in a few lines under the title. */
function isListOfPoints(list: Element): boolean {
  if (!/^(?:ul|ol)$/.test(list.tagName) || furniture.test(`${classOf(list)} ${attribute(list, 'id') ?? ''}`))
    return false
  const items = childElements(list)
  if (
    items.length < FEW ||
    items.length > 12 ||
    [...elementsOf(list)].some(({ tagName }) => /^(?:a|button|img|time|svg|input)$/.test(tagName))
  )
    return false
  return items.every((item) => item.tagName === 'li' && lineOf(item).split(' ').length >= 4)
}

/** A heading, and lists, tables or paragraphs beneath it that lead nowhere. */
function isHeadedPart(part: Element): boolean {
  if (!/^(?:div|section)$/.test(part.tagName)) return false
  const names = `${classOf(part)} ${attribute(part, 'id') ?? ''}`
  if (furniture.test(names) || /^(?:complementary|navigation|dialog)$/.test(attribute(part, 'role') ?? ''))
    return false
  let heading = ''
  let linked = 0
  let pieces = 0
  for (const inner of elementsOf(part)) {
    if (/^(?:form|iframe|input|nav|aside|h1|article|header|footer|time)$/.test(inner.tagName)) return false
    if (furniture.test(classOf(inner))) return false
    if (/^h[2-4]$/.test(inner.tagName)) heading ||= shortLineOf(inner, 120)
    else if (!heading && /^(?:p|ul|ol|table|img)$/.test(inner.tagName)) return false
    if (/^(?:p|li|tr|dd)$/.test(inner.tagName)) pieces += 1
    if (inner.tagName === 'a') linked += lineOf(inner).length
  }
  const length = lineOf(part).length
  return (
    heading !== '' && pieces >= FEW && linked * 5 <= length && !leadsToOthers(heading) && !isPrompt(heading)
  )
}

function moveBefore(piece: Element, box: Element): void {
  if (!box.parentNode) return
  defaultTreeAdapter.detachNode(piece)
  defaultTreeAdapter.insertBefore(box.parentNode, piece, box)
}

function moveBehind(piece: Element, box: Element): void {
  const { parentNode } = box
  if (!parentNode) return
  defaultTreeAdapter.detachNode(piece)
  const next = parentNode.childNodes[parentNode.childNodes.indexOf(box) + 1]
  if (next) defaultTreeAdapter.insertBefore(parentNode, piece, next)
  else defaultTreeAdapter.appendChild(parentNode, piece)
}
