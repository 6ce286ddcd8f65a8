import {
  attribute,
  bodyOf,
  childElements,
  classOf,
  type Element,
  elementsOf,
  isText,
  isWithin,
  lineOf,
  type ParentNode,
  unhide
} from '../html/html-tree.ts'
import { saysAsMuchAs } from './letters-of-signs.ts'

/** So much of what a page says is its text. */
const MAINLY = 0.5
/** Less is a notice. */
const TEXT = 100

/** A part in a part in a part; no page needs more. */
const MOST = 8

/** So many hidden parts of a page that shows its text are looked at. */
const MANY = 100
/** So many pieces at the beginning of a text and right above a part are looked at. */
const NEAR = 12
/** So many paragraphs above make a text of which more may be hidden. */
const FEW = 2

/** What is hidden until somebody asks for it, or is asked. */
const onCall =
  /modal|dialog|popup|overlay|lightbox|cookie|consent|gdpr|privacy|menu|nav|drawer|search|login|comment|template/i

/** So long a piece is the text of a page that shows one. */
const PIECE = 80
const frame = /^(?:script|style|template|noscript|nav|header|footer|aside|form|dialog)$/

/**
 * What is hidden until a program has run or a button is pressed, and is the page's text: on a page that shows none, a
 * part that holds most of what it says; below a text, paragraphs that go on with it. The tree is changed.
 */
export function shownLater(root: ParentNode): void {
  const body = bodyOf(root)
  if (!body) return
  const hidden = [body, ...elementsOf(body)].filter(isKeptFromSight)
  if (!hidden.length) return
  if (showsText(body)) {
    for (const part of hidden.slice(0, MANY)) if (!isOnCall(part) && goesOn(part)) unhide(part)
    return
  }
  const whole = lineOf(body).length
  let small: Element | undefined
  let shown = 0
  for (const part of hidden) {
    // What stands in a small part is smaller.
    if (isOnCall(part) || (small && isWithin(part, small))) continue
    const length = lineOf(part).length
    if (length < TEXT || length < whole * MAINLY) small = part
    else {
      unhide(part)
      shown += 1
      if (shown >= MOST) return
    }
  }
}

/** Paragraphs below others, in the same box, that a press of a button shows: the rest of the text. */
function goesOn(part: Element): boolean {
  if (!/^(?:div|section|p)$/.test(part.tagName) || !part.parentNode) return false
  if (/^(?:nav|header|footer|aside|form|li|td)$/.test(part.parentNode.nodeName)) return false
  const beside = childElements(part.parentNode)
  const all = beside.slice(0, beside.indexOf(part))
  const near = all.length > NEAR * 2 ? [...all.slice(0, NEAR), ...all.slice(-NEAR)] : all
  const above = near.filter((one) => !isKeptFromSight(one) && isParagraph(one))
  const inside = part.tagName === 'p' ? [part] : childElements(part)
  const own = inside.filter(isParagraph)
  if (above.length < FEW || !own.length) return false
  const length = lineOf(part).length
  const said = own.reduce((sum, one) => sum + lineOf(one).length, 0)
  const isSaid = above.some((one) => lineOf(one) === lineOf(own[0] as Element))
  return (
    !isSaid &&
    said >= length * MAINLY &&
    ![...elementsOf(part)].some(({ tagName }) => /^(?:form|input|iframe)$/.test(tagName))
  )
}

function isParagraph(element: Element): boolean {
  if (element.tagName !== 'p') return false
  const text = lineOf(element)
  const linked = [...elementsOf(element)].reduce(
    (sum, one) => sum + (one.tagName === 'a' ? lineOf(one).length : 0),
    0
  )
  return text.length >= PIECE && linked * 2 < text.length
}

function showsText(body: Element): boolean {
  const stack: Element[] = [body]
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (isKeptFromSight(at) || frame.test(at.tagName)) continue
    const said = at.tagName === 'p' ? lineOf(at) : ownText(at)
    if (saysAsMuchAs(said, PIECE)) return true
    for (const child of childElements(at)) stack.push(child)
  }
  return false
}

const ownText = (element: Element) =>
  element.childNodes.map((node) => (isText(node) ? node.value.trim() : '')).join(' ')

function isKeptFromSight(element: Element): boolean {
  if (attribute(element, 'hidden') !== undefined || attribute(element, 'aria-hidden') === 'true') return true
  return /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attribute(element, 'style') ?? '')
}

function isOnCall(element: Element): boolean {
  if (/^(?:script|style|template|noscript|dialog|nav|footer|form)$/.test(element.tagName)) return true
  if (/^(?:dialog|alertdialog|menu|navigation)$/.test(attribute(element, 'role') ?? '')) return true
  return onCall.test(`${classOf(element)} ${attribute(element, 'id') ?? ''}`)
}
