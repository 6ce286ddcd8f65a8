import { defaultTreeAdapter } from 'parse5'
import {
  childElements,
  type Element,
  elementsOf,
  isElement,
  isText,
  type ParentNode,
  remove
} from '../html/html-tree.ts'
import { isOnlyStandIn, isSamePicture, offeredAddresses } from '../pictures/choose-picture.ts'

/**
 * Pages that load pictures late keep the picture itself in a `noscript`, for readers in which nothing runs: for us.
 * It takes the place of what stands in for it; where the page offers the same picture outside as well, it is not
 * taken a second time. The tree is changed.
 */
export function picturesWithoutScripts(root: ParentNode): void {
  const fallbacks: { holder: Element; picture: Element }[] = []
  const outside: Element[] = []
  const within = new Set<ParentNode>()
  for (const element of elementsOf(root)) {
    const parent = element.parentNode
    if (parent && within.has(parent)) within.add(element)
    else if (element.tagName === 'noscript') {
      within.add(element)
      const picture = onlyPicture(element)
      if (picture) fallbacks.push({ holder: element, picture })
    } else if (element.tagName === 'img') outside.push(element)
  }
  if (!fallbacks.length) return
  const offered = new Set(outside.flatMap(offeredAddresses))
  for (const { holder, picture } of fallbacks) {
    const image = imageIn(picture)
    const own = image ? offeredAddresses(image) : []
    if (!own.length || !holder.parentNode) continue
    const beside = [before(holder), after(holder)].map((one) => one && imageIn(one))
    // The same picture, perhaps at another size, waits outside.
    const isSaid =
      own.some((one) => offered.has(one)) ||
      beside.some((one) => one && !isOnlyStandIn(one) && isSamePicture(one, image as Element))
    if (isSaid) {
      remove(holder)
      continue
    }
    for (const one of beside) if (one && isOnlyStandIn(one)) remove(one)
    remove(picture)
    defaultTreeAdapter.insertBefore(holder.parentNode, picture, holder)
    remove(holder)
    for (const one of own) offered.add(one)
  }
}

/** The one picture of a `noscript` that holds nothing else to see. */
export function onlyPicture(noscript: Element): Element | undefined {
  const images = [...elementsOf(noscript)].filter((one) => one.tagName === 'img')
  if (images.length !== 1 || hasWords(noscript)) return undefined
  const [outer, ...others] = childElements(noscript)
  return others.length ? undefined : outer
}

function hasWords(parent: ParentNode): boolean {
  if (parent.childNodes.some((node) => isText(node) && node.value.trim() !== '')) return true
  for (const element of elementsOf(parent))
    if (element.childNodes.some((node) => isText(node) && node.value.trim() !== '')) return true
  return false
}

/** The picture that an element is, or holds with no words beside it. */
function imageIn(element: Element): Element | undefined {
  if (element.tagName === 'img') return element
  const images = [...elementsOf(element)].filter((one) => one.tagName === 'img')
  return images.length === 1 && !hasWords(element) ? images[0] : undefined
}

/** The element before another, of one parent. */
export function before(element: Element): Element | undefined {
  const all = element.parentNode?.childNodes ?? []
  return all.slice(0, all.indexOf(element)).findLast((node) => isElement(node)) as Element | undefined
}

/** The element after another, of one parent. */
export function after(element: Element): Element | undefined {
  const all = element.parentNode?.childNodes ?? []
  return all.slice(all.indexOf(element) + 1).find((node) => isElement(node)) as Element | undefined
}
