import type { Block, Inline, TableCell } from '../../../shared/blocks.ts'
import type { BodyWriter } from './body-writer.ts'
import { renderImage } from './inline-html.ts'
import { storedText } from './stored-text.ts'

type BlockOf<Type extends Block['type']> = Extract<Block, { type: Type }>

/** Writes blocks, and notes headings and captions as they pass. */
export class BlockRenderer {
  readonly outline: { level: number; text: string; offset: number }[] = []
  /** Places `[start, end]` in the text of what stands under figures. */
  readonly captions: [number, number][] = []
  readonly #out: BodyWriter

  constructor(out: BodyWriter) {
    this.#out = out
  }

  render(block: Block): void {
    const out = this.#out
    switch (block.type) {
      case 'paragraph':
        out.leaf('p', paragraphAttributes(block), block.children)
        break
      case 'heading':
        this.#heading(block)
        break
      case 'list':
        this.#list(block)
        break
      case 'definitions':
        this.#definitions(block)
        break
      case 'quote':
        this.#quote(block)
        break
      case 'code':
        out.write('<pre>')
        out.leaf('code', block.language ? ` data-language="${storedText(block.language)}"` : '', [
          { type: 'text', text: block.text }
        ])
        out.write('</pre>')
        break
      case 'verse':
        out.leaf('p', ' class="verse"', block.children)
        break
      case 'figure':
        this.#figure(block)
        break
      case 'table':
        this.#table(block)
        break
      case 'math':
        out.leaf(block.display ? 'div' : 'code', ' class="math"', [{ type: 'text', text: block.tex }])
        break
      case 'rule':
        out.write('<hr>')
    }
  }

  #blocks(list: readonly Block[]): void {
    list.forEach((block, index) => {
      if (index > 0) this.#out.separate('\n\n')
      this.render(block)
    })
  }

  /** The content of an `li`, `dd`, `td` or `th`: a single paragraph makes the element itself the leaf. */
  #container(tag: string, attributes: string, content: readonly Block[]): void {
    const out = this.#out
    const [only] = content
    if (!only) {
      out.leaf(tag, attributes, [])
    } else if (content.length === 1 && only.type === 'paragraph') {
      out.leaf(tag, attributes + paragraphAttributes(only), only.children)
    } else {
      out.write(`<${tag}${attributes}>`)
      this.#blocks(content)
      out.write(`</${tag}>`)
    }
  }

  #heading(block: BlockOf<'heading'>): void {
    // The article's title is the page's only h1.
    const level = Math.max(2, block.level)
    const offset = this.#out.nextOffset
    const plain = this.#out.leaf(`h${level}`, directionAttribute(block.dir), block.children)
    if (plain.trim()) this.outline.push({ level, text: plain.replace(/\s+/gu, ' ').trim(), offset })
  }

  #list({ ordered, start, numbering, items }: BlockOf<'list'>): void {
    const out = this.#out
    const tag = ordered ? 'ol' : 'ul'
    const from = ordered && start !== undefined && start !== 1 ? ` start="${start}"` : ''
    const kind = ordered && numbering ? ` type="${numbering}"` : ''
    out.write(`<${tag}${from}${kind}>`)
    items.forEach((item, index) => {
      if (index > 0) out.separate('\n')
      this.#container('li', '', item)
    })
    out.write(`</${tag}>`)
  }

  #definitions({ items }: BlockOf<'definitions'>): void {
    const out = this.#out
    out.write('<dl>')
    let first = true
    const next = () => {
      if (!first) out.separate('\n')
      first = false
    }
    for (const { terms, definitions } of items) {
      for (const term of terms) {
        next()
        out.leaf('dt', '', term)
      }
      for (const definition of definitions) {
        next()
        this.#container('dd', '', definition)
      }
    }
    out.write('</dl>')
  }

  #quote({ blocks, cite }: BlockOf<'quote'>): void {
    const out = this.#out
    out.write('<blockquote>')
    this.#blocks(blocks)
    if (cite?.length) {
      if (blocks.length > 0) out.separate('\n\n')
      out.leaf('footer', '', cite)
    }
    out.write('</blockquote>')
  }

  #figure({ image, blocks, caption, credit }: BlockOf<'figure'>): void {
    const out = this.#out
    out.write('<figure>')
    if (image) out.write(renderImage(image))
    if (blocks?.length) {
      this.#blocks(blocks)
      out.separate('\n\n')
    }
    if (caption.length || credit.length) this.#caption(caption, credit)
    out.write('</figure>')
  }

  #caption(caption: readonly Inline[], credit: readonly Inline[]): void {
    const out = this.#out
    out.write('<figcaption>')
    const start = out.nextOffset
    if (caption.length) out.leaf('span', ' class="caption"', caption)
    if (caption.length && credit.length) out.separate('\n')
    if (credit.length) out.leaf('span', ' class="credit"', credit)
    this.captions.push([start, out.offset])
    out.write('</figcaption>')
  }

  #table({ caption, rows }: BlockOf<'table'>): void {
    const out = this.#out
    out.write('<table>')
    if (caption.length) {
      out.leaf('caption', '', caption)
      out.separate('\n')
    }
    rows.forEach((row, index) => {
      if (index > 0) out.separate('\n')
      out.write('<tr>')
      row.forEach((cell, column) => {
        if (column > 0) out.separate('\t')
        this.#container(cell.header ? 'th' : 'td', cellAttributes(cell), cell.blocks)
      })
      out.write('</tr>')
    })
    out.write('</table>')
  }
}

function paragraphAttributes(block: BlockOf<'paragraph'>): string {
  return directionAttribute(block.dir) + (block.lang ? ` lang="${storedText(block.lang)}"` : '')
}

function directionAttribute(dir: 'ltr' | 'rtl' | undefined): string {
  return dir ? ` dir="${dir}"` : ''
}

function cellAttributes(cell: TableCell): string {
  return (
    (cell.colspan > 1 ? ` colspan="${cell.colspan}"` : '') +
    (cell.rowspan > 1 ? ` rowspan="${cell.rowspan}"` : '') +
    (cell.align ? ` data-align="${cell.align}"` : '')
  )
}
