import type { TextSpan } from '../../../../shared/anchoring/quote.ts'

/**
 * The title stands over the canonical text and is no part of it: what is found in it has offsets below 0, as if
 * the title and one line end came before the text.
 */
export const isInTitle = (span: TextSpan) => span.start < 0

/** The element the title stands in. */
export const titleElement = (page: Document) => page.querySelector<HTMLElement>('h1.title')

/** What the page says as its title. */
export const titleText = (page: Document) => titleElement(page)?.textContent ?? ''

/** The words of a span below 0 in the page. */
export function titleRange(page: Document, span: TextSpan): Range | undefined {
  const node = titleElement(page)?.firstChild
  if (node?.nodeType !== Node.TEXT_NODE) return undefined
  const { length } = node.textContent ?? ''
  const range = page.createRange()
  range.setStart(node, Math.max(0, span.start + length + 1))
  range.setEnd(node, Math.min(length, span.end + length + 1))
  return range
}

/** Spans found in the title, a line end and the text, as offsets of the text; what goes over the line end is in neither. */
export function fromTitleOn(spans: readonly TextSpan[], title: string): TextSpan[] {
  const shift = title.length + 1
  return spans
    .filter(({ start, end }) => start >= shift || end < shift)
    .map(({ start, end }) => ({ start: start - shift, end: end - shift }))
}
