import type { Block } from '../../../shared/blocks.ts'
import { childElements, classOf, type Element } from '../html/html-tree.ts'
import { type Around, isTooDeep, within } from './around.ts'
import { lineAlone } from './bare-figure.ts'
import type { Conversion } from './conversion.ts'
import { languageOfCode, preText } from './html-code.ts'
import { isPicture, linesAsBreaks } from './inline-runs.ts'

export function headingBlock(conversion: Conversion, element: Element, around: Around): Block[] {
  const children = conversion.line(element, around)
  if (!children) return []
  // A picture is no heading.
  if (children.every((inline) => isPicture(inline))) return conversion.flow(element, around)
  const level = Number(element.tagName[1]) as 1 | 2 | 3 | 4 | 5 | 6
  return [{ type: 'heading', level, children, ...(around.dir ? { dir: around.dir } : {}) }]
}

/** A poem: its lines and its spaces stay. */
export function verseBlock({ inlines }: Conversion, element: Element, around: Around): Block[] {
  const children = inlines.leaf(linesAsBreaks(inlines.below(element, around)), around, 'keep')
  return children ? [{ type: 'verse', children }] : []
}

/** Preformatted text: code, or a poem that is set so. */
export function preBlock({ inlines }: Conversion, element: Element, around: Around): Block[] {
  const text = preText(element)
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
  if (!text) return []
  if (/\b(?:poem|verse|poetry)\b/i.test(classOf(element))) {
    const children = inlines.leaf(linesAsBreaks([{ type: 'text', text }]), around, 'keep')
    return children ? [{ type: 'verse', children }] : []
  }
  const language = languageOfCode(element)
  return [language ? { type: 'code', text, language } : { type: 'code', text }]
}

/** A quotation; a footer or a cite at its end says whose it is. */
export function quoteBlock(conversion: Conversion, element: Element, around: Around): Block[] {
  if (isTooDeep(around)) return conversion.flow(element, around)
  const inside = within(around)
  const last = childElements(element).at(-1)
  const footer = last && (last.tagName === 'footer' || last.tagName === 'cite') ? last : undefined
  const kept = footer ? element.childNodes.filter((node) => node !== footer) : element.childNodes
  const blocks = conversion.flow({ ...element, childNodes: kept } as Element, inside)
  if (footer) conversion.anchors.meet(footer)
  const cite = footer && conversion.line(footer, inside)
  if (!blocks.length) return lineAlone(cite, conversion.anchors)
  return [cite ? { type: 'quote', blocks, cite } : { type: 'quote', blocks }]
}
