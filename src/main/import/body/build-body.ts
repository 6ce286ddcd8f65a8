import { createHash } from 'node:crypto'
import type { Block, ImageRef, Inline, TableCell } from '../../../shared/blocks.ts'
import { countWords } from './count-words.ts'
import { storedText } from './stored-text.ts'

/** The stored form of an article's text. Offsets are UTF-16 units. */
export interface Body {
  html: string
  /** Canonical text: standfirst, body, source line, with a blank line between. */
  text: string
  bodyStart: number
  bodyEnd: number
  /** Consecutive pieces `[htmlStart, htmlEnd, textStart, textEnd]`, cut between top-level blocks. */
  sections: [number, number, number, number][]
  outline: { level: number; text: string; offset: number }[]
  /** Places `[start, end]` in the text of what stands under figures: caption and credit. Not stored. */
  captions: [number, number][]
  /** Places `[start, end]` of words the reader had marked elsewhere; only with `liftMarks`. Not stored. */
  marked: [number, number][]
  /** Words of the whole canonical text. */
  wordCount: number
}

export interface BodyBuilder {
  /** Appends blocks that `BlockSchema` has accepted. */
  add(blocks: readonly Block[]): void
  finish(): Body
}

type Separator = '' | '\t' | '\n' | '\n\n'

// The reader lays out one piece at a time; about three screens' worth keeps that under a frame or two.
const SECTION_WORDS = 800
// Pieces of few words (tables of figures, lists of pictures) are cut by weight instead.
const SECTION_HTML = 64_000

interface Around {
  standfirst?: string
  sourceLine?: string
  /** Marked words are told apart from the text and not written as such: they become highlights. */
  liftMarks?: boolean
}

/**
 * Builds stored HTML and canonical text together, so that they cannot disagree. This is the only place
 * that writes article HTML, and blocks are the only thing it is written from.
 */
export function bodyBuilder(around: Around = {}): BodyBuilder {
  const standfirst = around.standfirst ?? ''
  const sourceLine = around.sourceLine ?? ''
  const bodyStart = standfirst ? standfirst.length + 2 : 0

  // Whole sections are joined here; the pieces below belong to the one being built.
  let html = ''
  let text = standfirst ? `${standfirst}\n\n` : ''
  let htmlParts: string[] = []
  let textParts: string[] = []
  let htmlLength = 0
  let offset = bodyStart
  let pending: Separator = ''
  let started = false
  let wordCount = countWords(standfirst) + countWords(sourceLine)
  let sectionWords = 0
  let sectionHtmlStart = 0
  let sectionTextStart = bodyStart
  const sections: Body['sections'] = []
  const outline: Body['outline'] = []
  const captions: Body['captions'] = []
  const marked: Body['marked'] = []

  function write(piece: string): void {
    htmlParts.push(piece)
    htmlLength += piece.length
  }
  function say(piece: string): void {
    textParts.push(piece)
    offset += piece.length
  }
  /** What must stand before the next leaf; the strongest asked for since the last one wins. */
  function separate(by: Separator): void {
    if (by.length > pending.length || pending === '' || (pending === '\t' && by === '\n')) pending = by
  }

  /** One element that directly holds inline text. */
  function leaf(tag: string, attributes: string, children: readonly Inline[]): string {
    if (started) say(pending)
    started = true
    pending = ''
    const { html: inner, text: plain, marked: places } = renderInlines(children, around.liftMarks ?? false)
    for (const [start, end] of places) marked.push([offset + start, offset + end])
    write(`<${tag}${attributes} data-at="${offset}">${inner}</${tag}>`)
    if (plain) {
      const words = countWords(plain)
      wordCount += words
      sectionWords += words
      say(plain)
    }
    return plain
  }

  function blocks(list: readonly Block[]): void {
    list.forEach((block, index) => {
      if (index > 0) separate('\n\n')
      render(block)
    })
  }

  /** The content of an `li`, `dd`, `td` or `th`: a single paragraph makes the element itself the leaf. */
  function container(tag: string, attributes: string, content: readonly Block[]): void {
    const [only] = content
    if (!only) {
      leaf(tag, attributes, [])
    } else if (content.length === 1 && only.type === 'paragraph') {
      leaf(tag, attributes + paragraphAttributes(only), only.children)
    } else {
      write(`<${tag}${attributes}>`)
      blocks(content)
      write(`</${tag}>`)
    }
  }

  function render(block: Block): void {
    switch (block.type) {
      case 'paragraph':
        leaf('p', paragraphAttributes(block), block.children)
        break
      case 'heading': {
        // The article's title is the page's only h1.
        const level = Math.max(2, block.level)
        const separator = started ? pending.length : 0
        const at = offset + separator
        const plain = leaf(`h${level}`, directionAttribute(block.dir), block.children)
        if (plain.trim()) outline.push({ level, text: plain.replace(/\s+/gu, ' ').trim(), offset: at })
        break
      }
      case 'list': {
        const tag = block.ordered ? 'ol' : 'ul'
        const start =
          block.ordered && block.start !== undefined && block.start !== 1 ? ` start="${block.start}"` : ''
        write(`<${tag}${start}>`)
        block.items.forEach((item, index) => {
          if (index > 0) separate('\n')
          container('li', '', item)
        })
        write(`</${tag}>`)
        break
      }
      case 'definitions': {
        write('<dl>')
        let first = true
        const next = () => {
          if (!first) separate('\n')
          first = false
        }
        for (const item of block.items) {
          for (const term of item.terms) {
            next()
            leaf('dt', '', term)
          }
          for (const definition of item.definitions) {
            next()
            container('dd', '', definition)
          }
        }
        write('</dl>')
        break
      }
      case 'quote':
        write('<blockquote>')
        blocks(block.blocks)
        if (block.cite?.length) {
          if (block.blocks.length > 0) separate('\n\n')
          leaf('footer', '', block.cite)
        }
        write('</blockquote>')
        break
      case 'code':
        write('<pre>')
        leaf('code', block.language ? ` data-language="${storedText(block.language)}"` : '', [
          { type: 'text', text: block.text }
        ])
        write('</pre>')
        break
      case 'verse':
        leaf('p', ' class="verse"', block.children)
        break
      case 'figure': {
        write('<figure>')
        if (block.image) write(renderImage(block.image))
        if (block.blocks?.length) {
          blocks(block.blocks)
          separate('\n\n')
        }
        if (block.caption.length || block.credit.length) {
          write('<figcaption>')
          const start = started ? offset + pending.length : offset
          if (block.caption.length) leaf('span', ' class="caption"', block.caption)
          if (block.caption.length && block.credit.length) separate('\n')
          if (block.credit.length) leaf('span', ' class="credit"', block.credit)
          captions.push([start, offset])
          write('</figcaption>')
        }
        write('</figure>')
        break
      }
      case 'table':
        write('<table>')
        if (block.caption.length) {
          leaf('caption', '', block.caption)
          separate('\n')
        }
        block.rows.forEach((row, index) => {
          if (index > 0) separate('\n')
          write('<tr>')
          row.forEach((cell, column) => {
            if (column > 0) separate('\t')
            container(cell.header ? 'th' : 'td', cellAttributes(cell), cell.blocks)
          })
          write('</tr>')
        })
        write('</table>')
        break
      case 'math': {
        const tex: Inline[] = [{ type: 'text', text: block.tex }]
        if (block.display) leaf('div', ' class="math"', tex)
        else leaf('code', ' class="math"', tex)
        break
      }
      case 'rule':
        write('<hr>')
    }
  }

  function closeSection(): void {
    html += htmlParts.join('')
    text += textParts.join('')
    htmlParts = []
    textParts = []
    sections.push([sectionHtmlStart, htmlLength, sectionTextStart, offset])
    sectionHtmlStart = htmlLength
    sectionTextStart = offset
    sectionWords = 0
  }

  return {
    add(list) {
      for (const block of list) {
        if (htmlLength > 0) {
          write('\n')
          if (sectionWords >= SECTION_WORDS || htmlLength - sectionHtmlStart >= SECTION_HTML) closeSection()
        }
        separate('\n\n')
        render(block)
      }
    },
    finish() {
      if (htmlLength > sectionHtmlStart || sections.length === 0) closeSection()
      const bodyEnd = offset
      return {
        html,
        text: sourceLine ? `${text}${bodyEnd > bodyStart ? '\n\n' : ''}${sourceLine}` : text,
        bodyStart,
        bodyEnd,
        sections,
        outline,
        captions,
        marked,
        wordCount
      }
    }
  }
}

/** The whole body of a short list of blocks at once. */
export function buildBody(blocks: readonly Block[], around: Around = {}): Body {
  const builder = bodyBuilder(around)
  builder.add(blocks)
  return builder.finish()
}

/**
 * The running text of a body, and what stands under its figures, in order. Standfirst and source line are in
 * neither, and neither is what separates a caption from the text before it.
 */
export function runningText({ text, bodyStart, bodyEnd, captions }: Body): {
  running: string
  captions: string[]
} {
  let running = ''
  let at = bodyStart
  for (const [start, end] of captions) {
    running += text.slice(at, start).replace(/[\n\t]+$/, '')
    at = end
  }
  running += text.slice(at, bodyEnd)
  return {
    running: running.replace(/^\n+/, ''),
    captions: captions.map(([start, end]) => text.slice(start, end)).filter(Boolean)
  }
}

/** Stored HTML without the offsets, for export and for the clipboard. Quotes in text are escaped, so no text can match. */
export function cleanHtml(html: string): string {
  return html.replace(/ data-at="\d+"/g, '')
}

/** SHA-256 of a canonical text, lower-case hex: what makes two versions "the same text". */
export function textHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

function renderInlines(
  list: readonly Inline[],
  liftMarks = false
): { html: string; text: string; marked: [number, number][] } {
  let html = ''
  let text = ''
  const marked: [number, number][] = []

  function walk(children: readonly Inline[], inLink: boolean): void {
    for (const inline of children) {
      switch (inline.type) {
        case 'text':
          html += storedText(inline.text)
          text += inline.text
          break
        case 'break':
          html += '<br>'
          text += '\n'
          break
        case 'mark':
          if (liftMarks && inline.mark === 'mark') {
            const start = text.length
            walk(inline.children, inLink)
            const last = marked.at(-1)
            // What stands around a link or code inside is one mark.
            if (last && last[1] === start) last[1] = text.length
            else if (text.slice(start).trim()) marked.push([start, text.length])
            break
          }
          html += `<${inline.mark}>`
          walk(inline.children, inLink)
          html += `</${inline.mark}>`
          break
        case 'link':
        case 'jump': {
          // A link inside a link would be torn apart by every HTML parser.
          if (inLink) {
            walk(inline.children, true)
            break
          }
          for (const mark of placesIn(inline.children)) html += renderPlace(mark)
          if (inline.type === 'jump') {
            html += `<a class="jump" href="#a-${storedText(inline.to)}">`
          } else {
            html += `<a href="${storedText(inline.href)}"${inline.title ? ` title="${storedText(inline.title)}"` : ''}>`
          }
          walk(inline.children, true)
          html += '</a>'
          break
        }
        case 'anchor':
        case 'page':
          // Inside a link it was written before the link.
          if (!inLink) html += renderPlace(inline)
          break
        case 'image':
          html += renderImage(inline.image)
          break
        case 'ruby':
          html += `<ruby>${storedText(inline.base)}<rt>${storedText(inline.reading)}</rt></ruby>`
          text += inline.base
      }
    }
  }
  walk(list, false)
  return { html, text, marked }
}

type Place = Extract<Inline, { type: 'anchor' | 'page' }>

function placesIn(list: readonly Inline[]): Place[] {
  return list.flatMap((inline): Place[] => {
    if (inline.type === 'anchor' || inline.type === 'page') return [inline]
    return 'children' in inline ? placesIn(inline.children) : []
  })
}

function renderPlace(place: Place): string {
  if (place.type === 'anchor') return `<a class="anchor" id="a-${storedText(place.name)}"></a>`
  return `<a class="page" id="p-${place.number}" data-label="${storedText(place.label)}"></a>`
}

function renderImage(image: ImageRef): string {
  const width = image.width ? ` width="${image.width}"` : ''
  const height = image.height ? ` height="${image.height}"` : ''
  // The address is only remembered: a missing picture can be fetched when the reader asks for it, and one that
  // is here is known again in the page it came from.
  const url = image.url ? ` data-url="${storedText(image.url)}"` : ''
  if (image.asset) {
    return `<img src="asset://image/${storedText(image.asset)}"${url} alt="${storedText(image.alt)}"${width}${height} loading="lazy" decoding="async">`
  }
  const size = `${width && ` data-width="${image.width}"`}${height && ` data-height="${image.height}"`}`
  return `<span class="missing-image" role="img" aria-label="${storedText(image.alt)}"${url}${size}></span>`
}

function paragraphAttributes(block: Extract<Block, { type: 'paragraph' }>): string {
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
