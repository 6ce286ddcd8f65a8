import { defaultTreeAdapter, html as names } from 'parse5'
import { attribute, type Element, elementsOf, isText, type Node, type ParentNode } from '../html/html-tree.ts'

type Text = Extract<Node, { nodeName: '#text' }>

/** What draws formulas when it runs. */
const program = /(?:mathjax|katex)[^?#]*\.m?js|\/mathjax\//i
const isCode = /^(?:pre|code|kbd|samp|tt|textarea|script|style|template|noscript|title|math)$/

const delimited = /\\\(([^\n]{1,2000}?)\\\)|\\\[([\s\S]{1,5000}?)\\\]|\$\$([\s\S]{1,5000}?)\$\$/g
/** Where the page says that one dollar sign begins a formula; before a digit and a space it is money. */
const withDollar =
  /\\\(([^\n]{1,2000}?)\\\)|\\\[([\s\S]{1,5000}?)\\\]|\$\$([\s\S]{1,5000}?)\$\$|(?<![\\$\w])\$(?!\s)([^$\n]{1,500}?)(?<![\s\\])\$(?![\d$])/g

/** TeX between its signs, on a page with a program that would have drawn it. The tree is changed. */
export function undrawnFormulas(root: ParentNode): void {
  let draws = false
  let dollar = false
  for (const element of elementsOf(root)) {
    if (element.tagName !== 'script') continue
    const said = element.childNodes.map((node) => ('value' in node ? node.value : '')).join('')
    draws ||=
      /^\s*math\/tex\b/i.test(attribute(element, 'type') ?? '') ||
      program.test(attribute(element, 'src') ?? '') ||
      /\b(?:MathJax|renderMathInElement)\b/.test(said)
    dollar ||= /\b(?:inlineMath|delimiters)\b[\s\S]{0,300}?["']\$["']/.test(said)
  }
  if (!draws) return
  for (const element of [...elementsOf(root)]) {
    if (isInCode(element)) continue
    if (!element.childNodes.some((node) => isText(node) && /[\\$]/.test(node.value))) continue
    element.childNodes = element.childNodes.flatMap((node) =>
      isText(node) ? withFormulas(node, dollar ? withDollar : delimited) : [node]
    )
    for (const node of element.childNodes) node.parentNode = element
  }
}

function isInCode(element: Element): boolean {
  for (let at: ParentNode | null = element; at && 'tagName' in at; at = at.parentNode)
    if (isCode.test(at.tagName)) return true
  return false
}

function withFormulas(text: Text, form: RegExp): Node[] {
  const parts: Node[] = []
  const { value } = text
  let from = 0
  for (const { 0: whole, 1: round, 2: square, 3: double, 4: single, index } of value.matchAll(form)) {
    const tex = (round ?? square ?? double ?? single ?? '').trim()
    if (!tex) continue
    if (index > from) parts.push({ ...text, value: value.slice(from, index) })
    parts.push(mathOf(tex, (square ?? double) !== undefined))
    from = index + whole.length
  }
  return parts.length ? [...parts, { ...text, value: value.slice(from) }] : [text]
}

function mathOf(tex: string, isDisplay: boolean): Element {
  const math = defaultTreeAdapter.createElement(
    'math',
    names.NS.MATHML,
    isDisplay ? [{ name: 'display', value: 'block' }] : []
  )
  const annotation = defaultTreeAdapter.createElement('annotation', names.NS.MATHML, [
    { name: 'encoding', value: 'application/x-tex' }
  ])
  defaultTreeAdapter.insertText(annotation, tex)
  defaultTreeAdapter.appendChild(math, annotation)
  return math
}
