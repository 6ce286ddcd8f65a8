import { defaultTreeAdapter, html as names } from 'parse5'
import { sameWords } from '../article/same-words.ts'
import { countWords } from '../body/count-words.ts'
import {
  attribute,
  childElements,
  classOf,
  type Element,
  elementsOf,
  isElement,
  isText,
  lineOf,
  moveChildren,
  type Node,
  type ParentNode,
  saysAtLeast,
  shortLineOf
} from '../html/html-tree.ts'
import { furnitureNames } from './clutter-words.ts'

/** Fewer rows are no list of facts. */
const ROWS = 3
/** A longer label is a headline, a longer fact a text. UTF-16 units. */
const LABEL = 60
const FACT = 600
/** A fact that leads elsewhere as a whole and is made of so many words is the headline of what is there. */
const HEADLINE = 5
/** So much of what its facts say may be said beside them. */
const BESIDE = 0.5
/** So many boxes of a page are looked at, and so much of each. */
const MANY = 100
const MOST_ELEMENTS = 3000
/** A paragraph that says something, letters; the text beside a box has so many. */
const PROSE = 80
const PARAGRAPHS = 2

const furniture = furnitureNames(
  'toc',
  'trending',
  'popular',
  'latest',
  'product',
  'shop',
  'buy',
  'price\\w*'
)

/**
 * A box beside a text with facts about its subject, each under a label ("Born", "Length"), is the article's: it becomes
 * the table that it is on other sites, where an extractor throws the box away and its labels would be headings. The
 * tree is changed.
 */
export function factsAsTables(root: ParentNode, title: string): void {
  const boxes = [...elementsOf(root)].filter(isBox).slice(0, MANY)
  for (const box of boxes) {
    if (!box.parentNode || !isBesideText(box)) continue
    const inside = [...elementsOf(box)]
    if (inside.length > MOST_ELEMENTS || inside.some(isNoFact)) continue
    if (saysByList(box, inside)) {
      box.tagName = box.nodeName = 'section'
      continue
    }
    const facts = factsIn(inside)
    if (facts.size < ROWS || areHeadlines(facts) || !isMostOf(box, facts)) continue
    const table = make('table')
    const body = make('tbody')
    defaultTreeAdapter.appendChild(table, body)
    addRows(body, box, facts, title)
    defaultTreeAdapter.insertBefore(box.parentNode, table, box)
    defaultTreeAdapter.detachNode(box)
  }
}

const isBox = (element: Element) =>
  (element.tagName === 'aside' ||
    (/^(?:div|section)$/.test(element.tagName) &&
      /(?:^|[\s_-])info-?box(?:$|[\s_-])/i.test(classOf(element)))) &&
  !furniture.test(classOf(element))

const isNoFact = ({ tagName }: Element) =>
  /^(?:form|input|button|textarea|select|iframe|nav|article|time)$/.test(tagName)

/** In the box in which the paragraphs of a text stand. */
function isBesideText({ parentNode }: Element): boolean {
  if (!parentNode || !isElement(parentNode) || /^(?:body|header|footer|nav)$/.test(parentNode.tagName))
    return false
  let prose = 0
  for (const one of childElements(parentNode)) {
    if (one.tagName === 'p' && saysAtLeast(one, PROSE)) prose += 1
    if (prose === PARAGRAPHS) return true
  }
  return false
}

/** Whether a list of terms or a table of labelled rows is what the box is for. */
function saysByList(box: Element, inside: readonly Element[]): boolean {
  const lists = inside.filter(({ tagName }) => tagName === 'dl' || tagName === 'table')
  const labels = lists.flatMap((list) =>
    [...elementsOf(list)].filter(({ tagName }) => tagName === 'dt' || tagName === 'th')
  )
  const isOnlyOne = lists.length === 1 && labels.length >= ROWS
  return isOnlyOne && lineOf(lists[0]!).length * (1 + BESIDE) >= lineOf(box).length
}

/** Each fact's element: a label and what is said under it, every label of one kind. */
function factsIn(inside: readonly Element[]): Set<Element> {
  const byKind = new Map<string, Element[]>()
  for (const element of inside) {
    const pair = pairOf(element)
    if (!pair) continue
    const kind = `${pair.label.tagName} ${classOf(pair.label)}`
    byKind.set(kind, [...(byKind.get(kind) ?? []), element])
  }
  const most = [...byKind.values()].toSorted((a, b) => b.length - a.length)[0]
  return new Set(most)
}

/** A box of two, the first of which is a label. */
function pairOf(element: Element): { label: Element; fact: Element } | undefined {
  if (!/^(?:div|li|p|section)$/.test(element.tagName)) return undefined
  if (element.childNodes.some((node) => isText(node) && node.value.trim() !== '')) return undefined
  const [label, fact, more] = childElements(element)
  if (!label || !fact || more || !/^(?:h[2-6]|div|span|strong|b|p)$/.test(label.tagName)) return undefined
  if (/^h[1-6]$/.test(fact.tagName) || [...elementsOf(label)].some(isMore)) return undefined
  // A number alone counts what stands in a list.
  const isLabel = /\p{L}/u.test(shortLineOf(label, LABEL))
  const said = lineOf(fact)
  return isLabel && said !== '' && said.length <= FACT ? { label, fact } : undefined
}

/** What leads somewhere is a headline and no label; nor is what holds more than a line. */
const isMore = ({ tagName }: Element) => /^(?:a|p|ul|ol|table|img|picture|h[1-6])$/.test(tagName)

/** Whether most of them are what other articles are called, as in a list of what else is read. */
function areHeadlines(facts: ReadonlySet<Element>): boolean {
  const headlines = [...facts].filter((element) => {
    const fact = pairOf(element)?.fact
    const link = fact && [fact, ...elementsOf(fact)].find(({ tagName }) => tagName === 'a')
    return link && lineOf(link) === lineOf(fact) && countWords(lineOf(link)) >= HEADLINE
  })
  return headlines.length * 2 > facts.size
}

/** Beside the facts, and what heads and shows them, hardly anything is said. */
function isMostOf(box: Element, facts: ReadonlySet<Element>): boolean {
  let said = 0
  let rest = 0
  const weigh = (parent: Element) => {
    for (const node of parent.childNodes) {
      if (isText(node)) rest += node.value.trim().length
      if (!isElement(node)) continue
      if (facts.has(node)) said += lineOf(node).length
      else if (isShown(node)) continue
      else if ([...elementsOf(node)].some((inner) => facts.has(inner) || isShown(inner))) weigh(node)
      else rest += lineOf(node).length
    }
  }
  weigh(box)
  return rest <= said * BESIDE
}

const isShown = ({ tagName }: Element) => /^(?:h[1-6]|figure|table)$/.test(tagName)

/** The rows of a table: each fact, and the pictures, headings and lines between them over its whole width. */
function addRows(body: Element, box: Element, facts: ReadonlySet<Element>, title: string): void {
  // Words that stand in no box of their own, in one row with what stands among them.
  let line: Node[] = []
  const endLine = () => {
    const made = make('td', [{ name: 'colspan', value: '2' }])
    for (const node of line) move(node, made)
    if (isSeen(made)) addRow(body, made)
    line = []
  }
  for (const element of [...box.childNodes]) {
    if (!isElement(element) || (inLines.test(element.tagName) && !facts.has(element))) {
      line.push(element)
      continue
    }
    endLine()
    const pair = facts.has(element) ? pairOf(element) : undefined
    if (pair) {
      const head = cell('th', pair.label)
      // What leads to the fact leads to it still.
      const id = attribute(element, 'id') ?? attribute(pair.label, 'id')
      if (id) head.attrs.push({ name: 'id', value: id })
      addRow(body, head, cell('td', pair.fact))
    } else if (element.tagName === 'table') addTable(body, element)
    else if (/^h[1-6]$/.test(element.tagName)) {
      if (!sameWords(lineOf(element), title)) addRow(body, cell('th', element, true))
    } else if ([...elementsOf(element)].some((inner) => facts.has(inner) || inner.tagName === 'table'))
      addRows(body, element, facts, title)
    else if (isSeen(element)) addRow(body, cell('td', element, true))
  }
  endLine()
}

const inLines =
  /^(?:a|abbr|b|bdi|bdo|br|cite|code|del|em|font|i|img|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|wbr)$/

/** A table within the box: its heading, then its rows. */
function addTable(body: Element, table: Element): void {
  for (const part of [...elementsOf(table)]) {
    if (part.tagName === 'caption' && isSeen(part)) addRow(body, cell('th', part, true))
    else if (part.tagName === 'tr') move(part, body)
  }
}

const isSeen = (element: Element) =>
  lineOf(element) !== '' || [element, ...elementsOf(element)].some(({ tagName }) => tagName === 'img')

function addRow(body: Element, ...cells: Element[]): void {
  const row = make('tr')
  for (const one of cells) defaultTreeAdapter.appendChild(row, one)
  defaultTreeAdapter.appendChild(body, row)
}

/** A cell of what an element holds, or of a picture or a list itself. @param isWide over both columns */
function cell(tagName: 'th' | 'td', element: Element, isWide = false): Element {
  const made = make(tagName, isWide ? [{ name: 'colspan', value: '2' }] : [])
  if (/^(?:figure|img|picture|ul|ol|dl|p|pre|code|table|blockquote|a)$/.test(element.tagName))
    move(element, made)
  else moveChildren(element, made)
  return made
}

function move(node: ParentNode['childNodes'][number], to: Element): void {
  defaultTreeAdapter.detachNode(node)
  defaultTreeAdapter.appendChild(to, node)
}

const make = (tagName: string, attrs: { name: string; value: string }[] = []) =>
  defaultTreeAdapter.createElement(tagName, names.NS.HTML, attrs)
