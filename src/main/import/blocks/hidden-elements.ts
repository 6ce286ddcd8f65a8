import { dropped } from '../html/block-elements.ts'
import { attribute, type Element, hasClass, isHtml } from '../html/html-tree.ts'

/** Whether a page does not show an element: by its kind, by what it states, or by a style of its own. */
export function isHidden(element: Element): boolean {
  if (isHtml(element) && dropped.has(element.tagName)) return !isCheckbox(element)
  if (attribute(element, 'hidden') !== undefined) return true
  if (attribute(element, 'aria-hidden') === 'true' && element.tagName !== 'img') return true
  if (hasClass(element, 'mw-editsection')) return true
  const style = attribute(element, 'style')
  return style !== undefined && /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)
}

/** The one control that is text: a list of things to do. */
export function isCheckbox(element: Element): boolean {
  return element.tagName === 'input' && attribute(element, 'type')?.toLowerCase() === 'checkbox'
}
