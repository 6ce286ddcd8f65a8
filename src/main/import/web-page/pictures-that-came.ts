import { attribute, classOf, elementsOf, type ParentNode, remove } from '../html/html-tree.ts'
import { isLateAddress } from '../pictures/late-addresses.ts'
import { after, before, onlyPicture } from './pictures-without-scripts.ts'

/** At most so wide, a picture that came along may be what only stands in for the one that was wanted. */
const STAND_IN = 100

const late = /lazy|lozad|blur|progressive|preview/i

/**
 * A page that was saved whole shows its pictures from files beside it, or from its own addresses. What says that they come later, and what stands
 * beside them for readers in which nothing runs, would be believed before the picture that is there. The tree is changed.
 * @param sizeOf pixels of a picture whose bytes are here
 */
export function picturesThatCame(
  root: ParentNode,
  sizeOf: (address: string) => { width: number; height: number } | undefined
): void {
  for (const image of [...elementsOf(root)]) {
    if (image.tagName !== 'img') continue
    const isLate = late.test(classOf(image)) || image.attrs.some(({ name }) => isLateAddress(name))
    if (!isLate || !image.parentNode) continue
    const src = (attribute(image, 'src') ?? '').trim()
    if (!src || (sizeOf(src)?.width ?? 0) <= STAND_IN) continue
    image.attrs = image.attrs.filter(
      ({ name, value }) => !isLateAddress(name) && !(name === 'class' && late.test(value))
    )
    for (const one of [before(image), after(image)])
      if (one?.tagName === 'noscript' && onlyPicture(one)) remove(one)
  }
}
