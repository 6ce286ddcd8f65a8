import { defaultTreeAdapter, html as names } from 'parse5'
import type { Block, ImageRef, Inline } from '../../../shared/blocks.ts'
import { inlineText } from '../article/block-text.ts'
import { lineOfText } from '../html/clean-characters.ts'
import {
  attribute,
  childElements,
  classOf,
  type Element,
  elementsOf,
  hasClass,
  isElement,
  isHtml,
  type ParentNode
} from '../html/html-tree.ts'
import { linkAddress } from '../html/link-address.ts'
import { type Around, isLinked, isTooDeep, within } from './around.ts'
import { isBare } from './bare-figure.ts'
import type { Conversion } from './conversion.ts'
import { isHidden } from './hidden-elements.ts'
import { isPicture } from './inline-runs.ts'

/** A longer line beside a picture is the article speaking, UTF-16 units. */
const MOST_OF_A_CAPTION = 400

/** A picture, or whatever else a figure shows, with what is said beneath it. */
export function figureBlock(conversion: Conversion, element: Element, around: Around): Block[] {
  if (isTooDeep(around)) return conversion.flow(element, around)
  const inside = within(around)
  const captionElement = captionOf(element)
  const content = conversion.flow(captionElement ? withoutElement(element, captionElement) : element, inside)
  const { caption, credit } =
    captionElement && !isHidden(captionElement)
      ? captionAndCredit(conversion, captionElement, inside)
      : { caption: [], credit: [] }
  if (!caption.length && !credit.length) return captionedByItsLine(content) ?? content
  const [first, ...others] = content
  const image = isBare(first) && !first.credit.length ? first.image : undefined
  const blocks = image ? others : content
  return [
    { type: 'figure', ...(image ? { image } : {}), caption, credit, ...(blocks.length ? { blocks } : {}) }
  ]
}

/** What a caption says of the picture, and whose picture it says it is. */
function captionAndCredit(
  conversion: Conversion,
  element: Element,
  around: Around
): { caption: Inline[]; credit: Inline[] } {
  const creditElement = [...elementsOf(element)].find((child) => isCredit(child))
  const rest = creditElement ? withoutElement(element, creditElement) : element
  const caption = conversion.line(rest, around) ?? []
  const credit = (creditElement && conversion.line(creditElement, around)) ?? []
  // Alone, it is a credit only where the page says that word.
  const isCaption = !caption.length && creditElement && !hasClass(creditElement, 'credit')
  return isCaption ? { caption: credit, credit: [] } : { caption, credit }
}

/** One line beside the picture in its figure is its caption, also where the page does not call it so. */
function captionedByItsLine([first, line, ...more]: readonly Block[]): Block[] | undefined {
  const isAbout =
    isBare(first) &&
    line?.type === 'paragraph' &&
    !more.length &&
    !line.children.some(isPicture) &&
    inlineText(line.children).length <= MOST_OF_A_CAPTION
  return isAbout ? [{ ...first, caption: line.children }] : undefined
}

/**
 * Gives a caption outside a figure to the picture before it, the last of `blocks`, or lets it stand alone after
 * them.
 * @returns false when the caption says nothing
 */
export function takeLooseCaption(
  conversion: Conversion,
  element: Element,
  around: Around,
  blocks: Block[]
): boolean {
  const caption = conversion.line(element, around)
  if (!caption) return false
  const last = blocks.at(-1)
  if (last?.type === 'figure' && !last.caption.length && !last.credit.length)
    blocks[blocks.length - 1] = { ...last, caption }
  else blocks.push({ type: 'figure', caption, credit: [] })
  return true
}

/** A film, a map, a post: its address is kept, as a link beneath its still picture, or beneath what cannot be shown. */
export function embedBlock(conversion: Conversion, element: Element, around: Around): Block[] {
  const source = [element, ...childElements(element)]
    .flatMap((one) => ['src', 'data-src'].map((name) => attribute(one, name)?.trim()))
    .find((address) => address && !/^(?:about|blob|data|javascript):/i.test(address))
  const href = source && linkAddress(source, conversion.baseUrl)
  if (!href?.startsWith('http')) return []
  const title = lineOfText(attribute(element, 'title') ?? attribute(element, 'aria-label') ?? '').slice(
    0,
    300
  )
  const label: Inline[] = [{ type: 'text', text: title || nameOf(element, new URL(href)) }]
  const caption = conversion.inlines.leaf(
    isLinked(around) ? label : [{ type: 'link', href, children: label }],
    around
  )
  if (!caption) return []
  const image = posterOf(conversion, element, around)
  return [{ type: 'figure', ...(image ? { image } : {}), caption, credit: [] }]
}

/** A film or a sound by the name of its file, anything else by where it is. */
function nameOf(element: Element, { host, pathname }: URL): string {
  const file = /^(?:video|audio)$/.test(element.tagName) ? /[^/]+\.\w{2,4}$/.exec(pathname)?.[0] : undefined
  try {
    return lineOfText(decodeURIComponent(file ?? '')).slice(0, 300) || host
  } catch {
    return host
  }
}

/** The picture that stands for a film until it runs. */
function posterOf(conversion: Conversion, element: Element, around: Around): ImageRef | undefined {
  const src = attribute(element, 'poster')?.trim()
  if (!src) return undefined
  const attrs = [
    { name: 'src', value: src },
    { name: 'alt', value: '' }
  ]
  const [first] = conversion.inlines.of(defaultTreeAdapter.createElement('img', names.NS.HTML, attrs), around)
  return first?.type === 'image' && (first.image.asset || first.image.url) ? first.image : undefined
}

/** The first caption of a figure that is not the caption of a figure inside it. */
function captionOf(figure: Element): Element | undefined {
  for (const element of elementsOf(figure)) {
    if (element.tagName !== 'figcaption') continue
    let up: ParentNode | null = element.parentNode
    while (up && up !== figure && up.nodeName !== 'figure') up = 'parentNode' in up ? up.parentNode : null
    if (up === figure || up === null) return element
  }
  return undefined
}

function isCredit(element: Element): boolean {
  if (!isHtml(element) || !/^(?:span|small|cite|div|p|em|footer)$/.test(element.tagName)) return false
  // schema.org's words for it.
  if (/\b(?:copyrightHolder|creditText|copyrightNotice)\b/.test(attribute(element, 'itemprop') ?? ''))
    return true
  return /(?:^|[\s_-])(?:credit|credits|copyright|attribution|photographer|byline|source)(?:$|[\s_-])/i.test(
    classOf(element)
  )
}

/** The same element without one of its descendants; the tree itself is left alone. */
function withoutElement(element: Element, gone: Element): Element {
  const path = new Set<ParentNode>()
  for (
    let parent: ParentNode | null = gone.parentNode;
    parent;
    parent = 'parentNode' in parent ? parent.parentNode : null
  ) {
    path.add(parent)
    if (parent === element) break
  }
  const copy = (one: Element): Element =>
    ({
      ...one,
      childNodes: one.childNodes
        .filter((child) => child !== gone)
        .map((child) => (isElement(child) && path.has(child) ? copy(child) : child))
    }) as Element
  return copy(element)
}
