import { attribute, type Element } from './html-tree.ts'

/** What a style makes of words, outermost first. */
export type Stress = 'strong' | 'em'

/** Elements that only say how words look, and what each says by itself. */
const looks = new Map<string, Stress | undefined>([
  ['span', undefined],
  ['font', undefined],
  ['b', 'strong'],
  ['i', 'em']
])
/** Elements of a meaning, which a style adds to but does not take away. */
const meant = new Map<string, Stress>([
  ['strong', 'strong'],
  ['em', 'em']
])

/**
 * What an element's own style makes of the words in it, with what the element says by itself: both, one, or nothing
 * (word processors wrap a whole paste in `<b style="font-weight:normal">`); undefined when the style says nothing.
 */
export function styledWords(element: Element): readonly Stress[] | undefined {
  const { tagName } = element
  if (!looks.has(tagName) && !meant.has(tagName)) return undefined
  const style = attribute(element, 'style') ?? ''
  const isBold = boldIn(style)
  const isItalic = italicIn(style)
  if (isBold === undefined && isItalic === undefined) return undefined
  const own = meant.get(tagName) ?? looks.get(tagName)
  const says = (stress: Stress, styled: boolean | undefined) =>
    styled === true || (own === stress && (styled === undefined || meant.has(tagName)))
  return [
    ...(says('strong', isBold) ? ['strong' as const] : []),
    ...(says('em', isItalic) ? ['em' as const] : [])
  ]
}

/** Whether a style says bold, or that it is not; undefined when it does not say. */
function boldIn(style: string): boolean | undefined {
  const weight = /font-weight\s*:\s*(\w+)/i.exec(style)?.[1]?.toLowerCase()
  if (weight === 'normal' || weight === '400') return false
  return weight === 'bold' || weight === 'bolder' || Number(weight) >= 600 ? true : undefined
}

function italicIn(style: string): boolean | undefined {
  const said = /font-style\s*:\s*(\w+)/i.exec(style)?.[1]?.toLowerCase()
  if (said === 'normal') return false
  return said === 'italic' || said === 'oblique' ? true : undefined
}
