import { defaultTreeAdapter, html as names } from 'parse5'
import type { Inline, InlineMark } from '../../../shared/blocks.ts'
import { addAll } from '../../../shared/long-lists.ts'
import { blockElements, marks } from '../html/block-elements.ts'
import { cleanText, lineOfText } from '../html/clean-characters.ts'
import {
  attribute,
  type Element,
  elementsOf,
  hasClass,
  isElement,
  isHtml,
  isText,
  lineOf,
  type ParentNode
} from '../html/html-tree.ts'
import { linkAddress } from '../html/link-address.ts'
import { styledWords } from '../html/styled-words.ts'
import type { Anchors } from './anchor-names.ts'
import { type Around, applyWrap, isFull, isLinked, isMarked, type Wrap } from './around.ts'
import type { ImageCollector } from './collect-images.ts'
import { isCheckbox, isHidden } from './hidden-elements.ts'
import { foreignInline, rubyOf } from './html-ruby-and-math.ts'
import { hasContent, normaliseInlines } from './normalise-inlines.ts'
import type { PageMarks } from './page-marks.ts'

/** What is shared by everything read from one tree. */
export interface Tree {
  anchors: Anchors
  images: ImageCollector
  pages: PageMarks
  /** What relative addresses are relative to. */
  baseUrl: string | undefined
}

/** Reads elements as inline content: text, marks, links, pictures, breaks, and where anchors and pages are. */
export class InlineReader {
  readonly #tree: Tree

  constructor(tree: Tree) {
    this.#tree = tree
  }

  /** Inline content ready to store, with the anchors waiting for a leaf; undefined when there is nothing to see. */
  leaf(raw: Inline[], around: Around, space: 'collapse' | 'keep' = 'collapse'): Inline[] | undefined {
    const inner = normaliseInlines(raw, space)
    if (!hasContent(inner)) {
      this.#tree.anchors.wait(inner)
      return undefined
    }
    const wrapped = around.wraps.reduceRight<Inline[]>((children, wrap) => [applyWrap(wrap, children)], inner)
    return [...this.#tree.anchors.taken(), ...wrapped]
  }

  /** Everything below an element; blocks in it lose their borders. */
  below(parent: ParentNode, around: Around): Inline[] {
    const result: Inline[] = []
    for (const node of parent.childNodes) {
      if (isText(node)) result.push({ type: 'text', text: cleanText(node.value) })
      else if (isElement(node) && !isHidden(node)) addAll(result, this.of(node, around))
    }
    return result
  }

  /** One element, as what stands in a line. */
  of(element: Element, around: Around): Inline[] {
    if (!isHtml(element)) {
      const said = foreignInline(element)
      // A formula is set as code, and code in code says nothing new.
      return isMarked(around, 'code')
        ? said.flatMap((one) => (one.type === 'mark' ? one.children : [one]))
        : said
    }
    const here = this.#tree.anchors.at(element)
    const page = this.#tree.pages.of(element)
    if (page) return [...here, page]
    return this.#sign(element, here, around) ?? [...here, ...this.#words(element, around)]
  }

  /** An element that is not made of words; undefined when it is. */
  #sign(element: Element, here: Inline[], around: Around): Inline[] | undefined {
    switch (element.tagName) {
      case 'br':
        return [...here, { type: 'break' }]
      case 'img':
      case 'image':
        return [...here, ...this.#tree.images.inline(element)]
      case 'picture':
        return [...here, ...this.of(imageOfPicture(element), around)]
      case 'span':
        return hasClass(element, 'missing-image')
          ? [...here, ...this.#tree.images.placeholder(element)]
          : undefined
      case 'input':
        return isCheckbox(element)
          ? [{ type: 'text', text: attribute(element, 'checked') === undefined ? '☐ ' : '☑ ' }]
          : []
      case 'ruby':
        return [...here, ...rubyOf(element)]
      case 'rt':
      case 'rp':
        return here
      default:
        return undefined
    }
  }

  #words(element: Element, around: Around): Inline[] {
    const wraps = this.wrapsOf(element, around)
    const children = this.below(
      element,
      wraps.length ? { ...around, wraps: [...around.wraps, ...wraps] } : around
    )
    // Two blocks in a row inside inline content are still two words.
    const apart: Inline[] = blockElements.has(element.tagName) ? [{ type: 'text', text: ' ' }] : []
    const made = wraps.reduceRight<Inline[]>((inner, wrap) => [applyWrap(wrap, inner)], children)
    const isRaised = isNoteReference(element) && !isMarked(around, 'sup') && !children.some(isRaisedMark)
    return [...apart, ...(isRaised ? [applyWrap({ mark: 'sup' }, made)] : made), ...apart]
  }

  /** The marks or the link an inline element stands for, outermost first; none that says what is said already. */
  wrapsOf(element: Element, around: Around): Wrap[] {
    if (isFull(around)) return []
    if (element.tagName === 'a') {
      const link = isLinked(around) ? undefined : this.#linkOf(element)
      return link ? [link] : []
    }
    return marksOf(element)
      .filter((mark) => !isMarked(around, mark))
      .map((mark) => ({ mark }))
  }

  #linkOf(element: Element): Wrap | undefined {
    const target = this.#tree.anchors.target(element)
    if (target) return { to: target }
    const href = linkAddress(attribute(element, 'href') ?? '', this.#tree.baseUrl)
    if (!href) return undefined
    const title = lineOfText(attribute(element, 'title') ?? '')
      .slice(0, 1000)
      .toWellFormed()
    return title ? { href, title } : { href }
  }
}

/** The image of a `picture`, also where a page sets something around it, or leaves it out beside its sources. */
function imageOfPicture(picture: Element): Element {
  for (const element of elementsOf(picture)) if (element.tagName === 'img') return element
  const image = defaultTreeAdapter.createElement('img', names.NS.HTML, [...picture.attrs])
  image.parentNode = picture
  return image
}

function marksOf(element: Element): readonly InlineMark[] {
  const styled = styledWords(element)
  if (styled) return styled
  // How our own EPUBs say what XHTML has no room for.
  if (element.tagName === 'span' && attribute(element, 'data-mark') === 'time') return ['time']
  const mark = marks.get(element.tagName)
  return mark ? [mark] : []
}

/** A longer word in the text that leads to a note is a word of the text. */
const MOST_OF_A_NOTE_SIGN = 6

/** The sign of a note, which books raise by their style sheets alone. */
function isNoteReference(element: Element): boolean {
  if (element.tagName !== 'a') return false
  const kind = `${attribute(element, 'epub:type') ?? ''} ${attribute(element, 'role') ?? ''}`
  return /(?:^|\s)(?:doc-)?noteref(?:\s|$)/.test(kind) && lineOf(element).length <= MOST_OF_A_NOTE_SIGN
}

const isRaisedMark = (inline: Inline) => inline.type === 'mark' && inline.mark === 'sup'
