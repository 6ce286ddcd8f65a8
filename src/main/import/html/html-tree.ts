import { defaultTreeAdapter, html as names, Parser, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { Sentence } from '../../../shared/sentence.ts'

export type Node = Tree.ChildNode
export type Element = Tree.Element
export type ParentNode = Tree.ParentNode

/** Deeper than this no page is written by hand or by a sane program; Chromium's own parser stops there too. */
const MAX_DEPTH = 512
const MAX_ELEMENTS = 500_000

export interface ParsedHtml {
  root: ParentNode
  /** Sentences about what the caps left out. */
  warnings: Sentence[]
}

class TooManyElements extends Error {}

/**
 * Parses as a browser does (WHATWG, by parse5), with caps on the number of elements and on depth. What is
 * nested too deeply is kept as plain text; what comes after too many elements is left out.
 */
export function parseHtml(html: string, kind: 'document' | 'fragment'): ParsedHtml {
  const warnings: Sentence[] = []
  let count = 0
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(...args) {
      count += 1
      if (count > MAX_ELEMENTS) throw new TooManyElements()
      return defaultTreeAdapter.createElement(...args)
    }
  }
  // Without scripting the content of noscript is elements, as it is for this reader.
  const options = { scriptingEnabled: false, treeAdapter }
  const parser = new Parser(options)
  try {
    // A fragment is parsed inside a body: that is where stored HTML will stand.
    parser.tokenizer.write(kind === 'fragment' ? `<!doctype html><body>${html}` : html, true)
  } catch (error) {
    if (!(error instanceof TooManyElements)) throw error
    warnings.push({ key: 'imports.warnings.tooManyElements', values: { limit: MAX_ELEMENTS } })
  }
  const root = kind === 'fragment' ? (bodyOf(parser.document) ?? parser.document) : parser.document
  if (capDepth(root)) warnings.push({ key: 'imports.warnings.nestedDeeply' })
  return { root, warnings }
}

export function isElement(node: Node | ParentNode): node is Element {
  return 'tagName' in node
}

/** An element that the markup forgot, around one node. The node does not learn of it. */
export function wrapped(tagName: string, node: Node): Element {
  const element = defaultTreeAdapter.createElement(tagName, names.NS.HTML, [])
  element.childNodes.push(node)
  return element
}

export function isText(node: Node): node is Tree.TextNode {
  return node.nodeName === '#text'
}

/** True for elements of HTML itself, not of SVG or MathML. */
export function isHtml(element: Element): boolean {
  return element.namespaceURI === names.NS.HTML
}

/** As it is written; undefined when it is not stated. Names are lower-case, those of XML with their prefix. */
export function attribute(element: Element, name: string): string | undefined {
  for (const one of element.attrs) if (one.name === name) return one.value
  return undefined
}

export function classOf(element: Element): string {
  return attribute(element, 'class') ?? ''
}

export function hasClass(element: Element, name: string): boolean {
  return ` ${classOf(element).replace(/\s+/g, ' ')} `.includes(` ${name} `)
}

export function childElements(node: ParentNode): Element[] {
  return node.childNodes.filter((child) => isElement(child))
}

/** Every element below `root` in document order. Iterative: depth is the page's choice. */
export function* elementsOf(root: ParentNode): Generator<Element> {
  const stack: Node[] = [...root.childNodes].reverse()
  while (stack.length) {
    const node = stack.pop() as Node
    if (!isElement(node)) continue
    yield node
    for (let index = node.childNodes.length - 1; index >= 0; index -= 1)
      stack.push(node.childNodes[index] as Node)
  }
}

/** Text of a subtree as it is written, without scripts and styles. @param lineEnd what stands for a break */
export function textOf(root: ParentNode, lineEnd = ''): string {
  const parts: string[] = []
  const stack: Node[] = [...root.childNodes].reverse()
  while (stack.length) {
    const node = stack.pop() as Node
    if (isText(node)) parts.push(node.value)
    else if (node.nodeName === 'br') parts.push(lineEnd)
    else if (isElement(node) && !/^(?:script|style|template|noscript)$/.test(node.tagName)) {
      for (let index = node.childNodes.length - 1; index >= 0; index -= 1)
        stack.push(node.childNodes[index] as Node)
    }
  }
  return parts.join('')
}

/** The same on one line, where a break is a space. */
export function lineOf(root: ParentNode): string {
  return textOf(root, ' ').replace(/\s+/gu, ' ').trim()
}

/** What is made of more pieces is no line. */
const PIECES = 200

/** The same, or an empty line when it is longer than `max` or made of very many pieces: never slow, however a page is nested. */
export function shortLineOf(root: ParentNode, max: number): string {
  if (root.childNodes.length > PIECES) return ''
  const parts: string[] = []
  let length = 0
  let seen = 0
  const stack: Node[] = [...root.childNodes].reverse()
  while (stack.length) {
    const node = stack.pop() as Node
    seen += 1
    if (seen > PIECES) return ''
    if (isText(node)) {
      parts.push(node.value)
      length += node.value.trim().length
      if (length > max) return ''
    } else if (node.nodeName === 'br') parts.push(' ')
    else if (isElement(node) && !/^(?:script|style|template|noscript)$/.test(node.tagName)) {
      for (let index = node.childNodes.length - 1; index >= 0; index -= 1)
        stack.push(node.childNodes[index] as Node)
    }
  }
  const line = parts.join('').replace(/\s+/gu, ' ').trim()
  return line.length <= max ? line : ''
}

/** Whether the line of a subtree has so many letters. It is not read further than that, however much is in it. */
export function saysAtLeast(root: ParentNode, length: number): boolean {
  let said = 0
  const stack: Node[] = [...root.childNodes].reverse()
  while (stack.length) {
    const node = stack.pop() as Node
    if (isText(node)) {
      said += node.value.trim().length
      if (said >= length) return true
    } else if (isElement(node) && !/^(?:script|style|template|noscript)$/.test(node.tagName)) {
      for (let index = node.childNodes.length - 1; index >= 0; index -= 1)
        stack.push(node.childNodes[index] as Node)
    }
  }
  return false
}

/** The `body` of a whole document; undefined for a fragment. */
export function bodyOf(document: ParentNode): Element | undefined {
  const html = childElements(document).find((element) => element.tagName === 'html')
  return html && childElements(html).find((element) => element.tagName === 'body')
}

/** Whether an element is another one or stands in it. */
export function isWithin(element: Element, ancestor: ParentNode): boolean {
  let at: ParentNode | null = element
  while (at && at !== ancestor) at = isElement(at) ? at.parentNode : null
  return at === ancestor
}

/** Takes from an element what keeps it from being seen: it is shown by a press, and text like any other. */
export function unhide(element: Element): void {
  element.attrs = element.attrs.filter(
    ({ name, value }) =>
      name !== 'hidden' &&
      name !== 'aria-hidden' &&
      !(name === 'style' && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(value))
  )
}

/** Takes a node out of its tree, with all that is in it. */
export function remove(element: Element): void {
  defaultTreeAdapter.detachNode(element)
}

/** Below the cap only text remains. Returns whether anything was cut. */
function capDepth(root: ParentNode): boolean {
  let cut = false
  const stack: { node: ParentNode; depth: number }[] = [{ node: root, depth: 0 }]
  while (stack.length) {
    const { node, depth } = stack.pop() as { node: ParentNode; depth: number }
    if (depth >= MAX_DEPTH && node.childNodes.some((child) => isElement(child))) {
      const text = textOf(node)
      node.childNodes = []
      if (text) defaultTreeAdapter.insertText(node, text)
      cut = true
      continue
    }
    for (const child of node.childNodes) if (isElement(child)) stack.push({ node: child, depth: depth + 1 })
  }
  return cut
}

/** All that one element holds stands where another stood, in one step however much it is. */
export function standInstead(element: Element, from: ParentNode): void {
  const { parentNode } = element
  if (!parentNode) return
  const nodes = from.childNodes
  from.childNodes = []
  for (const node of nodes) node.parentNode = parentNode
  const at = parentNode.childNodes.indexOf(element)
  parentNode.childNodes = [
    ...parentNode.childNodes.slice(0, at),
    ...nodes,
    ...parentNode.childNodes.slice(at + 1)
  ]
  element.parentNode = null
}

/** All that one element holds goes to the end of another. */
export function moveChildren(from: ParentNode, to: ParentNode): void {
  for (const child of [...from.childNodes]) {
    defaultTreeAdapter.detachNode(child)
    defaultTreeAdapter.appendChild(to, child)
  }
}
