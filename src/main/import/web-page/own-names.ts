import {
  attribute,
  childElements,
  type Element,
  elementsOf,
  isText,
  type ParentNode,
  shortLineOf
} from '../html/html-tree.ts'

/** A heading is no longer. */
const HEADING = 300
/** So much of a heading's words is enough in a name that was cut. */
const CUT = 12
/** Fewer parts named so may be called so by their kind. */
const FEW = 3

/** Where the names stand meanwhile. */
const KEPT = { id: 'data-own-id', class: 'data-own-class' } as const

/**
 * Hides from what weighs a page by names those that only repeat words of its text: programs name each heading, and the
 * part below it, by what the heading says, so that "Related work", "Comments" or "The header" would be taken for what
 * every site calls so. The tree is changed; `showOwnNames` undoes it.
 */
export function hideOwnNames(root: ParentNode): void {
  const parts: Element[] = []
  for (const element of elementsOf(root)) {
    if (/^h[1-6]$/.test(element.tagName)) {
      if (isNamedBy(element, shortLineOf(element, HEADING))) parts.push(element)
    } else if (/^(?:section|div|article)$/.test(element.tagName) && attribute(element, 'id')) {
      const heading = headingOf(element)
      if (heading && isNamedBy(element, shortLineOf(heading, HEADING))) parts.push(element)
    }
  }
  if (parts.length >= FEW) for (const part of parts) rename(part, 'id', KEPT.id)
}

/** What a heading is called by a style is no kind of part. The tree is changed; `showOwnNames` undoes it. */
export function hideHeadingClasses(root: ParentNode): void {
  for (const element of elementsOf(root))
    if (/^h[1-6]$/.test(element.tagName)) rename(element, 'class', KEPT.class)
}

/** The tree is changed. */
export function showOwnNames(root: ParentNode): void {
  for (const element of elementsOf(root)) {
    rename(element, KEPT.id, 'id')
    rename(element, KEPT.class, 'class')
  }
}

function rename(element: Element, from: string, to: string): void {
  for (const one of element.attrs) if (one.name === from) one.name = to
}

/** The heading that a part begins with. */
function headingOf(part: Element): Element | undefined {
  if (part.childNodes.some((node) => isText(node) && node.value.trim() !== '')) return undefined
  const first = childElements(part).find(({ tagName }) => !/^(?:a|span)$/.test(tagName))
  if (!first) return undefined
  if (/^h[1-6]$/.test(first.tagName)) return first
  return /^(?:div|header)$/.test(first.tagName)
    ? childElements(first).find(({ tagName }) => /^h[1-6]$/.test(tagName))
    : undefined
}

/** "Related work" names `related-work`, `h-related-work`, `related-work-1`; a long one is cut. */
function isNamedBy(element: Element, text: string): boolean {
  const id = lettersOf(attribute(element, 'id') ?? '').replace(/\d+$/u, '')
  const words = lettersOf(text).replace(/\d+$/u, '')
  if (id.length < 3 || words.length < 3) return false
  return (
    id === words ||
    (id.endsWith(words) && id.length <= words.length + 16) ||
    (id.length >= CUT && words.startsWith(id))
  )
}

const lettersOf = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu)
    ?.join('') ?? ''
