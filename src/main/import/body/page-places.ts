import type { PagePlace } from '../../../shared/page-places.ts'
import { textFromStored } from './stored-text.ts'

/** Reads the page marks of stored HTML, which always stand inside a leaf that names its own offset. */
export function pagesIn(html: string): PagePlace[] {
  const pages: PagePlace[] = []
  for (const mark of html.matchAll(/<a class="page" id="p-(\d+)" data-label="([^"]*)"><\/a>/g)) {
    const leaf = html.lastIndexOf(' data-at="', mark.index)
    if (leaf < 0) continue
    const inside = html.indexOf('>', leaf) + 1
    pages.push({
      number: Number(mark[1]),
      label: textFromStored(mark[2] ?? ''),
      offset: Number.parseInt(html.slice(leaf + 10), 10) + textLength(html.slice(inside, mark.index))
    })
  }
  return pages
}

/** Canonical length of the inside of a leaf (see build-body.ts). */
function textLength(html: string): number {
  const stored = html
    .replace(/<rt>[^<]*<\/rt>/g, '')
    .replace(/<br>/g, '\n')
    .replace(/<[^>]*>/g, '')
  return textFromStored(stored).length
}
