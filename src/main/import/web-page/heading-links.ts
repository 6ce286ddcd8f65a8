import { defaultTreeAdapter } from 'parse5'
import {
  attribute,
  childElements,
  type Element,
  elementsOf,
  isText,
  lineOf,
  type ParentNode,
  remove
} from '../html/html-tree.ts'

/** What sets a link to a heading beside it, for those who want to copy the address. */
const onlyASign = /^[¶#§🔗⚓∞\s]*$/u

/**
 * Headings without what programs of sites set beside them: the sign that links to the heading itself, what edits the
 * part below, and the box around both. The places that others link to stay. The tree is changed.
 */
export function headingsAlone(root: ParentNode): void {
  for (const element of [...elementsOf(root)]) {
    if (!element.parentNode || !/^(?:h[1-6]|dt|figcaption|caption)$/.test(element.tagName)) continue
    for (const link of [...elementsOf(element)]) if (isOfHeading(link)) withoutSign(link)
    if (/^h[2-6]$/.test(element.tagName)) unbox(element)
  }
}

function isOfHeading(link: Element): boolean {
  if (link.tagName !== 'a' || !onlyASign.test(lineOf(link))) return false
  if ([...elementsOf(link)].some(({ tagName }) => tagName === 'img')) return false
  return (attribute(link, 'href') ?? '').includes('#')
}

function withoutSign(link: Element): void {
  const isPlace = attribute(link, 'id') !== undefined || attribute(link, 'name') !== undefined
  if (!isPlace) {
    remove(link)
    return
  }
  link.attrs = link.attrs.filter(({ name }) => name === 'id' || name === 'name')
  for (const child of [...link.childNodes]) defaultTreeAdapter.detachNode(child)
}

/** A box that holds nothing but a heading and what edits it. */
function unbox(heading: Element): void {
  const box = heading.parentNode as Element
  if (box.tagName !== 'div' || !box.parentNode || attribute(box, 'id') !== undefined) return
  const others = childElements(box).filter((one) => one !== heading)
  const hasWords = box.childNodes.some((node) => isText(node) && node.value.trim() !== '')
  // Without such a thing the box may say more of the heading than we know.
  if (hasWords || others.length === 0 || !others.every((one) => one.tagName === 'span' && isEditing(one)))
    return
  remove(heading)
  defaultTreeAdapter.insertBefore(box.parentNode, heading, box)
  remove(box)
}

/** "[edit]", in whatever language: nothing but brackets around links. */
function isEditing(element: Element): boolean {
  const text = lineOf(element)
  const links = [...elementsOf(element)].filter(({ tagName }) => tagName === 'a')
  const linked = links.reduce((sum, link) => sum + lineOf(link).length, 0)
  return (
    text === '' ||
    (links.length > 0 && text.length <= 60 && /^\[.*\]$/u.test(text) && linked * 2 >= text.length)
  )
}
