import type { TextSpan } from '../../shared/anchoring/quote.ts'

/**
 * Where a quotation stands in a text that was made of quotations in their order, at or after `after`; white
 * space counts as one space.
 */
export function nextQuotation(text: string, exact: string, after: number): TextSpan | undefined {
  const words = exact.trim()
  if (!words) return undefined
  const pattern = new RegExp(words.split(/\s+/u).map(escapeRegExp).join('\\s+'), 'gu')
  pattern.lastIndex = after
  const match = pattern.exec(text)
  return match ? { start: match.index, end: match.index + match[0].length } : undefined
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
