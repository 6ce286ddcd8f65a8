import { defaultTreeAdapter, html as names } from 'parse5'
import { alignOf } from '../html/html-tables.ts'
import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  isElement,
  isHtml,
  isText,
  lineOf,
  moveChildren,
  type Node,
  type ParentNode,
  remove,
  shortLineOf,
  textOf
} from '../html/html-tree.ts'
import { type Stress, styledWords } from '../html/styled-words.ts'
import { isPrompt } from './clutter-words.ts'

const never = new Set(['script', 'style', 'template', 'link', 'svg', 'canvas', 'dialog', 'object', 'embed'])

/** Names that pages give to what is never part of an article, whole or between hyphens. */
const clutter =
  /(?:^|[\s_-])(?:share|sharing|social|newsletter|subscribe|subscription|related|recirc|recirculation|recommended|recommendations|promo|sponsored|advert|advertisement|ad-?(?:slot|unit|container|wrapper)|cookie|consent|comments?|disqus|outbrain|taboola|breadcrumbs?|pagination|pager|post-nav(?:igation)?|prev-next|skip-link|screen-reader-text|visually-?hidden|sr-only|print-only)(?:$|[\s_-])/i

/** Its whole name, as nothing else is called. */
const advertisement = /(?:^|\s)ads?(?:\s|$)/i

/** A box that a page leaves out when it is printed; words in a line may be a remark of the text's own. */
const notPrinted = /(?:^|\s)(?:no-?print|hidden-print|d-print-none)(?:\s|$)/i

/**
 * What an attribute of a film, a map or a chart that belongs to the article says, wherever it comes from: an
 * address made for it, or that `cleanPage` found it to have a name of its own.
 */
export const embedWorthKeeping = /(?:^|[/.])(?:embed|player)(?:[/.?]|$)|^named-embed$/i

/** A part that holds this much of a page's text is no clutter, whatever it is called. */
const TOO_MUCH = 0.3

/** Takes out what no article holds, before anything is weighed: it only draws attention to itself. */
export function cleanPage(root: ParentNode): void {
  const candidates: Element[] = []
  // What colours a program's words calls them "comment" and the like.
  const inCode = new Set<ParentNode>()
  for (const element of [...elementsOf(root)]) {
    withoutComments(element)
    keepMeaning(element)
    if (element.tagName === 'a') sharedSentence(element)
    else if (element.tagName === 'blockquote' && embeddedPost.test(classOf(element))) standAlone(element)
    if (!isHtml(element) ? element.tagName === 'svg' : never.has(element.tagName)) remove(element)
    else if (element.tagName === 'button' && (isInSentence(element) || isWholeHeading(element)))
      element.tagName = element.nodeName = 'span'
    else if (element.tagName === 'button' && isSignAlone(element)) remove(element)
    else if (
      element.parentNode &&
      (element.parentNode.nodeName === 'pre' || inCode.has(element.parentNode))
    ) {
      inCode.add(element)
      linesOfCode(element)
    } else if (isCalledClutter(element)) candidates.push(element)
  }
  const whole = textOf(root).length
  for (const element of candidates) {
    if (element.parentNode && textOf(element).length < whole * TOO_MUCH && !holdsProse(element))
      remove(element)
  }
}

/** A longer line is no heading. */
const HEADING = 300

/** No line of a text has more pieces. */
const LINE = 500

/** A word of a sentence that readers can ask about; Readability takes all buttons away. */
function isInSentence(button: Element): boolean {
  const { parentNode } = button
  if (!parentNode || !/^(?:p|li|td|dd|em|strong|span)$/.test(parentNode.nodeName)) return false
  if (parentNode.childNodes.length > LINE) return false
  const at = parentNode.childNodes.indexOf(button)
  const said = (node: Node | undefined) => (node && isText(node) ? node.value : '')
  return (
    /[\p{L},]\s+$/u.test(said(parentNode.childNodes[at - 1])) &&
    /^\s*[\p{L},.;:!?]/u.test(said(parentNode.childNodes[at + 1]))
  )
}

/** All that a heading says: a question that unfolds its answer, which may be there without being unfolded. */
function isWholeHeading(button: Element): boolean {
  const { parentNode } = button
  if (!parentNode || !/^h[2-6]$/.test(parentNode.nodeName)) return false
  const said = shortLineOf(button, HEADING)
  return /\p{L}/u.test(said) && said === shortLineOf(parentNode, HEADING) && !isPrompt(said)
}

/** Nothing to read, beside a heading: with it the heading would count as a box of its own, of which little is left. */
function isSignAlone(button: Element): boolean {
  const beside = button.parentNode?.childNodes ?? []
  if (beside.length > LINE || !beside.some(({ nodeName }) => /^h[2-6]$/.test(nodeName))) return false
  return (
    lineOf(button) === '' && ![...elementsOf(button)].some(({ tagName }) => /^(?:img|picture)$/.test(tagName))
  )
}

/** What draws pages sets a comment between two words of one line, and Readability ends a paragraph there. */
function withoutComments(element: Element): void {
  if (element.childNodes.some(({ nodeName }) => nodeName === '#comment'))
    element.childNodes = element.childNodes.filter(({ nodeName }) => nodeName !== '#comment')
}

/**
 * Says by elements what Readability does not know: it throws styles away, and every footer, also the one that
 * names whom a quotation is of.
 */
function keepMeaning(element: Element): void {
  keepAlignment(element)
  const styled = styledWords(element)
  if (styled) asStressed(element, styled)
  else if (element.tagName === 'footer' && element.parentNode?.nodeName === 'blockquote')
    element.tagName = element.nodeName = 'cite'
  else if (element.tagName === 'iframe' && hasNameOfItsOwn(element))
    element.attrs.push({ name: 'data-kind', value: 'named-embed' })
}

/** An element of the first meaning around all it holds, and one of the second within it. */
function asStressed(element: Element, [first, second]: readonly Stress[]): void {
  element.tagName = element.nodeName = first ?? 'span'
  if (!second) return
  const inner = defaultTreeAdapter.createElement(second, names.NS.HTML, [])
  moveChildren(element, inner)
  defaultTreeAdapter.appendChild(element, inner)
}

/** The classes under which networks hand out what was posted there, to be set into other pages. */
const embeddedPost =
  /(?:^|\s)(?:twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed|reddit-embed-bq|reddit-card|fb-post|text-post-media)(?:$|\s)/

/** A post that was set into the text is the article's own, however short; boxes around nothing else would be weighed. */
function standAlone(post: Element): void {
  let outer = post
  while (outer.parentNode && isElement(outer.parentNode) && outer.parentNode.tagName === 'div') {
    if (outer.parentNode.childNodes.some((node) => node !== outer && !isEmpty(node))) break
    outer = outer.parentNode
  }
  const { parentNode } = outer
  if (outer === post || !parentNode) return
  remove(post)
  defaultTreeAdapter.insertBefore(parentNode, post, outer)
  remove(outer)
}

/** Nothing to read or see. */
function isEmpty(node: Node): boolean {
  if (isText(node)) return node.value.trim() === ''
  if (!isElement(node)) return true
  return /^(?:script|style|template|br|hr)$/.test(node.tagName)
}

const shareAddress = /^(?:https?:)?\/\/(?:www\.)?(?:twitter|x)\.com\/(?:share|home|intent\/(?:tweet|post))\b/i
const shareButton = /^\W*(?:click (?:here )?to )?(?:tweet|post|share)(?: (?:this|it))?\W*$/i

/** "Click to tweet": a sentence of the text that is one link to a network. The sentence stays, the button goes. */
function sharedSentence(link: Element): void {
  if (!shareAddress.test(attribute(link, 'href') ?? '')) return
  for (const inner of [...elementsOf(link)])
    if (inner.parentNode && shareButton.test(shortLineOf(inner, 40))) remove(inner)
  const text = shortLineOf(link, 500)
  if (shareButton.test(text)) remove(link)
  else if (text.split(' ').length >= SENTENCE) {
    link.attrs = []
    link.tagName = link.nodeName = isAmongBlocks(link) ? 'p' : 'span'
    for (const inner of elementsOf(link)) inner.attrs = []
  }
}

/** So many words are more than a button says. */
const SENTENCE = 6

function isAmongBlocks(element: Element): boolean {
  return /^(?:div|section|article|main|body|blockquote)$/.test(element.parentNode?.nodeName ?? '')
}

/** Columns of numbers are read by their edges. */
function keepAlignment(element: Element): void {
  if (element.tagName !== 'td' && element.tagName !== 'th') return
  const align = alignOf(element)
  if (align && attribute(element, 'data-align') === undefined)
    element.attrs.push({ name: 'data-align', value: align })
}

/** A title that says what is shown, and not that something is advertised or asked for. */
function hasNameOfItsOwn(embed: Element): boolean {
  const title = attribute(embed, 'title') ?? ''
  const isTelling = title.trim().split(/\s+/u).length >= 3
  return isTelling && !isPrompt(title) && !/\b(?:ads?|advert\w*|sponsor\w*|cookies?|consent)\b/iu.test(title)
}

/** Two breaks in a row mean a new paragraph to Readability, in a program an empty line. */
function linesOfCode(element: Element): void {
  if (element.tagName !== 'br' || !element.parentNode) return
  defaultTreeAdapter.insertTextBefore(element.parentNode, '\n', element)
  remove(element)
}

/** Several long paragraphs are text, whatever they stand in; what readers say below an article is not its text. */
function holdsProse(element: Element): boolean {
  if (
    /comment|disqus|cookie|consent|related|recommend/i.test(
      `${classOf(element)} ${attribute(element, 'id') ?? ''}`
    )
  )
    return false
  let long = 0
  for (const inner of elementsOf(element)) if (inner.tagName === 'p' && lineOf(inner).length > 150) long += 1
  return long >= 2
}

/** The site's own head: outside any article, without a title, and mostly links. */
function isOfSite(header: Element): boolean {
  for (let at = header.parentNode; at && isElement(at); at = at.parentNode)
    if (/^(?:article|main|section)$/.test(at.tagName)) return false
  let linked = 0
  for (const inner of elementsOf(header)) {
    if (/^h[12]$/.test(inner.tagName)) return false
    if (inner.tagName === 'a') linked += lineOf(inner).length
  }
  return linked * 2 > lineOf(header).length
}

function isCalledClutter(element: Element): boolean {
  const { tagName } = element
  if (tagName === 'nav' || (tagName === 'header' && isOfSite(element))) return true
  if (
    /^(?:html|head|body|main|article|meta|title|base|p|h1|h2|img|picture|figure|table|tbody|tr|td|pre|code)$/.test(
      tagName
    )
  )
    return false
  const role = attribute(element, 'role')
  if (role === 'navigation' || role === 'complementary') return true
  if (advertisement.test(classOf(element))) return true
  if (notPrinted.test(classOf(element)) && /^(?:div|section|aside|header|footer|ul|ol|form)$/.test(tagName))
    return true
  return clutter.test(classOf(element)) || clutter.test(attribute(element, 'id') ?? '')
}
