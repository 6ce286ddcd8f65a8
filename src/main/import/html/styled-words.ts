import { attribute, type Element } from './html-tree.ts'

/**
 * What styles make of the words in an element: `strong`, `em`, `plain` (word processors wrap a whole paste in
 * `<b style="font-weight:normal">`), or undefined when they say nothing.
 */
export function styledWords(element: Element): 'strong' | 'em' | 'plain' | undefined {
  const { tagName } = element
  if (tagName !== 'b' && tagName !== 'span' && tagName !== 'font') return undefined
  const style = attribute(element, 'style') ?? ''
  const weight = /font-weight\s*:\s*(\w+)/i.exec(style)?.[1]?.toLowerCase()
  if (weight === 'normal' || weight === '400') return 'plain'
  if (weight === 'bold' || Number(weight) >= 600) return 'strong'
  return /font-style\s*:\s*italic/i.test(style) ? 'em' : undefined
}
