import { type Element, elementsOf, type ParentNode, remove } from '../html/html-tree.ts'

/** What AMP's own elements are in HTML; they take the same attributes. */
const plain = new Map([
  ['amp-img', 'img'],
  ['amp-anim', 'img'],
  ['amp-video', 'video'],
  ['amp-audio', 'audio'],
  ['amp-iframe', 'iframe']
])

/** What AMP pages hold besides their text. */
const furniture =
  /^amp-(?:ad|embed|auto-ads|sticky-ad|analytics|pixel|consent|user-notification|sidebar|social-share|addthis|next-page|web-push.*)$/

/**
 * Pictures and films of AMP pages as what they are. What stands in for them without scripts goes,
 * and so do advertisements. The tree is changed.
 */
export function ampElementsPlain(root: ParentNode): void {
  for (const element of [...elementsOf(root)]) {
    if (furniture.test(element.tagName)) remove(element)
    const name = plain.get(element.tagName)
    if (name === undefined) continue
    rename(element, name)
    if (name === 'img') element.childNodes = []
  }
}

function rename(element: Element, name: string): void {
  element.tagName = element.nodeName = name
}
