import { titleElement } from './title-span.ts'

/**
 * What the masthead says beside the canonical text, as far as the page's own selection holds it: the title, and who
 * wrote it, where and when. Where the page has none, everything is selected without it.
 */
export function mastheadWords(page: Document): { title: string; credits: string } {
  const selection = page.getSelection()
  const range = selection && !selection.isCollapsed ? selection.getRangeAt(0) : undefined
  return {
    title: selectedOf(titleElement(page), range),
    credits: selectedOf(page.querySelector('body > header .credits'), range)
  }
}

function selectedOf(element: Element | null, range: Range | undefined): string {
  if (!element || (range && !range.intersectsNode(element))) return ''
  const part = element.ownerDocument.createRange()
  part.selectNodeContents(element)
  if (range && part.compareBoundaryPoints(Range.START_TO_START, range) < 0)
    part.setStart(range.startContainer, range.startOffset)
  if (range && part.compareBoundaryPoints(Range.END_TO_END, range) > 0)
    part.setEnd(range.endContainer, range.endOffset)
  return part.toString().trim()
}
