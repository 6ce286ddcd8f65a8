import { blockElements } from '../html/block-elements.ts'
import {
  type Element,
  elementsOf,
  isElement,
  isHtml,
  isText,
  type Node,
  type ParentNode,
  remove
} from '../html/html-tree.ts'

/** What AMP's own elements are in HTML; they take the same attributes. */
export const ampPlain: ReadonlyMap<string, string> = new Map([
  ['amp-img', 'img'],
  ['amp-anim', 'img'],
  ['amp-video', 'video'],
  ['amp-audio', 'audio'],
  ['amp-iframe', 'iframe']
])

/** What AMP pages hold besides their text. */
const furniture =
  /^amp-(?:ad|embed|auto-ads|sticky-ad|analytics|pixel|consent|user-notification|sidebar|social-share|addthis|next-page|web-push.*)$/

const pictureFile = /\.(?:jpe?g|png|webp|gif|avif|svg)(?:[?#]|$)/i
const filmFile = /\.(?:mp4|m4v|webm|ogv|mov|m3u8)(?:[?#]|$)/i
const soundFile = /\.(?:mp3|m4a|ogg|oga|opus|wav|flac|aac)(?:[?#]|$)/i

/**
 * Elements that a site made up, as what they are in HTML: pictures and films by what they lead to, figures and
 * captions by their names, and what stands among paragraphs as one of them, since nothing else says that it is no word
 * of a line. What stands in for AMP's pictures without scripts goes, and so do its advertisements. The tree is changed.
 */
export function customElementsPlain(root: ParentNode): void {
  const boxes = new Boxes()
  const elements = [...elementsOf(root)]
  const inside = new Inside(elements)
  for (const element of elements) {
    // What MathJax draws is read by its own names (`page-formulas.ts`).
    if (!isCustom(element) || element.tagName.startsWith('mjx-')) continue
    if (furniture.test(element.tagName)) remove(element)
    const name =
      ampPlain.get(element.tagName) ??
      nameByWhatItShows(element, inside) ??
      nameByItsOwn(element, boxes, inside)
    if (name === undefined) continue
    element.tagName = element.nodeName = name
    if (name === 'img') element.childNodes = []
  }
}

/** Names with a hyphen are a site's own. */
export const isCustom = (element: Element) => element.tagName.includes('-') && isHtml(element)

/** What an element leads to that holds nothing itself. */
function nameByWhatItShows(element: Element, inside: Inside): string | undefined {
  if (inside.shows.has(element) || inside.says.has(element)) return undefined
  for (const { name, value } of element.attrs) {
    if (!/^(?:data-)?(?:lazy-)?(?:src|url|href|image|img)$/.test(name)) continue
    if (pictureFile.test(value)) return asImage(element, value)
    if (filmFile.test(value)) return 'video'
    if (soundFile.test(value)) return 'audio'
    if (/(?:^|-)(?:img|image|picture|photo)(?:-|$)/.test(element.tagName) && /src$/.test(name))
      return asImage(element, value)
  }
  return undefined
}

/** An image is asked for its address and its name under these. */
function asImage(element: Element, address: string): string {
  const said = new Map(element.attrs.map(({ name, value }) => [name, value]))
  if (!said.has('src')) element.attrs.push({ name: 'src', value: address })
  const words = said.get('aria-label') ?? said.get('title')
  if (!said.has('alt') && words) element.attrs.push({ name: 'alt', value: words })
  return 'img'
}

function nameByItsOwn(element: Element, boxes: Boxes, inside: Inside): string | undefined {
  const { tagName } = element
  const isBox = boxes.is(element)
  const holdsPicture = inside.pictures.has(element)
  if (/(?:^|-)(?:fig)?caption$/.test(tagName) && inside.says.has(element)) return 'figcaption'
  if (/(?:^|-)(?:figure|picture|photo|image)$/.test(tagName) && holdsPicture) return 'figure'
  // A box of pictures with few words is what an extractor takes for an advertisement; it knows no other names.
  return isBox && !holdsPicture && inside.says.has(element) ? 'div' : undefined
}

/** Elements by what is in them, at whatever depth; all are asked in one walk, however they are nested. */
class Inside {
  readonly shows = new Set<Node | ParentNode>()
  readonly pictures = new Set<Node | ParentNode>()
  readonly says = new Set<Node | ParentNode>()

  /** @param elements in the page's order */
  constructor(elements: readonly Element[]) {
    for (const element of elements.toReversed()) {
      const { tagName, parentNode, childNodes } = element
      if (childNodes.some((node) => isText(node) && node.value.trim() !== '')) this.says.add(element)
      if (!parentNode) continue
      if (this.shows.has(element) || /^(?:img|picture|video|audio|iframe|svg|object)$/.test(tagName))
        this.shows.add(parentNode)
      if (this.pictures.has(element) || /^(?:img|picture|video|iframe|amp-img)$/.test(tagName))
        this.pictures.add(parentNode)
      if (this.says.has(element) && !/^(?:script|style|template|noscript)$/.test(tagName))
        this.says.add(parentNode)
    }
  }
}

const holder =
  /^(?:div|section|article|main|body|blockquote|aside|li|td|dd|figure|header|footer|details|form|center|fieldset)$/

/** Tells custom elements that stand beside others, and no words, in what holds paragraphs; asked in the page's order. */
class Boxes {
  readonly #boxes = new Set<ParentNode>()
  readonly #holdsNoWords = new Map<ParentNode, boolean>()

  is(element: Element): boolean {
    const { parentNode } = element
    if (!parentNode || !(holder.test(parentNode.nodeName) || this.#boxes.has(parentNode))) return false
    const known = this.#holdsNoWords.get(parentNode) ?? parentNode.childNodes.every(isNoWord)
    this.#holdsNoWords.set(parentNode, known)
    if (known) this.#boxes.add(element)
    return known
  }
}

function isNoWord(node: Node): boolean {
  if (isText(node)) return node.value.trim() === ''
  if (!isElement(node) || isCustom(node) || blockElements.has(node.tagName)) return true
  return /^(?:script|style|template|link|meta|noscript|br|img|picture|svg)$/.test(node.tagName)
}
