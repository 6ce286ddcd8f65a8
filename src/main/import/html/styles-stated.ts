import { attribute, type Element, elementsOf, isElement, type ParentNode, shortLineOf } from './html-tree.ts'
import { type SheetStyles, sheetStyles } from './sheet-styles.ts'

/** What of a style sheet is a matter of the text: stress, raised signs, and how lists count. */
const wanted: ReadonlySet<string> = new Set([
  'font-style',
  'font-weight',
  'vertical-align',
  'list-style',
  'list-style-type'
])
/** A raised or lowered sign is no longer. */
const SIGN = 10
/** A longer line is surely more than what is stressed in it. */
const LINE = 2000

/** The style sheets of a page or a book, read for what they say of its text. */
export const textStyles = (sheets: readonly string[]) => sheetStyles(sheets, wanted)

/**
 * Says by styles of their own what style sheets say of words within a line and of lists: writing programs and those
 * that make books name every stressed word by a class. What is stressed as a whole is a design. The tree is changed.
 */
export function styleStated(root: ParentNode, styles: SheetStyles): void {
  if (styles.isEmpty) return
  for (const element of [...elementsOf(root)]) {
    if (element.tagName === 'ol') stateNumbering(element, styles)
    else if (canBeStressed(element)) stateStress(element, styles)
  }
}

/** What sheets say of words: those in an element that looks are given to, and those stressed already. */
const canBeStressed = ({ tagName, attrs }: Element) =>
  /^(?:b|strong|i|em)$/.test(tagName) || (isLooks(tagName) && attrs.length > 0)

const isLooks = (tagName: string) => tagName === 'span' || tagName === 'font'

function stateNumbering(list: Element, styles: SheetStyles): void {
  const said = styles.of(list)
  const counted = said.get('list-style-type') ?? said.get('list-style')
  if (counted && /alpha|latin|roman/i.test(counted)) addStyle(list, `list-style-type: ${counted}`)
}

function stateStress(span: Element, styles: SheetStyles): void {
  const said = styles.of(span)
  const raised = said.get('vertical-align')
  if (isLooks(span.tagName) && (raised === 'super' || raised === 'sub')) {
    if (shortLineOf(span, SIGN)) span.tagName = span.nodeName = raised === 'super' ? 'sup' : 'sub'
    return
  }
  const style = said.get('font-style') ?? ''
  const weight = said.get('font-weight') ?? ''
  const isItalic = /^(?:italic|oblique)/i.test(style)
  const isBold = /^bold/i.test(weight) || Number(weight) >= 600
  if ((!isItalic && !isBold) || !isPartOfLine(span)) return
  if (isBold) addStyle(span, 'font-weight: bold')
  if (isItalic) addStyle(span, 'font-style: italic')
}

/** The line it stands in says more than it does. */
function isPartOfLine(span: Element): boolean {
  const own = shortLineOf(span, LINE)
  if (own === '') return false
  let around: ParentNode | null = span.parentNode
  while (
    around &&
    isElement(around) &&
    /^(?:span|font|a|i|b|em|strong|u|small|sub|sup)$/.test(around.tagName)
  )
    around = around.parentNode
  const line = around ? shortLineOf(around, LINE) : ''
  return line === '' || line.length > own.length
}

function addStyle(element: Element, style: string): void {
  const before = attribute(element, 'style') ?? ''
  element.attrs = [
    ...element.attrs.filter(({ name }) => name !== 'style'),
    { name: 'style', value: `${before};${style}` }
  ]
}
