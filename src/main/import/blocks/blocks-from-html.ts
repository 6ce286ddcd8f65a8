import type { Block, ImageRef, Inline, InlineMark, TableCell } from '../../../shared/blocks.ts'
import { addAll } from '../../../shared/long-lists.ts'
import type { Sentence } from '../../../shared/sentence.ts'
import { inlineText } from '../article/block-text.ts'
import type { ImportedAsset } from '../article/imported-article.ts'
import { statedLanguage } from '../article/language.ts'
import { blockElements, dropped, marks } from '../html/block-elements.ts'
import { cleanText, lineOfText } from '../html/clean-characters.ts'
import { alignOf, hasTableInside, rowsOf, spanOf } from '../html/html-tables.ts'
import {
  attribute,
  childElements,
  classOf,
  type Element,
  elementsOf,
  hasClass,
  isElement,
  isHtml,
  isText,
  lineOf,
  type ParentNode,
  textOf,
  wrapped
} from '../html/html-tree.ts'
import { linkAddress } from '../html/link-address.ts'
import { styledWords } from '../html/styled-words.ts'
import { type Anchors, anchorNames } from './anchor-names.ts'
import { isBare } from './bare-figure.ts'
import { ImageCollector } from './collect-images.ts'
import { languageOfCode, preText } from './html-code.ts'
import { foreignInline, mathBlock, rubyOf } from './html-ruby-and-math.ts'
import { isPicture, linesAsBreaks, picturesIn, splitAtBlankLines } from './inline-runs.ts'
import { hasContent, normaliseInlines } from './normalise-inlines.ts'
import { PageMarks } from './page-marks.ts'

export interface HtmlContext {
  /** What relative addresses are relative to; without it they cannot be followed and become text. */
  baseUrl?: string
  /** The article's language; a paragraph only notes another. */
  language?: string
  /** Pictures that came along, by absolute address or by the reference as it is written. */
  resource?: ((reference: string) => Uint8Array | undefined) | undefined
}

export interface HtmlBlocks {
  blocks: Block[]
  assets: ImportedAsset[]
  warnings: Sentence[]
}

// Nesting beyond these is no thought of a writer's; deeper blocks are set side by side.
const MAX_BLOCK_DEPTH = 24
const MAX_MARKS = 24
/** A longer line beside a picture is the article speaking, UTF-16 units. */
const MOST_OF_A_CAPTION = 400

/** Letters are laid out in tables of one column, each cell a part with paragraphs of its own. */
function isOneColumnOfParts(rows: readonly (readonly Element[])[]): boolean {
  return (
    rows.every(([cell, ...others]) => !others.length && (!cell || cell.tagName === 'td')) &&
    rows.some(
      ([cell]) =>
        cell &&
        childElements(cell).some(({ tagName }) =>
          /^(?:h[1-6]|p|ul|ol|div|blockquote|img|picture|figure)$/.test(tagName)
        )
    )
  )
}

/** What an inline run inherits from the elements around it. */
interface Around {
  /** Marks and links to put around the run, outermost first. */
  wraps: Wrap[]
  dir?: 'ltr' | 'rtl' | undefined
  lang?: string | undefined
  depth: number
}
type Wrap = { mark: InlineMark } | { href: string; title?: string | undefined } | { to: string }

/**
 * Rebuilds content from a parsed tree by allow-list: only what the block model can say survives, as new
 * objects; no attribute, address or element is passed through unread. Converting what `build-body.ts`
 * renders gives the same HTML again.
 */
export function blocksFromHtml(root: ParentNode, context: HtmlContext = {}): HtmlBlocks {
  const converter = new Converter(root, context)
  const blocks = converter.anchors.settle(converter.flow(root, { wraps: [], depth: 0 }))
  return { blocks, assets: converter.images.assets, warnings: [...converter.images.warnings] }
}

class Converter {
  readonly anchors: Anchors
  readonly images: ImageCollector
  readonly #pages = new PageMarks()
  readonly #context: HtmlContext
  readonly #holdsBlocks: Set<ParentNode>

  constructor(root: ParentNode, context: HtmlContext) {
    this.#context = context
    this.anchors = anchorNames(root, context.baseUrl)
    this.images = new ImageCollector(context.baseUrl, context.resource)
    this.#holdsBlocks = holdersOfBlocks(root)
  }

  /** Mixed content: runs of inline content become paragraphs between the blocks. */
  flow(parent: ParentNode, around: Around): Block[] {
    const blocks: Block[] = []
    let run: Inline[] = []
    const flush = () => {
      for (const children of splitAtBlankLines(run)) {
        const paragraph = this.#paragraph(children, around)
        if (paragraph) blocks.push(paragraph)
      }
      run = []
    }
    for (const node of parent.childNodes) {
      if (isText(node)) {
        run.push({ type: 'text', text: cleanText(node.value) })
      } else if (isElement(node)) {
        if (this.#isHidden(node)) continue
        if (this.#isBlock(node)) {
          flush()
          this.anchors.meet(node)
          const page = this.#pages.of(node)
          if (page) {
            this.anchors.wait([page])
            continue
          }
          const inside = inherit(node, around)
          if (node.tagName !== 'figcaption' || !this.#caption(node, inside, blocks))
            addAll(blocks, this.#block(node, inside))
        } else if (this.#holdsBlocks.has(node) && isHtml(node)) {
          // An inline element around blocks: its mark goes around each run inside.
          flush()
          this.anchors.meet(node)
          addAll(blocks, this.flow(node, wrapWith(this.#wrapOf(node, around), inherit(node, around))))
        } else {
          addAll(run, this.#inline(node, around))
        }
      }
    }
    flush()
    return blocks
  }

  /** A caption outside a figure belongs to the picture before it, or stands alone; false when it says nothing. */
  #caption(element: Element, around: Around, blocks: Block[]): boolean {
    const caption = this.#leaf(this.#inlines(element, around), around)
    if (!caption) return false
    const last = blocks.at(-1)
    if (last?.type === 'figure' && !last.caption.length && !last.credit.length)
      blocks[blocks.length - 1] = { ...last, caption }
    else blocks.push({ type: 'figure', caption, credit: [] })
    return true
  }

  #isBlock(element: Element): boolean {
    if (!isHtml(element)) return element.tagName === 'math' && attribute(element, 'display') === 'block'
    if (blockElements.has(element.tagName)) return true
    return (
      element.tagName === 'code' && hasClass(element, 'math') && attribute(element, 'data-at') !== undefined
    )
  }

  #isHidden(element: Element): boolean {
    if (isHtml(element) && dropped.has(element.tagName)) return !isCheckbox(element)
    if (attribute(element, 'hidden') !== undefined) return true
    if (attribute(element, 'aria-hidden') === 'true' && element.tagName !== 'img') return true
    if (hasClass(element, 'mw-editsection')) return true
    const style = attribute(element, 'style')
    return style !== undefined && /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)
  }

  #paragraph(raw: Inline[], around: Around): Block | undefined {
    const children = this.#leaf(raw, around)
    if (!children) return undefined
    const figure = this.#figureOf(children)
    return (
      figure ?? {
        type: 'paragraph',
        children,
        ...(around.dir ? { dir: around.dir } : {}),
        ...(around.lang && around.lang !== this.#context.language ? { lang: around.lang } : {})
      }
    )
  }

  /** A line that is one picture and nothing else is a figure, wherever it stands. */
  #figureOf(children: Inline[]): Block | undefined {
    if (!children.every((inline) => isPicture(inline))) return undefined
    const [first, ...rest] = children.flatMap(picturesIn)
    if (!first || rest.length > 0) return undefined
    this.anchors.wait(children)
    return { type: 'figure', image: first, caption: [], credit: [] }
  }

  /** A line that lost what it belonged to. */
  #alone(children: Inline[] | undefined): Block[] {
    return children?.length ? [this.#figureOf(children) ?? { type: 'paragraph', children }] : []
  }

  /** Inline content ready to store, with the anchors waiting for a leaf; undefined when there is nothing to see. */
  #leaf(raw: Inline[], around: Around, space: 'collapse' | 'keep' = 'collapse'): Inline[] | undefined {
    const inner = normaliseInlines(raw, space)
    if (!hasContent(inner)) {
      this.anchors.wait(inner)
      return undefined
    }
    const wrapped = around.wraps.reduceRight<Inline[]>((children, wrap) => [applyWrap(wrap, children)], inner)
    return [...this.anchors.taken(), ...wrapped]
  }

  #block(element: Element, around: Around): Block[] {
    if (!isHtml(element)) return mathBlock(element)
    switch (element.tagName) {
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6':
        return this.#heading(element, around)
      case 'p':
        if (hasClass(element, 'verse')) return this.#verse(element, around)
        return this.flow(element, around)
      case 'pre':
      case 'listing':
      case 'xmp':
      case 'plaintext':
        return this.#pre(element, around)
      case 'code':
        return [{ type: 'math', tex: cleanText(textOf(element)).slice(0, 100_000), display: false }]
      case 'div':
        if (hasClass(element, 'math') && attribute(element, 'data-at') !== undefined) {
          return [{ type: 'math', tex: cleanText(textOf(element)).slice(0, 100_000), display: true }]
        }
        return this.flow(element, around)
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dir':
        return this.#list(element, around)
      case 'dl':
        return this.#definitions(element, around)
      case 'blockquote':
        return this.#quote(element, around)
      case 'table':
        return this.#table(element, around)
      case 'figure':
        return this.#figure(element, around)
      case 'hr':
        return [{ type: 'rule' }]
      case 'iframe':
      case 'video':
      case 'audio':
        return this.#embed(element, around)
      case 'summary':
        return this.flow(element, wrapWith({ mark: 'strong' }, around))
      default:
        return this.flow(element, around)
    }
  }

  #heading(element: Element, around: Around): Block[] {
    const children = this.#leaf(this.#inlines(element, around), around)
    if (!children) return []
    // A picture is no heading.
    if (children.every((inline) => isPicture(inline))) return this.flow(element, around)
    const level = Number(element.tagName[1]) as 1 | 2 | 3 | 4 | 5 | 6
    return [{ type: 'heading', level, children, ...(around.dir ? { dir: around.dir } : {}) }]
  }

  #verse(element: Element, around: Around): Block[] {
    const children = this.#leaf(linesAsBreaks(this.#inlines(element, around)), around, 'keep')
    return children ? [{ type: 'verse', children }] : []
  }

  #pre(element: Element, around: Around): Block[] {
    const text = preText(element)
      .replace(/^(?:[ \t]*\n)+/, '')
      .trimEnd()
    if (!text) return []
    if (/\b(?:poem|verse|poetry)\b/i.test(classOf(element))) {
      const children = this.#leaf(linesAsBreaks([{ type: 'text', text }]), around, 'keep')
      return children ? [{ type: 'verse', children }] : []
    }
    const language = languageOfCode(element)
    return [language ? { type: 'code', text, language } : { type: 'code', text }]
  }

  #list(element: Element, around: Around): Block[] {
    if (around.depth >= MAX_BLOCK_DEPTH) return this.flow(element, around)
    const inside = { ...around, depth: around.depth + 1 }
    const items: Block[][] = []
    for (const node of element.childNodes) {
      if (isElement(node) && (node.tagName === 'ul' || node.tagName === 'ol') && items.length) {
        // A list set between items, where it should be inside one.
        const item = items.at(-1)
        if (item) addAll(item, this.#block(node, inherit(node, inside)))
        continue
      }
      if (isElement(node) && this.#isHidden(node)) continue
      const item = isElement(node) && node.tagName === 'li' ? node : wrapped('li', node)
      if (isElement(node)) this.anchors.meet(node)
      const blocks = this.flow(item, isElement(node) ? inherit(node, inside) : inside)
      if (blocks.length) items.push(blocks)
    }
    if (!items.length) return []
    const start = Number.parseInt(attribute(element, 'start') ?? '1', 10)
    const ordered = element.tagName === 'ol'
    const numbered = ordered && start !== 1 && Math.abs(start) <= 1_000_000_000
    return [{ type: 'list', ordered, ...(numbered ? { start } : {}), items }]
  }

  #definitions(element: Element, around: Around): Block[] {
    if (around.depth >= MAX_BLOCK_DEPTH) return this.flow(element, around)
    const inside = { ...around, depth: around.depth + 1 }
    const items: { terms: Inline[][]; definitions: Block[][] }[] = []
    const take = (parent: ParentNode): void => {
      for (const child of childElements(parent)) {
        if (this.#isHidden(child)) continue
        this.anchors.meet(child)
        const within = inherit(child, inside)
        if (child.tagName === 'dt') {
          const term = this.#leaf(this.#inlines(child, within), within)
          if (!term) continue
          const last = items.at(-1)
          if (last && last.definitions.length === 0) last.terms.push(term)
          else items.push({ terms: [term], definitions: [] })
        } else if (child.tagName === 'dd') {
          const blocks = this.flow(child, within)
          if (!blocks.length) continue
          if (!items.length) items.push({ terms: [], definitions: [] })
          items.at(-1)?.definitions.push(blocks)
        } else take(child)
      }
    }
    take(element)
    return items.length ? [{ type: 'definitions', items }] : []
  }

  #quote(element: Element, around: Around): Block[] {
    if (around.depth >= MAX_BLOCK_DEPTH) return this.flow(element, around)
    const inside = { ...around, depth: around.depth + 1 }
    const last = childElements(element).at(-1)
    const footer = last && (last.tagName === 'footer' || last.tagName === 'cite') ? last : undefined
    let cite: Inline[] | undefined
    const kept = footer ? element.childNodes.filter((node) => node !== footer) : element.childNodes
    const blocks = this.flow({ ...element, childNodes: kept } as Element, inside)
    if (footer) {
      this.anchors.meet(footer)
      cite = this.#leaf(this.#inlines(footer, inside), inside)
    }
    if (!blocks.length) return this.#alone(cite)
    return [cite ? { type: 'quote', blocks, cite } : { type: 'quote', blocks }]
  }

  #table(element: Element, around: Around): Block[] {
    const rows = rowsOf(element)
    const cells = rows.reduce((sum, row) => sum + row.length, 0)
    const forLayout =
      cells <= 1 ||
      isOneColumnOfParts(rows) ||
      around.depth >= MAX_BLOCK_DEPTH ||
      /^(?:presentation|none)$/.test(attribute(element, 'role') ?? '') ||
      hasTableInside(element)
    const captionElement = childElements(element).find((child) => child.tagName === 'caption')
    if (forLayout) return this.flow(element, around)
    const inside = { ...around, depth: around.depth + 1 }
    const caption = captionElement ? (this.#leaf(this.#inlines(captionElement, inside), inside) ?? []) : []
    const built: TableCell[][] = []
    let filled = false
    for (const row of rows) {
      const line: TableCell[] = row.map((cell) => {
        this.anchors.meet(cell)
        const blocks = this.flow(cell, inherit(cell, inside))
        filled ||= blocks.length > 0
        const align = alignOf(cell)
        return {
          header: cell.tagName === 'th',
          colspan: spanOf(cell, 'colspan'),
          rowspan: spanOf(cell, 'rowspan'),
          ...(align ? { align } : {}),
          blocks
        }
      })
      if (line.length) built.push(line)
    }
    if (!filled) return this.#alone(caption)
    return [{ type: 'table', caption, rows: built }]
  }

  #figure(element: Element, around: Around): Block[] {
    if (around.depth >= MAX_BLOCK_DEPTH) return this.flow(element, around)
    const inside = { ...around, depth: around.depth + 1 }
    const captionElement = captionOf(element)
    const content = this.flow(captionElement ? withoutElement(element, captionElement) : element, inside)
    let caption: Inline[] = []
    let credit: Inline[] = []
    if (captionElement && !this.#isHidden(captionElement)) {
      const creditElement = [...elementsOf(captionElement)].find((child) => isCredit(child))
      const rest = creditElement ? withoutElement(captionElement, creditElement) : captionElement
      caption = this.#leaf(this.#inlines(rest, inside), inside) ?? []
      if (creditElement) credit = this.#leaf(this.#inlines(creditElement, inside), inside) ?? []
      if (!caption.length && credit.length)
        [caption, credit] =
          credit.length && !hasClass(creditElement as Element, 'credit') ? [credit, []] : [[], credit]
    }
    const [first, line, ...more] = content
    if (!caption.length && !credit.length) {
      // One line beside the picture in its figure is its caption, also where the page does not call it so.
      const isAbout =
        isBare(first) &&
        line?.type === 'paragraph' &&
        !more.length &&
        !line.children.some(isPicture) &&
        inlineText(line.children).length <= MOST_OF_A_CAPTION
      return isAbout ? [{ ...first, caption: line.children }] : content
    }
    let image: ImageRef | undefined
    let blocks = content
    if (isBare(first) && !first.credit.length) {
      image = first.image
      blocks = content.slice(1)
    }
    return [
      { type: 'figure', ...(image ? { image } : {}), caption, credit, ...(blocks.length ? { blocks } : {}) }
    ]
  }

  /** A film, a map, a post: only its address is kept, as a link beneath what cannot be shown. */
  #embed(element: Element, around: Around): Block[] {
    const source =
      attribute(element, 'src') ??
      childElements(element)
        .map((child) => attribute(child, 'src'))
        .find(Boolean)
    const href = source && linkAddress(source, this.#context.baseUrl)
    if (!href?.startsWith('http')) return []
    const title = lineOfText(attribute(element, 'title') ?? attribute(element, 'aria-label') ?? '').slice(
      0,
      300
    )
    const label: Inline[] = [{ type: 'text', text: title || new URL(href).host }]
    const inLink = around.wraps.some((wrap) => !('mark' in wrap))
    const children = this.#leaf(inLink ? label : [{ type: 'link', href, children: label }], around)
    return children ? [{ type: 'figure', caption: children, credit: [] }] : []
  }

  /** Everything below an element as inline content; blocks in it lose their borders. */
  #inlines(parent: ParentNode, around: Around): Inline[] {
    const result: Inline[] = []
    for (const node of parent.childNodes) {
      if (isText(node)) result.push({ type: 'text', text: cleanText(node.value) })
      else if (isElement(node) && !this.#isHidden(node)) addAll(result, this.#inline(node, around))
    }
    return result
  }

  #inline(element: Element, around: Around): Inline[] {
    if (!isHtml(element)) {
      const said = foreignInline(element)
      // A formula is set as code, and code in code says nothing new.
      const inCode = around.wraps.some((wrap) => 'mark' in wrap && wrap.mark === 'code')
      return inCode ? said.flatMap((one) => (one.type === 'mark' ? one.children : [one])) : said
    }
    const here = this.anchors.at(element)
    const page = this.#pages.of(element)
    if (page) return [...here, page]
    switch (element.tagName) {
      case 'br':
        return [...here, { type: 'break' }]
      case 'img':
      case 'image':
        return [...here, ...this.images.inline(element)]
      case 'picture': {
        const image = childElements(element).find((child) => child.tagName === 'img')
        return image ? [...here, ...this.#inline(image, around)] : here
      }
      case 'span':
        if (hasClass(element, 'missing-image')) return [...here, ...this.images.placeholder(element)]
        break
      case 'input':
        return isCheckbox(element)
          ? [{ type: 'text', text: attribute(element, 'checked') === undefined ? '☐ ' : '☑ ' }]
          : []
      case 'ruby':
        return [...here, ...rubyOf(element)]
      case 'rt':
      case 'rp':
        return here
    }
    const wrap = this.#wrapOf(element, around)
    const children = this.#inlines(element, wrap ? { ...around, wraps: [...around.wraps, wrap] } : around)
    // Two blocks in a row inside inline content are still two words.
    const apart: Inline[] = blockElements.has(element.tagName) ? [{ type: 'text', text: ' ' }] : []
    const made = wrap ? [applyWrap(wrap, children)] : children
    const isRaised = isNoteReference(element) && !isRaisedIn(around) && !children.some(isRaisedMark)
    return [...here, ...apart, ...(isRaised ? [applyWrap({ mark: 'sup' }, made)] : made), ...apart]
  }

  /** The mark or link an inline element stands for; undefined when it says nothing, or what is said already. */
  #wrapOf(element: Element, around: Around): Wrap | undefined {
    if (around.wraps.length >= MAX_MARKS) return undefined
    if (element.tagName === 'a') {
      if (around.wraps.some((wrap) => !('mark' in wrap))) return undefined
      const target = this.anchors.target(element)
      if (target) return { to: target }
      const href = linkAddress(attribute(element, 'href') ?? '', this.#context.baseUrl)
      if (!href) return undefined
      const title = lineOfText(attribute(element, 'title') ?? '')
        .slice(0, 1000)
        .toWellFormed()
      return title ? { href, title } : { href }
    }
    const mark = markOf(element)
    if (!mark || around.wraps.some((wrap) => 'mark' in wrap && wrap.mark === mark)) return undefined
    return { mark }
  }
}

/** Which elements have a block element somewhere below; one walk for the whole tree. */
function holdersOfBlocks(root: ParentNode): Set<ParentNode> {
  const holders = new Set<ParentNode>()
  for (const element of elementsOf(root)) {
    if (!blockElements.has(element.tagName) || !isHtml(element)) continue
    let parent: ParentNode | null = element.parentNode
    while (parent && !holders.has(parent)) {
      holders.add(parent)
      parent = 'parentNode' in parent ? parent.parentNode : null
    }
  }
  return holders
}

function inherit(element: Element, around: Around): Around {
  const dir = attribute(element, 'dir')?.toLowerCase()
  const lang = attribute(element, 'lang')
  if (dir === undefined && lang === undefined) return around
  return {
    ...around,
    ...(dir === 'rtl' || dir === 'ltr' ? { dir } : {}),
    ...(lang === undefined ? {} : { lang: statedLanguage(lang) || undefined })
  }
}

function wrapWith(wrap: Wrap | undefined, around: Around): Around {
  if (!wrap || around.wraps.length >= MAX_MARKS) return around
  if ('mark' in wrap && around.wraps.some((one) => 'mark' in one && one.mark === wrap.mark)) return around
  return { ...around, wraps: [...around.wraps, wrap] }
}

function applyWrap(wrap: Wrap, children: Inline[]): Inline {
  if ('mark' in wrap) return { type: 'mark', mark: wrap.mark, children }
  if ('to' in wrap) return { type: 'jump', to: wrap.to, children }
  return { type: 'link', href: wrap.href, ...(wrap.title ? { title: wrap.title } : {}), children }
}

function markOf(element: Element): InlineMark | undefined {
  const styled = styledWords(element)
  if (styled) return styled === 'plain' ? undefined : styled
  // How our own EPUBs say what XHTML has no room for.
  if (element.tagName === 'span' && attribute(element, 'data-mark') === 'time') return 'time'
  return marks.get(element.tagName)
}

/** A longer word in the text that leads to a note is a word of the text. */
const MOST_OF_A_NOTE_SIGN = 6

/** The sign of a note, which books raise by their style sheets alone. */
function isNoteReference(element: Element): boolean {
  if (element.tagName !== 'a') return false
  const kind = `${attribute(element, 'epub:type') ?? ''} ${attribute(element, 'role') ?? ''}`
  return /(?:^|\s)(?:doc-)?noteref(?:\s|$)/.test(kind) && lineOf(element).length <= MOST_OF_A_NOTE_SIGN
}

const isRaisedIn = ({ wraps }: Around) => wraps.some((wrap) => 'mark' in wrap && wrap.mark === 'sup')
const isRaisedMark = (inline: Inline) => inline.type === 'mark' && inline.mark === 'sup'

/** The first caption of a figure that is not the caption of a figure inside it. */
function captionOf(figure: Element): Element | undefined {
  for (const element of elementsOf(figure)) {
    if (element.tagName !== 'figcaption') continue
    let up: ParentNode | null = element.parentNode
    while (up && up !== figure && up.nodeName !== 'figure') up = 'parentNode' in up ? up.parentNode : null
    if (up === figure || up === null) return element
  }
  return undefined
}

function isCredit(element: Element): boolean {
  if (!isHtml(element) || !/^(?:span|small|cite|div|p|em|footer)$/.test(element.tagName)) return false
  // schema.org's words for it.
  if (/\b(?:copyrightHolder|creditText|copyrightNotice)\b/.test(attribute(element, 'itemprop') ?? ''))
    return true
  return /(?:^|[\s_-])(?:credit|credits|copyright|attribution|photographer|byline|source)(?:$|[\s_-])/i.test(
    classOf(element)
  )
}

/** The same element without one of its descendants; the tree itself is left alone. */
function withoutElement(element: Element, gone: Element): Element {
  const path = new Set<ParentNode>()
  for (
    let parent: ParentNode | null = gone.parentNode;
    parent;
    parent = 'parentNode' in parent ? parent.parentNode : null
  ) {
    path.add(parent)
    if (parent === element) break
  }
  const copy = (one: Element): Element =>
    ({
      ...one,
      childNodes: one.childNodes
        .filter((child) => child !== gone)
        .map((child) => (isElement(child) && path.has(child) ? copy(child) : child))
    }) as Element
  return copy(element)
}

function isCheckbox(element: Element): boolean {
  return element.tagName === 'input' && attribute(element, 'type')?.toLowerCase() === 'checkbox'
}
