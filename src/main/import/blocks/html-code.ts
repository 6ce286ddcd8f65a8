import { dropped } from '../html/block-elements.ts'
import { cleanText } from '../html/clean-characters.ts'
import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  isElement,
  isText,
  type Node
} from '../html/html-tree.ts'

/** Text of a `pre` with its line ends, without line-number gutters. */
export function preText(element: Element): string {
  const parts: string[] = []
  const walk = (node: Node): void => {
    if (isText(node)) parts.push(cleanText(node.value))
    else if (isElement(node)) {
      if (node.tagName === 'br') parts.push('\n')
      else if (
        dropped.has(node.tagName) ||
        /\b(?:gutter|line-?num(?:ber)?s?|lineno|ln-num)\b/i.test(classOf(node))
      )
        return
      else {
        for (const child of node.childNodes) walk(child)
        if (/^(?:div|p|tr|li)$/.test(node.tagName) && !parts.at(-1)?.endsWith('\n')) parts.push('\n')
      }
    }
  }
  for (const child of element.childNodes) walk(child)
  return parts.join('')
}

/** The language a code block, its parent or its first children state; lower case, or empty. */
export function languageOfCode(element: Element): string {
  const candidates = [element, ...elementsOf(element)].slice(0, 4)
  const around = parentOf(element)
  if (around) candidates.push(around)
  for (const one of candidates) {
    const stated =
      attribute(one, 'data-language') ??
      attribute(one, 'data-lang') ??
      /(?:^|\s)(?:lang(?:uage)?-|highlight-source-|brush:\s*)([\w+#.-]+)/i.exec(classOf(one))?.[1]
    if (stated && /^[\w+#.-]{1,40}$/.test(stated)) return stated.toLowerCase()
  }
  return languageOfBox(around) || languageOfBox(around && parentOf(around))
}

const parentOf = ({ parentNode }: Element) => (parentNode && isElement(parentNode) ? parentNode : undefined)

/** Programs that colour words say it on a box around their own: `highlight-python notranslate`. */
function languageOfBox(box: Element | undefined): string {
  const name =
    box && /(?:^|\s)highlight-([a-z][a-z0-9+#]{0,39})(?=\s|$)/i.exec(classOf(box))?.[1]?.toLowerCase()
  return name && !/^(?:default|none|text|source|wrapper|box|container|block|code)$/.test(name) ? name : ''
}
