import { defaultTreeAdapter } from 'parse5'
import {
  attribute,
  childElements,
  type Element,
  elementsOf,
  isElement,
  isWithin,
  lineOf,
  type ParentNode,
  remove,
  shortLineOf
} from '../html/html-tree.ts'

/** A sign of a note is no longer. */
const SIGN = 8
/** More links within a page are no scholar's. */
const MOST = 10_000
/** The part of a box's text that its notes are at least. */
const MAINLY = 0.6

/** What an extractor takes out, or weighs by its links. */
const weighed = /^(?:aside|footer|div)$/

/**
 * Notes below a text are the text's own, whatever they stand in and however many links they hold. A note is what the
 * text links to and what links back into the text. The tree is changed: around notes stand sections, which extractors
 * leave alone. Returns the notes.
 */
export function keepNotes(root: ParentNode): Set<Element> {
  const targets = new Set<string>()
  const ids = new Map<string, Element>()
  const links: { link: Element; to: string }[] = []
  for (const element of elementsOf(root)) {
    const id = attribute(element, 'id') ?? (element.tagName === 'a' ? attribute(element, 'name') : undefined)
    if (id !== undefined && !ids.has(id)) ids.set(id, element)
    if (element.tagName !== 'a') continue
    const to = /^#(.+)/su.exec(attribute(element, 'href') ?? '')?.[1]
    if (to === undefined) continue
    targets.add(to)
    links.push({ link: element, to })
  }
  const notes = new Set<Element>()
  for (const { link, to } of links.slice(0, MOST)) {
    const back = ids.get(to)
    const note = back && noteAround(link, targets)
    if (note && !isWithin(back, note)) notes.add(note)
  }
  const seen = new Set<ParentNode>()
  for (const note of notes) {
    signInLine(note, targets)
    asSections(note, notes, seen)
  }
  return notes
}

/** The piece around a link that other links lead to; places within a line are looked for in the piece around them. */
function noteAround(link: Element, targets: ReadonlySet<string>): Element | undefined {
  let at: ParentNode | null = link.parentNode
  for (let level = 0; level < 5 && at && isElement(at); level += 1, at = at.parentNode) {
    if (/^(?:sup|h[1-6]|nav)$/.test(at.tagName)) return undefined
    if (!/^(?:li|p|div|aside|dd|td)$/.test(at.tagName)) continue
    if (isTarget(at, targets) || beginsWithTarget(at, link, targets)) return at
  }
  return undefined
}

const isTarget = (element: Element, targets: ReadonlySet<string>) =>
  targets.has(attribute(element, 'id') ?? '')

/** `<p><a id="n1"></a>1. …` and `<p><a id="n1" href="#r1">1</a> …`. */
function beginsWithTarget(piece: Element, link: Element, targets: ReadonlySet<string>): boolean {
  const first = piece.childNodes.find((node) => isElement(node))
  if (!first || !isElement(first) || !/^(?:a|span|sup)$/.test(first.tagName)) return false
  if (!isFirst(piece, first, link)) return false
  let inner: Element | undefined = first
  for (let level = 0; level < 4 && inner; level += 1) {
    if (targets.has(attribute(inner, 'id') ?? attribute(inner, 'name') ?? '')) return true
    inner = inner.childNodes.find((node): node is Element => isElement(node))
  }
  return false
}

/** Only what opens a piece says that the piece is a note; a link further on may lead anywhere. */
function isFirst(piece: Element, first: Element, link: Element): boolean {
  const before = piece.childNodes.slice(0, piece.childNodes.indexOf(first))
  const hasWords = before.some((node) => 'value' in node && node.value.trim() !== '')
  return !hasWords && (isWithin(link, first) || link.parentNode === piece)
}

/** A sign beside what it is the sign of begins its first line. */
function signInLine(note: Element, targets: ReadonlySet<string>): void {
  const [sign, rest] = childElements(note)
  if (!sign || !rest || !/^(?:a|sup|span)$/.test(sign.tagName) || !/^(?:div|section|p)$/.test(rest.tagName))
    return
  // A short line has few elements.
  if (shortLineOf(sign, SIGN) === '' || ![sign, ...elementsOf(sign)].some((one) => isTarget(one, targets)))
    return
  const line = rest.tagName === 'p' ? rest : [...elementsOf(rest)].find(({ tagName }) => tagName === 'p')
  const [first] = line?.childNodes ?? []
  if (!line || !first) return
  remove(sign)
  defaultTreeAdapter.insertBefore(line, sign, first)
  defaultTreeAdapter.insertTextBefore(line, ' ', first)
}

/** The note itself and up to three boxes around it, as long as these hold little else than notes; each box once. */
function asSections(note: Element, notes: ReadonlySet<Element>, seen: Set<ParentNode>): void {
  asSection(note)
  for (const inner of elementsOf(note)) if (!seen.has(inner)) asSection(inner)
  let at = note.parentNode
  for (let level = 0; level < 3 && at && isElement(at) && !seen.has(at); level += 1, at = at.parentNode) {
    seen.add(at)
    if (!/^(?:ol|ul|dl|div|aside|footer|section)$/.test(at.tagName) || holdsMoreThan(at, notes)) return
    asSection(at)
  }
}

function asSection(element: Element): void {
  if (weighed.test(element.tagName)) element.tagName = element.nodeName = 'section'
}

function holdsMoreThan(box: Element, notes: ReadonlySet<Element>): boolean {
  let said = 0
  for (const inner of elementsOf(box)) if (notes.has(inner)) said += lineOf(inner).length
  return said < lineOf(box).length * MAINLY
}
