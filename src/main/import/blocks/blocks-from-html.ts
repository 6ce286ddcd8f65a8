import type { Block, Inline } from '../../../shared/blocks.ts'
import { addAll } from '../../../shared/long-lists.ts'
import type { Sentence } from '../../../shared/sentence.ts'
import type { ImportedAsset } from '../article/imported-article.ts'
import { blockElements } from '../html/block-elements.ts'
import { cleanText } from '../html/clean-characters.ts'
import {
  attribute,
  type Element,
  elementsOf,
  hasClass,
  isElement,
  isHtml,
  isText,
  type ParentNode,
  textOf
} from '../html/html-tree.ts'
import { type Anchors, anchorNames } from './anchor-names.ts'
import { type Around, inherit, outside, wrapWith } from './around.ts'
import { figureOfLine } from './bare-figure.ts'
import { ImageCollector } from './collect-images.ts'
import type { Conversion } from './conversion.ts'
import { embedBlock, figureBlock, takeLooseCaption } from './figure-block.ts'
import { isHidden } from './hidden-elements.ts'
import { mathBlock } from './html-ruby-and-math.ts'
import { splitAtBlankLines } from './inline-runs.ts'
import { definitionsBlock, listBlock } from './list-blocks.ts'
import { PageMarks } from './page-marks.ts'
import { InlineReader, type Tree } from './read-inlines.ts'
import { tableBlock } from './table-block.ts'
import { headingBlock, preBlock, quoteBlock, verseBlock } from './text-blocks.ts'

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

/**
 * Rebuilds content from a parsed tree by allow-list: only what the block model can say survives, as new
 * objects; no attribute, address or element is passed through unread. Converting what `build-body.ts`
 * renders gives the same HTML again.
 */
export function blocksFromHtml(root: ParentNode, context: HtmlContext = {}): HtmlBlocks {
  const anchors = anchorNames(root, context.baseUrl)
  const images = new ImageCollector(context.baseUrl, context.resource)
  const tree = { anchors, images, pages: new PageMarks(), baseUrl: context.baseUrl }
  const converter = new Converter(root, tree, context.language)
  const blocks = anchors.settle(converter.flow(root, outside))
  return { blocks, assets: images.assets, warnings: [...images.warnings] }
}

/** Tells the blocks of a tree apart; how each kind is made stands in a file of its own. */
class Converter implements Conversion {
  readonly anchors: Anchors
  readonly inlines: InlineReader
  readonly baseUrl: string | undefined
  readonly #language: string | undefined
  readonly #pages: PageMarks
  readonly #holdsBlocks: Set<ParentNode>

  constructor(root: ParentNode, tree: Tree, language: string | undefined) {
    this.anchors = tree.anchors
    this.baseUrl = tree.baseUrl
    this.inlines = new InlineReader(tree)
    this.#language = language
    this.#pages = tree.pages
    this.#holdsBlocks = holdersOfBlocks(root)
  }

  flow(parent: ParentNode, around: Around): Block[] {
    const blocks: Block[] = []
    let run: Inline[] = []
    const endRun = () => {
      for (const children of splitAtBlankLines(run)) addAll(blocks, this.#paragraph(children, around))
      run = []
    }
    for (const node of parent.childNodes) {
      if (isText(node)) {
        run.push({ type: 'text', text: cleanText(node.value) })
      } else if (isElement(node) && !isHidden(node)) {
        if (isBlock(node)) {
          endRun()
          this.#addBlock(node, around, blocks)
        } else if (this.#holdsBlocks.has(node) && isHtml(node)) {
          // An inline element around blocks: its mark goes around each run inside.
          endRun()
          this.anchors.meet(node)
          const inside = this.inlines
            .wrapsOf(node, around)
            .reduce((so, wrap) => wrapWith(wrap, so), inherit(node, around))
          addAll(blocks, this.flow(node, inside))
        } else {
          addAll(run, this.inlines.of(node, around))
        }
      }
    }
    endRun()
    return blocks
  }

  line(parent: ParentNode, around: Around): Inline[] | undefined {
    return this.inlines.leaf(this.inlines.below(parent, around), around)
  }

  #paragraph(raw: Inline[], around: Around): Block[] {
    const children = this.inlines.leaf(raw, around)
    if (!children) return []
    const figure = figureOfLine(children, this.anchors)
    if (figure) return [figure]
    return [
      {
        type: 'paragraph',
        children,
        ...(around.dir ? { dir: around.dir } : {}),
        ...(around.lang && around.lang !== this.#language ? { lang: around.lang } : {})
      }
    ]
  }

  #addBlock(element: Element, around: Around, blocks: Block[]): void {
    this.anchors.meet(element)
    const page = this.#pages.of(element)
    if (page) {
      this.anchors.wait([page])
      return
    }
    const inside = inherit(element, around)
    if (element.tagName === 'figcaption' && takeLooseCaption(this, element, inside, blocks)) return
    addAll(blocks, this.#block(element, inside))
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
        return headingBlock(this, element, around)
      case 'p':
        return hasClass(element, 'verse') ? verseBlock(this, element, around) : this.flow(element, around)
      case 'pre':
      case 'listing':
      case 'xmp':
      case 'plaintext':
        return preBlock(this, element, around)
      case 'code':
        return [storedMath(element, false)]
      case 'div':
        return isStoredMath(element) ? [storedMath(element, true)] : this.flow(element, around)
      case 'ul':
      case 'ol':
      case 'menu':
      case 'dir':
        return listBlock(this, element, around)
      case 'dl':
        return definitionsBlock(this, element, around)
      case 'blockquote':
        return quoteBlock(this, element, around)
      case 'table':
        return tableBlock(this, element, around)
      case 'figure':
        return figureBlock(this, element, around)
      case 'hr':
        return [{ type: 'rule' }]
      case 'iframe':
      case 'video':
      case 'audio':
        return embedBlock(this, element, around)
      case 'summary':
        return this.flow(element, wrapWith({ mark: 'strong' }, around))
      default:
        return this.flow(element, around)
    }
  }
}

function isBlock(element: Element): boolean {
  if (!isHtml(element)) return element.tagName === 'math' && attribute(element, 'display') === 'block'
  return blockElements.has(element.tagName) || (element.tagName === 'code' && isStoredMath(element))
}

/** A formula that Lectern stored as its TeX. */
function isStoredMath(element: Element): boolean {
  return hasClass(element, 'math') && attribute(element, 'data-at') !== undefined
}

function storedMath(element: Element, display: boolean): Block {
  return { type: 'math', tex: cleanText(textOf(element)).slice(0, 100_000), display }
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
