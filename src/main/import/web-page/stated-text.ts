import { defaultTreeAdapter, html as names } from 'parse5'
import { lineOf, type ParentNode, parseHtml } from '../html/html-tree.ts'

/** The statement has to hold so many times what the page shows. */
const MORE = 3
/** So much that a page shows is its text, whatever it states. */
const SHOWN = 400

/**
 * The text that a page states in its JSON-LD, for a page that shows none: a program would have put it there.
 * Undefined where the page shows it itself. Paragraphs are lines; some sites state them as HTML.
 */
export function statedText(stated: string, shown: ParentNode): ParentNode | undefined {
  const there = lineOf(shown).length
  if (!stated || there > SHOWN || stated.length < there * MORE) return undefined
  if (/<(?:p|br|div)\b[^>]*>/i.test(stated)) return parseHtml(stated, 'fragment').root
  const all = defaultTreeAdapter.createElement('section', names.NS.HTML, [])
  for (const line of stated.split(/\n+/)) {
    if (!line.trim()) continue
    const paragraph = defaultTreeAdapter.createElement('p', names.NS.HTML, [])
    defaultTreeAdapter.insertText(paragraph, line.trim())
    defaultTreeAdapter.appendChild(all, paragraph)
  }
  return all
}
