import {
  attribute,
  childElements,
  type Element,
  elementsOf,
  isElement,
  isText,
  type ParentNode,
  remove
} from '../html/html-tree.ts'
import {
  isOnlyStandIn,
  isSamePicture,
  offeredAddresses,
  offersMore,
  statedWidth
} from '../pictures/choose-picture.ts'

/** At most so wide, a picture in a box with another only stands in for it, or is a sign on it. Pixels. */
const TINY = 100
/** A box with more elements is no box around one picture. */
const FEW = 30
/** So many boxes above a picture are looked at. */
const LEVELS = 4

/** Pixels of a picture whose bytes are here, by its address. */
type SizeOf = (address: string) => { width: number; height: number } | undefined

/**
 * Pages that show a small, blurred picture until the picture itself has come keep both in one box, with no words in
 * it. One stays: of two that offer the same file, and where one only stands in for the other by its name or beside which
 * it is tiny. Two with names of their own both stay. The tree is changed.
 * @param sizeOf pixels of a picture whose bytes are here
 */
export function picturesOnce(root: ParentNode, sizeOf: SizeOf): void {
  for (const image of [...elementsOf(root)]) {
    if (image.tagName !== 'img' || !image.parentNode) continue
    const other = besideIn(image)
    if (!other) continue
    if (saysOther(image, other)) continue
    if (isForOther(image, other, sizeOf)) remove(image)
    else if (isForOther(other, image, sizeOf)) remove(other)
    else if (offersSame(image, other)) remove(altOf(image) === '' ? image : other)
  }
}

/** The one other picture of the smallest box without words that holds several; undefined where it holds more. */
function besideIn(image: Element): Element | undefined {
  let box = image.parentNode
  for (let level = 0; level < LEVELS && box && isElement(box); level += 1, box = box.parentNode) {
    if (/^(?:body|main|article|section|td|li)$/.test(box.tagName)) return undefined
    const images = imagesIn(box)
    if (!images || images.length > 2) return undefined
    const other = images.find((one) => one !== image)
    if (other) return other
  }
  return undefined
}

/** The pictures of a box; undefined when it says something or holds much. */
function imagesIn(box: Element): Element[] | undefined {
  const images: Element[] = []
  const waiting = [box]
  let seen = 0
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    seen += 1
    if (seen > FEW || element.childNodes.length > FEW) return undefined
    if (element.tagName === 'img') images.push(element)
    if (element.childNodes.some((node) => isText(node) && node.value.trim() !== '')) return undefined
    waiting.push(...childElements(element).reverse())
  }
  return images
}

/** Whether a picture only stands in for another, or is a sign on it. */
function isForOther(image: Element, other: Element, sizeOf: SizeOf): boolean {
  if (offersMore(image)) return false
  const [own, others] = [widthOf(image, sizeOf), widthOf(other, sizeOf)]
  if (own > TINY && !isOnlyStandIn(image)) return false
  if (isSamePicture(image, other)) return own < others || !isOnlyStandIn(other)
  return own <= TINY && others > TINY && saysNoMore(image, other)
}

function offersSame(image: Element, other: Element): boolean {
  const addresses = new Set(offeredAddresses(image))
  return offeredAddresses(other).some((address) => addresses.has(address))
}

/** As far as it can be known; endless when it is not. */
function widthOf(image: Element, sizeOf: SizeOf): number {
  const source = (attribute(image, 'src') ?? '').trim()
  return sizeOf(source)?.width ?? statedWidth(source)
}

const altOf = (image: Element) => (attribute(image, 'alt') ?? '').trim()

/** What it is called is nothing, or what the other is called. */
const saysNoMore = (image: Element, other: Element) => altOf(image) === '' || altOf(image) === altOf(other)

/** Two that are called by two names are two, whatever file shows them. */
const saysOther = (image: Element, other: Element) => !saysNoMore(image, other) && !saysNoMore(other, image)
