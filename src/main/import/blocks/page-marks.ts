import { MAX_PAGE_LABEL, type PageMark } from '../../../shared/blocks.ts'
import { lineOfText } from '../html/clean-characters.ts'
import { attribute, type Element, hasClass, textOf } from '../html/html-tree.ts'

/** Finds where pages of a paged original begin: what Lectern stored, and the page breaks that books mark. */
export class PageMarks {
  #last = 0

  /** The mark an element stands for, or undefined when it is something else. */
  of(element: Element): PageMark | undefined {
    // A span in our own EPUBs, since XHTML has no role for a link that leads nowhere.
    const isStored = (element.tagName === 'a' || element.tagName === 'span') && hasClass(element, 'page')
    const isBreak =
      /(?:^|\s)pagebreak(?:\s|$)/.test(attribute(element, 'epub:type') ?? '') ||
      attribute(element, 'role') === 'doc-pagebreak'
    if (!isStored && !isBreak) return undefined
    const text = lineOfText(textOf(element))
    if (isStored && text === '') {
      const number = Number(/^p-(\d{1,7})$/.exec(attribute(element, 'id') ?? '')?.[1])
      if (isBreak && Number.isNaN(number)) return this.#mark(this.#last + 1, labelOf(element, text))
      return this.#mark(number, attribute(element, 'data-label') ?? '')
    }
    // What says more than a page's name is no mark, whatever it calls itself.
    if (!isBreak || text.length > MAX_PAGE_LABEL) return undefined
    return this.#mark(this.#last + 1, labelOf(element, text))
  }

  #mark(number: number, stated: string): PageMark | undefined {
    const label = pageLabel(stated)
    if (!(number >= 1 && number <= 1_000_000) || !label) return undefined
    this.#last = number
    return { type: 'page', number, label }
  }
}

function labelOf(element: Element, text: string): string {
  const label = attribute(element, 'title') || attribute(element, 'aria-label') || text
  return label.replace(/^page\s+|[.\s]+$/giu, '')
}

/** A page's name as it is kept: one line, not long, possibly empty. */
export function pageLabel(stated: string): string {
  return lineOfText(stated).slice(0, MAX_PAGE_LABEL).toWellFormed().trim()
}
