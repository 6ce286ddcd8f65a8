import { defaultTreeAdapter, html as names } from 'parse5'
import { attribute, type Element, elementsOf, lineOf, type ParentNode } from '../html/html-tree.ts'

/** Elements that sites paint pictures on. */
const PAINTED = new Set(['div', 'span', 'a', 'i'])
const HOLDS_PICTURE = new Set(['img', 'svg', 'picture', 'video', 'canvas', 'iframe', 'object'])

/**
 * A picture that a page paints behind an empty element is one of its text where the page itself says so: by its role
 * and a label, or as the one thing that a figure with a caption shows. It becomes a picture like any other. What a
 * style sheet paints is not seen. The tree is changed.
 */
export function backgroundsAsPictures(root: ParentNode): void {
  for (const element of [...elementsOf(root)]) {
    if (!PAINTED.has(element.tagName)) continue
    const source = paintedOn(element)
    if (!source || !isEmpty(element)) continue
    const label = attribute(element, 'role') === 'img' ? (attribute(element, 'aria-label') ?? '').trim() : ''
    if (label || isShownByFigure(element)) asPicture(element, source, label)
  }
}

/** The address of what an element's own style paints behind it, or an empty string. */
function paintedOn(element: Element): string {
  const style = attribute(element, 'style') ?? ''
  const found = /\bbackground(?:-image)?\s*:[^;]*?\burl\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s"']*))\s*\)/i.exec(
    style
  )
  return (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim()
}

function isEmpty(element: Element): boolean {
  return lineOf(element) === '' && ![...elementsOf(element)].some(({ tagName }) => HOLDS_PICTURE.has(tagName))
}

/** Whether the nearest figure has a caption with words and no other picture. */
function isShownByFigure(element: Element): boolean {
  let up = element.parentNode
  while (up && up.nodeName !== 'figure') up = 'parentNode' in up ? up.parentNode : null
  if (!up) return false
  const inside = [...elementsOf(up)]
  const isCaptioned = inside.some((one) => one.tagName === 'figcaption' && lineOf(one) !== '')
  const painted = inside.filter((one) => PAINTED.has(one.tagName) && paintedOn(one))
  return isCaptioned && painted.length === 1 && !inside.some(({ tagName }) => HOLDS_PICTURE.has(tagName))
}

/** The element stays, a link or the place of an anchor, with the picture in it. */
function asPicture(element: Element, source: string, alt: string): void {
  const image = defaultTreeAdapter.createElement('img', names.NS.HTML, [
    { name: 'src', value: source },
    { name: 'alt', value: alt }
  ])
  element.attrs = element.attrs.filter(({ name }) => !/^(?:style|role|aria-label)$/.test(name))
  defaultTreeAdapter.appendChild(element, image)
}
