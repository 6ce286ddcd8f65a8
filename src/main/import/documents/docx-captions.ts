import { defaultTreeAdapter, html as names } from 'parse5'
import {
  childElements,
  type Element,
  elementsOf,
  hasClass,
  lineOf,
  type ParentNode,
  remove
} from '../html/html-tree.ts'

/** The class that what Word calls a caption has after mammoth. */
export const CAPTION_CLASS = 'caption'

/**
 * A paragraph that Word calls a caption becomes the caption of the picture before it, or of the table after or before
 * it; one that has neither stays a paragraph. The tree is changed.
 */
export function captionsInPlace(root: ParentNode): void {
  for (const caption of [...elementsOf(root)]) {
    if (caption.tagName !== 'p' || !hasClass(caption, CAPTION_CLASS)) continue
    const siblings = childElements(caption.parentNode as ParentNode)
    const at = siblings.indexOf(caption)
    const [before, after] = [siblings[at - 1], siblings[at + 1]]
    if (before && holdsOnlyPictures(before)) figureOf(before, caption)
    else if (after?.tagName === 'table' && !hasCaption(after)) intoTable(after, caption)
    else if (before?.tagName === 'table' && !hasCaption(before)) intoTable(before, caption)
  }
}

function holdsOnlyPictures(paragraph: Element): boolean {
  return (
    paragraph.tagName === 'p' &&
    lineOf(paragraph) === '' &&
    [...elementsOf(paragraph)].some(({ tagName }) => tagName === 'img')
  )
}

const hasCaption = (table: Element) => childElements(table).some(({ tagName }) => tagName === 'caption')

function figureOf(picture: Element, caption: Element): void {
  const figure = defaultTreeAdapter.createElement('figure', names.NS.HTML, [])
  defaultTreeAdapter.insertBefore(picture.parentNode as ParentNode, figure, picture)
  remove(picture)
  remove(caption)
  caption.tagName = caption.nodeName = 'figcaption'
  defaultTreeAdapter.appendChild(figure, picture)
  defaultTreeAdapter.appendChild(figure, caption)
}

function intoTable(table: Element, caption: Element): void {
  remove(caption)
  caption.tagName = caption.nodeName = 'caption'
  const [first] = table.childNodes
  if (first) defaultTreeAdapter.insertBefore(table, caption, first)
}
