import { defaultTreeAdapter, html as names } from 'parse5'
import {
  type Element,
  elementsOf,
  isElement,
  isText,
  lineOf,
  moveChildren,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'

/** What the table of contents calls a chapter or a part, and how deep it stands, from 1. */
interface Title {
  text: string
  depth: number
}

/**
 * Sees to it that a chapter begins with a heading as deep as the table of contents says: its own heading, or the
 * paragraphs that say what the contents call it. The chapter's tree is changed.
 * @returns the heading to set above a chapter that has neither
 */
export function titleOf(body: ParentNode, title: Title): Element | undefined {
  const first = firstHeading(body)
  const isSaid = first !== undefined && sameTitle(lineOf(first), title.text)
  const said = isSaid ? [] : paragraphsSaying(body, title.text)
  if (said.length > 0) {
    if (first) headingsFrom(body, first, title.depth + 1)
    asHeading(said, title.depth)
    return undefined
  }
  if (!first) return heading(title)
  headingsFrom(body, first, title.depth)
  return undefined
}

/**
 * The same for a part that the contents give no place: its title may stand on the page before its first chapter, as
 * a heading or as paragraphs, which become one, or at the head of the chapter itself.
 */
export function titleOfPart(
  part: Title,
  page: ParentNode | undefined,
  chapter: ParentNode
): Element | undefined {
  const said = page && shortLineOf(page, TITLE_PAGE) ? paragraphsSaying(page, part.text) : []
  if (said.length > 0) {
    asHeading(said, part.depth)
    return undefined
  }
  return isTitledAlready(part.text, page, chapter) ? undefined : heading(part)
}

function heading({ text, depth }: { text: string; depth: number }): Element {
  const made = makeElement(`h${Math.min(depth, 6)}`)
  defaultTreeAdapter.insertText(made, text)
  return made
}

/** A page of no more letters, UTF-16 units, may be a part's title page, whatever it is marked up as. */
const TITLE_PAGE = 200

/** Whether a part's title stands on the page before its first chapter, or at the head of the chapter itself. */
function isTitledAlready(title: string, page: ParentNode | undefined, chapter: ParentNode): boolean {
  const words = wordsOf(title)
  const isHeading = (one: Element) => /^h[1-6]$/.test(one.tagName) && sameTitle(lineOf(one), title)
  const heads = [...(page ? elementsOf(page) : []), ...elementsOf(chapter)]
  const onPage = new Set(page && shortLineOf(page, TITLE_PAGE) ? wordsOf(piecesOf(page)) : [])
  return heads.some(isHeading) || words.every((word) => onPage.has(word))
}

/** All words, also of paragraphs between whose marks there is no space. */
const piecesOf = (page: ParentNode) =>
  [page, ...elementsOf(page)]
    .flatMap((one) => one.childNodes.flatMap((node) => (isText(node) ? node.value : [])))
    .join(' ')

const wordsOf = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

const sameTitle = (one: string, other: string) => wordsOf(one).join() === wordsOf(other).join()

/** The paragraphs a text begins with that together say its title and nothing else; none where they say more. */
function paragraphsSaying(body: ParentNode, text: string): Element[] {
  const title = wordsOf(text).join()
  const said: Element[] = []
  for (const one of openingParagraphs(body)) {
    said.push(one)
    const words = wordsOf(said.map(lineOf).join(' ')).join()
    if (words === title) return said
    if (!title.startsWith(`${words},`)) return []
  }
  return []
}

/** Paragraphs with words from the beginning of a text on, until something else comes. */
function* openingParagraphs(parent: ParentNode): Generator<Element, boolean> {
  for (const child of parent.childNodes) {
    if (isText(child) && child.value.trim()) return false
    if (!isElement(child) || /^(?:br|hr)$/.test(child.tagName)) continue
    const inside = [...elementsOf(child)].map(({ tagName }) => tagName)
    if (inside.some((tag) => /^(?:img|svg|image|object|math|table)$/.test(tag))) return false
    const isEmpty = lineOf(child) === ''
    if (isEmpty && /^(?:a|span|p|div)$/.test(child.tagName)) continue
    const hasBlocks = inside.some((tag) =>
      /^(?:p|div|section|header|hgroup|h[1-6]|ul|ol|blockquote)$/.test(tag)
    )
    if (/^(?:div|section|header|hgroup|center)$/.test(child.tagName) && hasBlocks) {
      if (!(yield* openingParagraphs(child))) return false
    } else if (/^(?:p|div|center)$/.test(child.tagName) && !hasBlocks) yield child
    else return false
  }
  return true
}

/** Makes paragraphs one heading, a line each; places in them stay places. */
function asHeading([first, ...others]: readonly Element[], depth: number): void {
  if (!first) return
  first.tagName = first.nodeName = `h${Math.min(depth, 6)}`
  for (const other of others) {
    const id = other.attrs.find(({ name }) => name === 'id')
    defaultTreeAdapter.appendChild(first, makeElement('br'))
    if (id) defaultTreeAdapter.appendChild(first, makeElement('a', [['id', id.value]]))
    moveChildren(other, first)
    defaultTreeAdapter.detachNode(other)
  }
}

/** The heading a chapter begins with. */
function firstHeading(body: ParentNode): Element | undefined {
  let words = 0
  for (const one of elementsOf(body)) {
    if (/^h[1-6]$/.test(one.tagName) && lineOf(one)) return one
    if (one.tagName === 'p') words += lineOf(one).length
    // A heading this far down is a heading inside the chapter.
    if (words > 400) return undefined
  }
  return undefined
}

/**
 * A chapter of a part is below the part's heading, also where both are of one level in their files: the table of
 * contents says how deep the chapter stands. Headings only go down. The tree is changed.
 */
function headingsFrom(body: ParentNode, first: Element, depth: number): void {
  const down = depth - Number(first.tagName[1])
  if (down <= 0) return
  for (const one of elementsOf(body)) {
    if (!/^h[1-6]$/.test(one.tagName)) continue
    one.tagName = one.nodeName = `h${Math.min(6, Number(one.tagName[1]) + down)}`
  }
}

/** An element without a place yet. */
export function makeElement(tag: string, attributes: [string, string][] = []): Element {
  return defaultTreeAdapter.createElement(
    tag,
    names.NS.HTML,
    attributes.map(([name, value]) => ({ name, value }))
  )
}
