import type { TextSpan } from '../../shared/anchoring/quote.ts'

/**
 * Where a quotation stands in a text that was made of quotations in their order, at or after `after`; white
 * space counts as one space. One that stands by itself goes before the same words inside of another.
 */
export function nextQuotation(text: string, exact: string, after: number): TextSpan | undefined {
  const words = exact.trim()
  if (!words) return undefined
  const source = words.split(/\s+/u).map(escapeRegExp).join('\\s+')
  for (const around of [`(?<=^|\\n)${source}(?=\\n|$)`, source]) {
    const pattern = new RegExp(around, 'gu')
    pattern.lastIndex = after
    const match = pattern.exec(text)
    if (match) return { start: match.index, end: match.index + match[0].length }
  }
  return undefined
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
