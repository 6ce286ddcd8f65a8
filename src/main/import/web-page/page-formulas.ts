import { defaultTreeAdapter, html } from 'parse5'
import {
  attribute,
  childElements,
  classOf,
  type Element,
  elementsOf,
  hasClass,
  isElement,
  isText,
  type Node,
  type ParentNode,
  remove,
  textOf
} from '../html/html-tree.ts'

/** What MathJax 2 sets beside the TeX it drew: `MathJax`, `MathJax_Preview`, `MathJax_SVG_Display` … */
const drawnByMathJax = /(?:^|\s)MathJax(?:_\w+)?(?:$|\s)/

/**
 * Formulas that a program of the page has drawn are said twice there, drawn and as TeX or MathML; and before it
 * has run, only as a script that nobody would read. Each becomes one `math`. The tree is changed.
 */
export function formulasOnce(root: ParentNode): void {
  for (const element of [...elementsOf(root)]) {
    if (!element.parentNode) continue
    if (element.tagName === 'script') fromScript(element)
    else if (element.tagName === 'mjx-container') {
      const isDisplay = attribute(element, 'display') === 'true'
      onlyMath(element, isDisplay)
    } else if (hasClass(element, 'katex-display')) onlyMath(element, true)
    else if (hasClass(element, 'katex') || drawnByMathJax.test(classOf(element)))
      onlyMath(element, /_Display/.test(classOf(element)))
    else if (element.tagName === 'math') withoutPicture(element)
  }
}

/** The formula's picture beside its MathML, each hidden from those who get the other: how wikis write it. */
function withoutPicture(math: Element): void {
  let inner = math
  for (let level = 0; level < 3; level += 1) {
    const around = inner.parentNode
    if (!around || !isElement(around) || !/^(?:span|div)$/.test(around.tagName)) return
    const [picture, ...others] = around.childNodes.filter((node) => node !== inner && !saysNothing(node))
    if (picture) {
      if (!others.length && isElement(picture) && drawsFormula(picture, inner))
        onlyMath(around, /display/i.test(classOf(picture)))
      return
    }
    inner = around
  }
}

const saysNothing = (node: Node) => (isText(node) ? node.value.trim() === '' : !isElement(node))

/** A diagram may stand beside a formula as well; then both are seen, and heard of. */
function drawsFormula(picture: Element, formula: Element): boolean {
  if (picture.tagName !== 'img') return false
  return (
    attribute(picture, 'aria-hidden') === 'true' ||
    /display\s*:\s*none/i.test(attribute(formula, 'style') ?? '') ||
    attribute(formula, 'hidden') !== undefined
  )
}

/** `<script type="math/tex; mode=display">`: how MathJax 2 and many static pages hold TeX. */
function fromScript(script: Element): void {
  const type = attribute(script, 'type') ?? ''
  if (!/^\s*math\/tex\b/i.test(type)) return
  const tex = textOf(script).trim()
  const parent = script.parentNode
  if (!tex || !parent) return
  for (let before = previous(script); before; before = previous(script)) {
    if (isElement(before) && drawnByMathJax.test(classOf(before))) remove(before)
    else if (isText(before) && !before.value.trim() && isDrawn(previous(before)))
      defaultTreeAdapter.detachNode(before)
    else break
  }
  const math = defaultTreeAdapter.createElement(
    'math',
    html.NS.MATHML,
    /mode\s*=\s*display/i.test(type) ? [{ name: 'display', value: 'block' }] : []
  )
  const annotation = defaultTreeAdapter.createElement('annotation', html.NS.MATHML, [
    { name: 'encoding', value: 'application/x-tex' }
  ])
  defaultTreeAdapter.insertText(annotation, tex)
  defaultTreeAdapter.appendChild(math, annotation)
  defaultTreeAdapter.insertBefore(parent, math, script)
  remove(script)
}

/** The MathML inside takes the place of the drawing around it. */
function onlyMath(drawing: Element, isDisplay: boolean): void {
  const math = [...elementsOf(drawing)].find(({ tagName }) => tagName === 'math')
  const parent = drawing.parentNode
  if (!math || !parent || isFollowedByScript(drawing)) return
  if (isDisplay && attribute(math, 'display') === undefined)
    math.attrs.push({ name: 'display', value: 'block' })
  defaultTreeAdapter.detachNode(math)
  defaultTreeAdapter.insertBefore(parent, math, drawing)
  remove(drawing)
}

/** Then the script says it, and better. */
function isFollowedByScript(drawing: Element): boolean {
  const after = childElements(drawing.parentNode as ParentNode)
  const next = after[after.indexOf(drawing) + 1]
  return next?.tagName === 'script' && /^\s*math\/tex\b/i.test(attribute(next, 'type') ?? '')
}

const isDrawn = (node: Node | undefined) =>
  node !== undefined && isElement(node) && drawnByMathJax.test(classOf(node))

function previous(node: Node): Node | undefined {
  const siblings = node.parentNode?.childNodes ?? []
  return siblings[siblings.indexOf(node) - 1]
}
