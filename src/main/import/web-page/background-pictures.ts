import { defaultTreeAdapter, html as names } from 'parse5'
import {
  attribute,
  classOf,
  type Element,
  elementsOf,
  isElement,
  type ParentNode,
  saysAtLeast
} from '../html/html-tree.ts'
import { declarations, type SheetStyles, sheetStyles } from '../html/sheet-styles.ts'
import { isSamePictureAt } from '../pictures/choose-picture.ts'
import type { PageSheets } from './page-sheets.ts'

/** Elements that sites paint pictures on. */
const PAINTED = new Set(['div', 'span', 'a', 'i'])
const HOLDS_PICTURE = new Set(['img', 'svg', 'picture', 'video', 'canvas', 'iframe', 'object'])
const wanted = new Set(['background', 'background-image', 'background-repeat'])

/** Where scripts keep what they paint when it is scrolled to. */
const waiting = ['data-bg', 'data-background-image', 'data-background', 'data-lazy-background']

/** A picture this large, and no flatter or taller than this, is looked at; a smaller one sets parts off. Pixels. */
const WIDE = 400
const HIGH = 150
const FLAT = 4
/** So many of a page are looked at; one with more paints signs. */
const MOST = 300
/** A paragraph that says something, letters. */
const PROSE = 80

/** What is known of a page when its backgrounds are looked at. */
export interface PaintedPage {
  sheets: PageSheets
  /** The address of the picture that the page states for itself; may be empty. */
  leadImageUrl: string
  /** Pixels of a picture whose bytes are here. */
  sizeOf: (address: string) => { width: number; height: number } | undefined
}

/**
 * A picture that a page or its style sheet paints behind an empty element is one of its text where the page says so:
 * by its role and a label, as the one thing that a figure with a caption shows, or as the picture that the page states
 * for itself. So is a large one that came along, painted once, between two paragraphs or on the box that is called the
 * article's picture. It becomes a picture like any other. The tree is changed.
 */
export function backgroundsAsPictures(root: ParentNode, page: PaintedPage): void {
  const paint = new Paint(page.sheets)
  const painted: { element: Element; source: string }[] = []
  for (const element of elementsOf(root)) {
    if (!PAINTED.has(element.tagName)) continue
    const source = paint.on(element)
    if (source && isEmpty(element)) painted.push({ element, source })
    if (painted.length > MOST) break
  }
  const isLarge = (source: string) => {
    const size = page.sizeOf(source)
    return size !== undefined && isLooked(size)
  }
  for (const { element, source } of painted) {
    const label = attribute(element, 'role') === 'img' ? (attribute(element, 'aria-label') ?? '').trim() : ''
    const isStated =
      label !== '' ||
      isShownByFigure(element, paint) ||
      (page.leadImageUrl !== '' && isSamePictureAt(source, page.leadImageUrl))
    const isOnce = () => painted.filter((one) => one.source === source).length === 1
    if (isStated || (!isDecoration(element, paint) && isInPlace(element) && isOnce() && isLarge(source)))
      asPicture(element, source, label || (attribute(element, 'title') ?? '').trim())
  }
}

const isLooked = ({ width, height }: { width: number; height: number }) =>
  width >= WIDE && height >= HIGH && width <= height * FLAT && height <= width * FLAT

/** What elements have painted behind them, by their own style or a sheet's. */
class Paint {
  readonly #sheets: PageSheets
  readonly #styles: SheetStyles
  readonly #known = new Map<Element, string>()
  readonly #figures = new Map<ParentNode, boolean>()
  readonly #said = new Map<Element, Map<string, string>>()

  constructor(sheets: PageSheets) {
    this.#sheets = sheets
    this.#styles = sheetStyles(sheets.texts, wanted)
  }

  /** The address, or an empty string. */
  on(element: Element): string {
    const known = this.#known.get(element)
    if (known !== undefined) return known
    const source = this.#read(element)
    this.#known.set(element, source)
    return source
  }

  /** Whether a figure has a caption with words and one thing to show, which is painted. */
  isAllOf(figure: ParentNode): boolean {
    const known = this.#figures.get(figure)
    if (known !== undefined) return known
    const inside = [...elementsOf(figure)]
    const isCaptioned = inside.some((one) => one.tagName === 'figcaption' && saysAtLeast(one, 1))
    const painted = inside.filter((one) => PAINTED.has(one.tagName) && this.on(one))
    const isAll =
      isCaptioned && painted.length === 1 && !inside.some(({ tagName }) => HOLDS_PICTURE.has(tagName))
    this.#figures.set(figure, isAll)
    return isAll
  }

  #read(element: Element): string {
    const late = waiting.map((name) => attribute(element, name)?.trim()).find(Boolean)
    if (late) return this.#sheets.addresses.in(late) || (/\s|^[[{]/.test(late) ? '' : late)
    return this.#sheets.addresses.in(this.#of(element, 'background-image') || this.#of(element, 'background'))
  }

  repeats(element: Element): boolean {
    const said = `${this.#of(element, 'background-repeat')} ${this.#of(element, 'background')}`
    return /(?:^|\s)(?:repeat|repeat-[xy]|round|space)(?:\s|$)/.test(said)
  }

  #of(element: Element, name: string): string {
    let said = this.#said.get(element)
    if (!said) {
      said = new Map(this.#styles.isEmpty ? [] : this.#styles.of(element))
      const style = attribute(element, 'style') ?? ''
      if (style.includes('background'))
        for (const [key, value] of declarations(this.#sheets.addresses.lift(style))) said.set(key, value)
      this.#said.set(element, said)
    }
    return said.get(name) ?? ''
  }
}

function isEmpty(element: Element): boolean {
  if (saysAtLeast(element, 1)) return false
  for (const { tagName } of elementsOf(element)) if (HOLDS_PICTURE.has(tagName)) return false
  return true
}

/** Whether the nearest figure has a caption with words and no other picture. */
function isShownByFigure(element: Element, paint: Paint): boolean {
  let up = element.parentNode
  while (up && up.nodeName !== 'figure') up = 'parentNode' in up ? up.parentNode : null
  return up ? paint.isAllOf(up) : false
}

/** What sites call that which only looks well. */
const decorative =
  /(?:^|[\s_-]|__)(?:bg|background|backdrop|pattern|decor\w*|ornament\w*|divider|separator|overlay|gradient|shape|texture|icon|logo|avatar|spacer|ads?|advert\w*|promo|sponsor\w*)(?:$|[\s_-]|__)/i

const isDecoration = (element: Element, paint: Paint) =>
  decorative.test(`${classOf(element)} ${attribute(element, 'id') ?? ''}`) ||
  attribute(element, 'aria-hidden') === 'true' ||
  /^(?:presentation|none)$/.test(attribute(element, 'role') ?? '') ||
  paint.repeats(element)

/** What sites call the picture that stands above an article. */
const opening =
  /(?:^|[\s_-]|__)(?:(?:hero|cover|featured|lead|post|article|entry)[_-]{0,2}(?:image|img|photo|picture|media|figure)|post-?thumbnail)(?:$|[\s_-]|__)/i

/** Between two paragraphs, or the box in an article's part that is called its picture. */
function isInPlace(element: Element): boolean {
  if (opening.test(`${classOf(element)} ${attribute(element, 'id') ?? ''}`) && isInArticle(element))
    return true
  let at = element
  for (let level = 0; level < 3; level += 1) {
    const { parentNode } = at
    if (!parentNode || !isElement(parentNode)) return false
    const beside = parentNode.childNodes
    const own = beside.indexOf(at)
    if (holdsProse(beside.slice(Math.max(0, own - 6), own)) && holdsProse(beside.slice(own + 1, own + 7)))
      return true
    if (saysAtLeast(parentNode, 1)) return false
    at = parentNode
  }
  return false
}

const holdsProse = (nodes: readonly ParentNode['childNodes'][number][]) =>
  nodes.some((node) => node.nodeName === 'p' && isElement(node) && saysAtLeast(node, PROSE))

function isInArticle(element: Element): boolean {
  for (let at = element.parentNode; at && isElement(at); at = at.parentNode)
    if (/^(?:article|main)$/.test(at.tagName) || attribute(at, 'role') === 'main') return true
  return false
}

/** The element stays, a link or the place of an anchor, with the picture in it. */
function asPicture(element: Element, source: string, alt: string): void {
  const image = defaultTreeAdapter.createElement('img', names.NS.HTML, [
    { name: 'src', value: source },
    { name: 'alt', value: alt }
  ])
  element.attrs = element.attrs.filter(({ name }) => !/^(?:style|role|aria-label)$/.test(name))
  defaultTreeAdapter.appendChild(element, image)
}
