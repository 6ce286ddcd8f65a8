import { attribute, classOf, elementsOf, type ParentNode, remove } from '../html/html-tree.ts'
import { linkAddress } from '../html/link-address.ts'
import { isLateAddress } from '../pictures/choose-picture.ts'
import { imageFromBytes } from '../pictures/image-bytes.ts'
import { after, before, onlyPicture } from './pictures-without-scripts.ts'

/** At most so wide, a picture that came along may be what only stands in for the one that was wanted. */
const STAND_IN = 100

const late = /lazy|lozad|blur|progressive|preview/i

/**
 * A page that was saved whole shows its pictures from files beside it. What says that they come later, and what stands
 * beside them for readers in which nothing runs, would be believed before the picture that is there. The tree is changed.
 */
export function picturesThatCame(
  root: ParentNode,
  baseUrl: string,
  resource: ((reference: string) => Uint8Array | undefined) | undefined
): void {
  if (!resource) return
  for (const image of [...elementsOf(root)]) {
    if (image.tagName !== 'img') continue
    const isLate = late.test(classOf(image)) || image.attrs.some(({ name }) => isLateAddress(name))
    if (!isLate || !image.parentNode) continue
    const src = (attribute(image, 'src') ?? '').trim()
    if (!src || /^data:/i.test(src)) continue
    const address = linkAddress(src, baseUrl)
    const bytes = (address && resource(address)) || resource(src)
    if (!bytes) continue
    const found = imageFromBytes(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    if (!('asset' in found) || (found.asset.width ?? 0) <= STAND_IN) continue
    image.attrs = image.attrs.filter(
      ({ name, value }) => !isLateAddress(name) && !(name === 'class' && late.test(value))
    )
    for (const one of [before(image), after(image)])
      if (one?.tagName === 'noscript' && onlyPicture(one)) remove(one)
  }
}
