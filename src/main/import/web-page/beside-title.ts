import { sameWords } from '../article/same-words.ts'
import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  isElement,
  isWithin,
  lineOf,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'
import { isTime, isWriter, LABEL, writerName } from './marked-page.ts'

/** So many boxes around the title are looked at, and so many elements above it in them. */
const LEVELS = 3
const MOST = 40
/** A name and a time are no further from one another. */
const BESIDE = 12

/** Whether a heading is the title. */
export const isTitle = (element: Element, title: string) =>
  title !== '' && /^h[12]$/.test(element.tagName) && sameWords(shortLineOf(element, 2000), title)

/** What stands above the title in its own box, in order: some sites say there who wrote the text, and when. */
export function aboveTitle(root: ParentNode, title: string): Element[] {
  if (!title) return []
  const heading = firstHeading(root, title)
  let box = heading?.parentNode
  let above: Element[] = []
  for (let level = 0; level < LEVELS && heading && box && isElement(box); level += 1, box = box.parentNode) {
    if (/^(?:body|html|main)$/.test(box.tagName)) break
    const before = elementsBefore(box, heading)
    if (!before) break
    above = before
  }
  return above
}

function firstHeading(root: ParentNode, title: string): Element | undefined {
  for (const element of elementsOf(root)) if (isTitle(element, title)) return element
  return undefined
}

/** Undefined where that is more than the head of a text: a menu, another heading, very much. */
function elementsBefore(box: Element, heading: Element): Element[] | undefined {
  const result: Element[] = []
  for (const element of elementsOf(box)) {
    if (element === heading) return result
    if (/^(?:nav|form|h[12])$/.test(element.tagName) || result.length > MOST) return undefined
    result.push(element)
  }
  return undefined
}

/** What stands right under the title, up to the first paragraph. */
export function belowTitle(root: ParentNode, title: string): Element[] {
  const result: Element[] = []
  let since = -1
  for (const element of elementsOf(root)) {
    if (since < 0) {
      if (isTitle(element, title)) since = 0
      continue
    }
    since += 1
    if (since > MOST || /^(?:nav|form|h[1-6]|article|aside|section)$/.test(element.tagName)) break
    if (element.tagName === 'p' && shortLineOf(element, LABEL) === '' && lineOf(element) !== '') break
    result.push(element)
  }
  return result
}

/** The writers who are named beside a time in what stands above or below the title; empty when nobody is. */
export function namesBeside(near: readonly Element[]): string {
  const times = near.flatMap((element, at) => (isTime(element) ? [at] : []))
  const writers = near.filter(
    (element, at) =>
      isNamed(element) &&
      !times.some((time) => isWithin(near[time]!, element)) &&
      times.some((time) => Math.abs(time - at) <= BESIDE)
  )
  const inmost = writers.filter((one) => !writers.some((other) => other !== one && isWithin(other, one)))
  const [first] = inmost
  const together = inmost.filter((one) => first && lineOfName(one) === lineOfName(first))
  return [...new Set(together.map((one) => shortLineOf(one, LABEL)))].join(', ')
}

/** By its class or its address, or by what programs call it for one another. */
function isNamed(element: Element): boolean {
  if (isWriter(element)) return true
  const called = `${attribute(element, 'data-hook') ?? ''} ${attribute(element, 'data-testid') ?? ''}`
  return (
    /^(?:a|span|strong|p|div)$/.test(element.tagName) &&
    !/time|date/i.test(classOf(element)) &&
    (writerName.test(called) || isCalledName(element)) &&
    shortLineOf(element, LABEL) !== ''
  )
}

/** By a class that ends so, and not in the name of something else. */
const isCalledName = (element: Element) =>
  classOf(element)
    .split(/\s+/)
    .some((name) => /-name$/i.test(name) && !namesOfElse.test(name))
const namesOfElse =
  /site|section|categor|topic|brand|channel|publi|source|file|tag|team|school|company|place|city|product|series|blog|column|event|app|game|film|movie|book|song|album|project|group|club|organi|firm|photo|dish|recipe|model|species/i

/** What holds the names of one line: the element around them, or the list of which each is an item. */
function lineOfName({ parentNode }: Element): ParentNode | null {
  return parentNode?.nodeName === 'li' && isElement(parentNode) ? parentNode.parentNode : parentNode
}
