import { MathMLToLaTeX } from 'mathml-to-latex'
import { serializeOuter } from 'parse5'
import type { Block, Inline } from '../../../shared/blocks.ts'
import { dropped } from '../html/block-elements.ts'
import { cleanText, lineOfText } from '../html/clean-characters.ts'
import {
  attribute,
  childElements,
  type Element,
  elementsOf,
  isElement,
  isText,
  lineOf,
  type Node
} from '../html/html-tree.ts'

/**
 * Pairs of base and reading, also where all bases stand before all readings (`rb rb rt rt`); text without a reading
 * stays text, and readings without a base of their own go with the last.
 */
export function rubyOf(element: Element): Inline[] {
  const result: Inline[] = []
  let bases: string[] = []
  let readings: string[] = []
  const settle = () => {
    const over = readings.splice(Math.max(1, bases.length)).join('')
    if (over) readings.push(`${readings.pop() ?? ''}${over}`)
    for (const [at, base] of bases.entries()) result.push(pairOf(base, readings[at] ?? ''))
    bases = []
    readings = []
  }
  const add = (text: string, begins: boolean) => {
    if (readings.length) settle()
    // Before a base of its own a break of the file is none.
    if (begins && bases.length === 1 && !bases[0]!.trim()) bases = [text]
    else if (begins || !bases.length) bases.push(text)
    else bases.push(`${bases.pop()}${text}`)
  }
  const walk = (node: Node): void => {
    if (isText(node)) {
      // Between two readings a break of the file is no base.
      if (!readings.length || node.value.trim()) add(cleanText(node.value), false)
    } else if (isElement(node)) {
      if (node.tagName === 'rt') readings.push(cleanText(lineOf(node)))
      else if (node.tagName === 'rb') add(cleanText(lineOf(node)), true)
      else if (node.tagName !== 'rp' && node.tagName !== 'rtc' && !dropped.has(node.tagName))
        for (const child of node.childNodes) walk(child)
    }
  }
  for (const child of element.childNodes) walk(child)
  settle()
  return result
}

function pairOf(base: string, stated: string): Inline {
  const reading = lineOfText(stated.slice(0, 1000).toWellFormed())
  const under = lineOfText(base)
  if (under.length > 1000 || !under || !reading) return { type: 'text', text: base }
  return { type: 'ruby', base: under, reading }
}

/** MathML keeps its TeX when it has one, else it is written as TeX, else its letters; a drawing has nothing to say in text. */
export function foreignInline(element: Element): Inline[] {
  if (element.tagName !== 'math') return []
  const tex = texOf(element)
  if (tex) return [{ type: 'mark', mark: 'code', children: [{ type: 'text', text: tex }] }]
  return [{ type: 'text', text: cleanText(lineOf(element)) }]
}

/** MathML set as a block: its TeX, stated or made, else its letters. */
export function mathBlock(element: Element): Block[] {
  const tex = texOf(element) || cleanText(lineOf(element))
  return tex ? [{ type: 'math', tex: tex.slice(0, 100_000), display: true }] : []
}

function texOf(math: Element): string {
  for (const element of elementsOf(math)) {
    if (element.tagName === 'annotation' && /tex/i.test(attribute(element, 'encoding') ?? '')) {
      return withoutStyle(cleanText(lineOf(element))).slice(0, 100_000)
    }
  }
  return texFrom(math)
}

/** `{\displaystyle x}` around a whole formula says how large it is drawn. */
function withoutStyle(tex: string): string {
  const inner = /^\{\\(?:display|text)style\b\s*([\s\S]*)\}$/u.exec(tex)?.[1]?.trim()
  if (!inner) return tex
  let depth = 0
  for (const [brace] of inner.matchAll(/\\[\s\S]|[{}]/gu)) {
    if (brace === '{') depth += 1
    else if (brace === '}') depth -= 1
    // Then the braces at both ends are not each other's.
    if (depth < 0) return tex
  }
  return depth === 0 ? inner : tex
}

/** A formula beyond this many characters of MathML is left as its letters. */
const MAX_MATHML = 50_000

/** TeX for MathML that states none. A letter alone says itself. */
function texFrom(math: Element): string {
  if (childElements(math).length === 0) return ''
  const markup = serializeOuter(math)
  if (markup.length > MAX_MATHML) return ''
  try {
    return cleanText(MathMLToLaTeX.convert(markup)).replace(/\s+/gu, ' ').trim()
  } catch {
    // Not well formed as XML, or of elements it does not know.
    return ''
  }
}
