import { Readability } from '@mozilla/readability'
import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  isElement,
  isText,
  type Node,
  type ParentNode
} from '../html/html-tree.ts'

/** Words of names that Readability counts against a box (not declared in its types): such a box is weighed by itself. */
const { negative, unlikelyCandidates } = (
  Readability.prototype as unknown as { REGEXPS: Record<'negative' | 'unlikelyCandidates', RegExp> }
).REGEXPS
/** Boxes by whose names our own passes know captions, pictures and who wrote a text. */
const named =
  /audio|author|bio|breadcrumb|byline|caption|contact|credit|embed|figure|foot|gallery|hidden|image|img|modal|outbrain|photo|picture|player|replies|share|shout|tool|video/i

/**
 * Boxes around nothing but one other box become one. Page builders put every piece of a text into three or four of
 * them, and an extractor, which weighs a box by what stands right in it, takes the pieces for as many texts. The tree
 * is changed.
 */
export function singleBoxes(root: ParentNode): void {
  const gone = new Set<Element>()
  for (const outer of [...elementsOf(root)]) {
    if (gone.has(outer) || !isBox(outer)) continue
    const row = rowOf(outer)
    const last = row.at(-1)
    if (!last?.childNodes.some(isOfText)) continue
    for (const inner of row) {
      addStatements(outer, inner)
      gone.add(inner)
    }
    outer.childNodes = last.childNodes
    for (const node of outer.childNodes) node.parentNode = outer
  }
}

/** What is weighed is text; boxes around a picture say what kind of a picture it is. */
const isOfText = (node: Node) => /^(?:p|h[2-6]|ul|ol|blockquote|pre)$/.test(node.nodeName)

function isBox(element: Element): boolean {
  if (element.tagName !== 'div') return false
  return element.attrs.every(({ name }) => /^(?:id|class|style|dir|lang|data-.*)$/.test(name))
}

/** Boxes of which each is all that the one around it holds, as far as the outermost can speak for them. */
function rowOf(outer: Element): Element[] {
  const row: Element[] = []
  if (isSpokenAgainst(outer)) return row
  let named = attribute(outer, 'id') !== undefined
  for (let inner = onlyBoxIn(outer); inner && !isSpokenAgainst(inner); inner = onlyBoxIn(inner)) {
    const hasId = attribute(inner, 'id') !== undefined
    if (named && hasId) break
    named ||= hasId
    row.push(inner)
  }
  return row
}

function isSpokenAgainst(box: Element): boolean {
  const names = `${classOf(box)} ${attribute(box, 'id') ?? ''}`
  return [negative, unlikelyCandidates, named].some((words) => words.test(names))
}

function onlyBoxIn(box: Element): Element | undefined {
  let only: Element | undefined
  for (const node of box.childNodes) {
    if (isText(node) ? node.value.trim() === '' : node.nodeName === '#comment') continue
    if (only || !isElement(node) || !isBox(node)) return undefined
    only = node
  }
  return only
}

/** What the inner one says of itself, it says of both. */
function addStatements(outer: Element, inner: Element): void {
  const names = `${classOf(outer)} ${classOf(inner)}`.trim()
  const stated = new Set(inner.attrs.map(({ name }) => name)).add('class')
  outer.attrs = outer.attrs.filter(({ name }) => !stated.has(name))
  outer.attrs.push(...inner.attrs.filter(({ name }) => name !== 'class'))
  if (names) outer.attrs.push({ name: 'class', value: names })
}
