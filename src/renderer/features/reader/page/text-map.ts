import type { TextSpan } from '../../../../shared/anchoring/quote.ts'

/**
 * The DOM half of anchoring: canonical offsets ↔ places in the reading page. Every leaf of the page says in
 * `data-at` where its text starts in the canonical text; inside a leaf text counts its length, `<br>` one,
 * ruby readings and pictures nothing. Leaves are found a region (masthead, section, colophon) at a time and
 * only when asked for, so a long article costs nothing until it is read.
 */

/** A run of text in the page that holds no other leaf. */
export interface Leaf {
  element: Element
  /** Canonical offsets; `end` exclusive. */
  start: number
  end: number
}

/** Part of the page that shows a run of the canonical text. */
export interface Region {
  element: HTMLElement
  start: number
  end: number
}

export interface DomPoint {
  node: Node
  offset: number
}

const LEAF = '[data-at]'
const HEADER = 'body > header[data-start]'
const FOOTER = 'body > footer[data-start]'

export class TextMap {
  readonly #document: Document
  readonly #regions: Region[] = []
  #header = false
  #footer = false
  /** The last element of the page's main part that was looked at. */
  #section: Element | undefined
  readonly #leaves = new WeakMap<Element, Leaf[]>()

  constructor(document: Document) {
    this.#document = document
    this.refresh()
  }

  /**
   * Looks at the page again: it streams in, so regions are added at its end. Only what is new is looked at,
   * since a book arrives in hundreds of parts.
   */
  refresh(): void {
    const { body } = this.#document
    if (!this.#header) this.#header = this.#add(body.querySelector(HEADER))
    let section = this.#section
      ? this.#section.nextElementSibling
      : body.querySelector('body > main')?.firstElementChild
    for (; section && this.#isWhole(section); section = section.nextElementSibling) {
      this.#section = section
      if (section.matches('section[data-start]')) this.#add(section)
    }
    if (!this.#footer) this.#footer = this.#add(body.querySelector(FOOTER))
  }

  /** Is the element closed? Main writes a line break after each; before that, words may be missing from it. */
  #isWhole(element: Element): boolean {
    return element.nextSibling !== null || this.#document.readyState !== 'loading'
  }

  #add(element: Element | null): boolean {
    if (!element || !this.#isWhole(element)) return false
    const { start, end } = (element as HTMLElement).dataset
    this.#regions.push({ element: element as HTMLElement, start: Number(start), end: Number(end) })
    return true
  }

  get regions(): readonly Region[] {
    return this.#regions
  }

  /** First offset that is not in the page yet. */
  get loadedTo(): number {
    return this.#regions.at(-1)?.end ?? 0
  }

  /** Index of the last region that starts at or before the offset and has text; -1 when there is none. */
  regionIndexAt(offset: number): number {
    let low = 0
    let high = this.#regions.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#regions[middle]!.start <= offset) low = middle + 1
      else high = middle
    }
    let index = low - 1
    while (index >= 0 && this.leavesOf(this.#regions[index]!).length === 0) index--
    return index
  }

  leavesOf(region: Region): Leaf[] {
    const known = this.#leaves.get(region.element)
    if (known) return known
    const leaves = Array.from(region.element.querySelectorAll(LEAF), (element): Leaf => {
      const start = Number(element.getAttribute('data-at'))
      return { element, start, end: start + lengthOf(element) }
    })
    this.#leaves.set(region.element, leaves)
    return leaves
  }

  /** The leaf that holds the offset, or the last one before it; undefined when there is none. */
  leafAt(offset: number): Leaf | undefined {
    const region = this.#regions[this.regionIndexAt(offset)]
    if (!region) return this.nextLeaf(undefined)
    const leaves = this.leavesOf(region)
    let low = 0
    let high = leaves.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (leaves[middle]!.start <= offset) low = middle + 1
      else high = middle
    }
    return leaves[low - 1] ?? this.previousLeaf(leaves[0]) ?? leaves[0]
  }

  nextLeaf(leaf: Leaf | undefined): Leaf | undefined {
    return this.#step(leaf, 1)
  }

  previousLeaf(leaf: Leaf | undefined): Leaf | undefined {
    return this.#step(leaf, -1)
  }

  #step(leaf: Leaf | undefined, by: 1 | -1): Leaf | undefined {
    let index = by === 1 ? 0 : this.#regions.length - 1
    if (leaf) {
      const at = this.#regions.findIndex((region) => region.element.contains(leaf.element))
      const leaves = this.leavesOf(this.#regions[at]!)
      const beside = leaves[leaves.indexOf(leaf) + by]
      if (beside) return beside
      index = at + by
    }
    for (; index >= 0 && index < this.#regions.length; index += by) {
      const leaves = this.leavesOf(this.#regions[index]!)
      const found = by === 1 ? leaves[0] : leaves.at(-1)
      if (found) return found
    }
    return undefined
  }

  /**
   * The leaves a span touches, in order, with the part of each. A leaf that the span only touches at an
   * edge is left out.
   */
  *leavesIn(span: TextSpan): Generator<{ leaf: Leaf; start: number; end: number }> {
    for (let index = Math.max(0, this.regionIndexAt(span.start)); index < this.#regions.length; index++) {
      const region = this.#regions[index]!
      if (region.start >= span.end) return
      for (const leaf of this.leavesOf(region)) {
        if (leaf.start >= span.end) return
        const start = Math.max(leaf.start, span.start)
        const end = Math.min(leaf.end, span.end)
        if (start < end) yield { leaf, start, end }
      }
    }
  }

  /**
   * The text the page shows for a span, blocks apart as in the canonical text.
   * @param without places within a leaf, in order, that are left out
   */
  textOf(span: TextSpan, without: (leaf: Leaf) => readonly TextSpan[] = () => []): string {
    let text = ''
    let last: Leaf | undefined
    for (const { leaf, start, end } of this.leavesIn(span)) {
      if (last) text += gapBetween(last, leaf)
      const whole = textOfLeaf(leaf)
      let at = start
      for (const left of without(leaf)) {
        text += whole.slice(at - leaf.start, Math.max(at, Math.min(left.start, end)) - leaf.start)
        at = Math.max(at, Math.min(left.end, end))
      }
      text += whole.slice(at - leaf.start, end - leaf.start)
      last = leaf
    }
    return text
  }

  /**
   * True when the page shows exactly `exact` at the span: every leaf's part is compared, and between leaves
   * `exact` may hold nothing but line breaks and tabs.
   */
  shows(span: TextSpan, exact: string): boolean {
    if (exact.length !== span.end - span.start || exact.length === 0) return false
    let at = span.start
    for (const { leaf, start, end } of this.leavesIn(span)) {
      if (!isGap(exact.slice(at - span.start, start - span.start))) return false
      const shown = textOfLeaf(leaf).slice(start - leaf.start, end - leaf.start)
      if (!exact.startsWith(shown, start - span.start)) return false
      at = end
    }
    return at > span.start && isGap(exact.slice(at - span.start))
  }

  /**
   * A DOM range for a span; undefined when the page does not hold it (yet). The range starts and ends in
   * text nodes, so that it covers nothing but words.
   */
  rangeOf(span: TextSpan): Range | undefined {
    if (span.end > this.loadedTo) return undefined
    const first = this.#pointAfter(span.start)
    const last = this.#pointBefore(span.end)
    if (!first || !last) return undefined
    const range = this.#document.createRange()
    range.setStart(first.node, first.offset)
    range.setEnd(last.node, last.offset)
    return range
  }

  /** The first character at or after an offset that the page shows; between blocks that is the next block's first. */
  characterAt(offset: number): Range | undefined {
    let leaf = this.leafAt(Math.min(offset, Math.max(0, this.loadedTo - 1)))
    while (leaf && leaf.end <= offset) {
      const next = this.nextLeaf(leaf)
      if (!next) break
      leaf = next
    }
    if (!leaf || leaf.end === leaf.start) return undefined
    const start = Math.min(Math.max(offset, leaf.start), leaf.end - 1)
    return this.rangeOf({ start, end: start + 1 })
  }

  /** Where a caret stands at an offset: before the letter there, or behind the last one of its block. */
  pointAt(offset: number): DomPoint | undefined {
    const leaf = this.leafAt(offset)
    return leaf && pointInLeaf(leaf, Math.min(Math.max(offset, leaf.start), leaf.end) - leaf.start, 'after')
  }

  #pointAfter(offset: number): DomPoint | undefined {
    let leaf = this.leafAt(offset)
    while (leaf && leaf.end <= offset) {
      const next = this.nextLeaf(leaf)
      if (!next) break
      leaf = next
    }
    return leaf && pointInLeaf(leaf, Math.max(offset, leaf.start) - leaf.start, 'after')
  }

  #pointBefore(offset: number): DomPoint | undefined {
    const leaf = this.leafAt(Math.max(0, offset - 1))
    return leaf && pointInLeaf(leaf, Math.min(offset, leaf.end) - leaf.start, 'before')
  }

  /**
   * The canonical offset of a DOM point. A point between leaves (at a list, a picture, a section) counts as
   * the start of the next leaf for `after`, as the end of the one before for `before`.
   */
  offsetOf(point: DomPoint, towards: 'after' | 'before'): number | undefined {
    const element = point.node instanceof this.#window.Element ? point.node : point.node.parentElement
    const holder = element?.closest(LEAF)
    if (holder) {
      const start = Number(holder.getAttribute('data-at'))
      return start + offsetInLeaf(holder, point)
    }
    return this.#offsetBetweenLeaves(point, towards)
  }

  /** The span a DOM range covers; undefined when it holds no text of the article. */
  spanOf(range: {
    startContainer: Node
    startOffset: number
    endContainer: Node
    endOffset: number
  }): TextSpan | undefined {
    const start = this.offsetOf({ node: range.startContainer, offset: range.startOffset }, 'after')
    const end = this.offsetOf({ node: range.endContainer, offset: range.endOffset }, 'before')
    return start === undefined || end === undefined || end <= start ? undefined : { start, end }
  }

  get #window(): Window & typeof globalThis {
    return this.#document.defaultView ?? window
  }

  #offsetBetweenLeaves(point: DomPoint, towards: 'after' | 'before'): number | undefined {
    const range = this.#document.createRange()
    try {
      range.setStart(point.node, point.offset)
    } catch {
      return undefined
    }
    range.collapse(true)
    // -1: the point is before the element, so the range (collapsed there) lies before it.
    const isBefore = (element: Element) => range.comparePoint(element, 0) > 0
    // The region the point is in, or the last one before it; without leaves of its own the search goes on.
    const at = Math.max(0, firstWhere(this.#regions, (r) => isBefore(r.element)) - 1)
    if (towards === 'after') {
      for (const region of this.#regions.slice(at)) {
        const leaves = this.leavesOf(region)
        const leaf = leaves[firstWhere(leaves, (candidate) => isBefore(candidate.element))]
        if (leaf) return leaf.start
      }
      return undefined
    }
    for (let index = at; index >= 0; index--) {
      const leaves = this.leavesOf(this.#regions[index]!)
      const leaf = leaves[firstWhere(leaves, (candidate) => isBefore(candidate.element)) - 1]
      if (leaf) return leaf.end
    }
    return undefined
  }
}

/** Index of the first item for which the test holds; the test must stay true once it is. */
function firstWhere<T>(items: readonly T[], test: (item: T) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (test(items[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

const isGap = (text: string) => /^[\n\t]*$/.test(text)

/** What stands between two leaves in the canonical text: two units between blocks, one in lists and tables. */
function gapBetween(before: Leaf, after: Leaf): string {
  const length = after.start - before.end
  if (length <= 0) return ''
  if (length >= 2) return '\n\n'
  const row = before.element.closest('tr')
  return row !== null && row === after.element.closest('tr') ? '\t' : '\n'
}

const NOT_COUNTED = 'rt, rp'

function* countedNodes(leaf: Element): Generator<Text | Element> {
  const walker = leaf.ownerDocument.createTreeWalker(
    leaf,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT
      const element = node as Element
      if (element.matches(NOT_COUNTED)) return NodeFilter.FILTER_REJECT
      return element.localName === 'br' ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP
    }
  )
  while (walker.nextNode()) yield walker.currentNode as Text | Element
}

const isText = (node: Node): node is Text => node.nodeType === Node.TEXT_NODE

function lengthOf(leaf: Element): number {
  let length = 0
  for (const node of countedNodes(leaf)) length += isText(node) ? node.data.length : 1
  return length
}

/** Text of a leaf as the canonical text has it. */
export function textOfLeaf(leaf: Leaf): string {
  let text = ''
  for (const node of countedOf(leaf.element).nodes) text += isText(node) ? node.data : '\n'
  return text
}

/** What counts in a leaf, in order, and where each ends, from the leaf's start. */
interface Counted {
  nodes: readonly (Text | Element)[]
  ends: readonly number[]
}

/** Thousands of words may be looked up in one paragraph. It goes with its page, which nothing writes into. */
const countedIn = new WeakMap<Element, Counted>()

function countedOf(leaf: Element): Counted {
  const known = countedIn.get(leaf)
  if (known) return known
  const nodes = [...countedNodes(leaf)]
  let end = 0
  const ends = nodes.map((node) => {
    end += isText(node) ? node.data.length : 1
    return end
  })
  const counted = { nodes, ends }
  countedIn.set(leaf, counted)
  return counted
}

/** At a border between two nodes `after` takes the next one's start, `before` the previous one's end. */
function pointInLeaf(leaf: Leaf, offset: number, side: 'after' | 'before'): DomPoint {
  const { nodes, ends } = countedOf(leaf.element)
  for (let index = firstWhere(ends, (end) => end >= offset); index < nodes.length; index++) {
    const node = nodes[index]!
    const start = ends[index - 1] ?? 0
    if (isText(node)) {
      const inside = side === 'after' ? offset < ends[index]! : offset <= ends[index]!
      if (inside && offset >= start) return { node, offset: offset - start }
    } else if (offset === start || (side === 'before' && offset === start + 1)) {
      const parent = node.parentNode!
      const among = Array.prototype.indexOf.call(parent.childNodes, node)
      return { node: parent, offset: among + (offset - start) }
    }
  }
  const last = nodes.findLast(isText)
  return last ? { node: last, offset: last.data.length } : { node: leaf.element, offset: 0 }
}

function offsetInLeaf(leaf: Element, point: DomPoint): number {
  const range = leaf.ownerDocument.createRange()
  range.setStart(point.node, point.offset)
  let offset = 0
  for (const node of countedNodes(leaf)) {
    if (node === point.node) return offset + point.offset
    if (
      range.comparePoint(node.parentNode!, Array.prototype.indexOf.call(node.parentNode!.childNodes, node)) >=
      0
    ) {
      return offset
    }
    offset += isText(node) ? node.data.length : 1
  }
  return offset
}
