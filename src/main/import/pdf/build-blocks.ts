import type { Block, ImageRef, Inline } from '../../../shared/blocks.ts'
import { addAll, least } from '../../../shared/long-lists.ts'
import { normaliseInlines } from '../blocks/normalise-inlines.ts'
import { type Footnote, signsIn } from './footnotes.ts'
import type { Level } from './headings.ts'
import type { LineJoiner } from './hyphens.ts'
import { type Line, type Piece, piecesOf } from './lines.ts'
import { itemStart, type Part, type TextPart } from './paragraphs.ts'
import type { PlacedPicture } from './pdf-page.ts'

export interface Building {
  parts: readonly Part[]
  headings: ReadonlyMap<TextPart, Level>
  captions: ReadonlySet<TextPart>
  notes: readonly Footnote[]
  joiner: LineJoiner
  /** Names of all pages, from the first. */
  labels: readonly string[]
}

/** The name of a page as a place to jump to. */
const pageAnchor = (page: number) => `page-${page + 1}`

/** Turns the parts of a document, in order, into blocks, with the page marks where pages begin. */
export function buildBlocks(building: Building): Block[] {
  return new Builder(building).build()
}

class Builder {
  readonly #it: Building
  readonly #notes = new Map<string, Footnote>()
  readonly #called = new Map<Footnote, string>()
  readonly #targets = new Set<number>()
  /** Pages whose mark has been set. */
  #marked = 0

  constructor(building: Building) {
    this.#it = building
    for (const note of building.notes) this.#notes.set(`${note.page} ${note.sign}`, note)
    for (const part of building.parts) {
      if (part.kind !== 'text') continue
      for (const line of part.lines)
        for (const cell of line.cells)
          for (const run of cell.runs) if (run.toPage !== undefined) this.#targets.add(run.toPage)
    }
  }

  build(): Block[] {
    const { parts, headings, captions } = this.#it
    const blocks: Block[] = []
    const used = new Set<Part>()
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at]!
      if (used.has(part)) continue
      if (part.kind === 'picture') {
        const caption = this.#captionNear(at)
        if (caption) used.add(caption)
        blocks.push(figureOf(part.picture, caption ? this.#inlines(caption.lines) : []))
      } else if (part.kind === 'code') {
        blocks.push({ type: 'code', text: part.text })
      } else if (part.kind === 'table') {
        const caption = this.#captionNear(at, /^(?:table|tab\.|tabelle|tableau|tabla|таблица|表)/iu)
        if (caption) used.add(caption)
        const lines = caption?.lines ?? part.caption ?? []
        blocks.push({ type: 'table', caption: this.#inlines(lines), rows: part.rows })
      } else if (captions.has(part)) {
        const next = parts[at + 1]
        // The caption stands above what it is a caption of.
        if (next && (next.kind === 'table' || next.kind === 'picture') && !used.has(next)) {
          const caption = this.#inlines(part.lines)
          used.add(next)
          blocks.push(
            next.kind === 'table'
              ? { type: 'table', caption, rows: next.rows }
              : figureOf(next.picture, caption)
          )
        } else blocks.push({ type: 'figure', caption: this.#inlines(part.lines), credit: [] })
      } else if (headings.has(part)) {
        blocks.push({
          type: 'heading',
          level: headings.get(part)!,
          children: plainOf(this.#inlines(part.lines))
        })
      } else if (isListed(part)) {
        const items: TextPart[] = []
        let end = at
        for (; end < parts.length; end++) {
          const next = parts[end]!
          if (next.kind !== 'text' || !isListed(next) || headings.has(next) || captions.has(next)) break
          items.push(next)
        }
        addAll(blocks, this.#list(items))
        at = end - 1
      } else blocks.push({ type: 'paragraph', children: this.#inlines(part.lines) })
    }
    this.#markTheRest(blocks)
    return [...blocks.filter(hasSaid), ...this.#noteBlocks()]
  }

  /** The caption right after a picture or table, when it names one. */
  #captionNear(at: number, only?: RegExp): TextPart | undefined {
    const next = this.#it.parts[at + 1]
    if (next?.kind !== 'text' || !this.#it.captions.has(next)) return undefined
    return !only || only.test(next.text) ? next : undefined
  }

  #list(items: readonly TextPart[]): Block[] {
    const first = items[0]!
    const signOf = (part: TextPart) => itemStart.exec(part.text)?.[0].trim() ?? ''
    const isNumber = (part: TextPart) => /^\(?\d/.test(signOf(part))
    // A single "1." or "A." is the beginning of a sentence as often as of a list.
    if (items.length === 1 && !first.lines[0]!.role && !/^[^\p{L}\p{N}(]/u.test(signOf(first)))
      return [{ type: 'paragraph', children: this.#inlines(first.lines) }]
    const blocks: Block[] = []
    const margin = least(items.map((one) => one.lines[0]!.x0))
    const isTagged = items.every((one) => depthOf(one) > 0)
    const outermost = least(items.map(depthOf))
    let list: Extract<Block, { type: 'list' }> | undefined
    for (const part of items) {
      const ordered = /^\(?(?:\d|[a-z]\b|[ivx]+\b)/i.test(signOf(part))
      const stands = part.lines[0]!.x0 > margin + part.size * 0.9
      const isInner = (isTagged ? depthOf(part) > outermost : stands) && list !== undefined
      const content: Block = {
        type: 'paragraph',
        children: this.#inlines(
          part.lines,
          isNumber(part) || !ordered ? (itemStart.exec(part.text)?.[0].length ?? 0) : 0
        )
      }
      if (isInner) {
        const outer = list!.items.at(-1)!
        const inner = outer.at(-1)
        if (inner?.type === 'list') inner.items.push([content])
        else outer.push({ type: 'list', ordered: isNumber(part), items: [[content]] })
        continue
      }
      // Letters are kept as they are written: a list of ours has only numbers.
      const wanted = isNumber(part)
      if (list?.ordered !== wanted) {
        const start = wanted ? Number(/\d+/.exec(signOf(part))![0]) : 1
        list = { type: 'list', ordered: wanted, ...(start !== 1 ? { start } : {}), items: [] }
        blocks.push(list)
      }
      list.items.push([content])
    }
    return blocks
  }

  /** What lines say as one text, from the character `skip` on. */
  #inlines(lines: readonly Line[], skip = 0, isNote = false): Inline[] {
    const result: Inline[] = []
    let waiting: Inline[] = []
    const say = (piece: Piece, text: string, page: number) => {
      if (text) addAll(result, this.#styled(piece, text, page, isNote))
    }
    let left = skip
    for (const [index, line] of lines.entries()) {
      const pieces = piecesOf(line)
      if (!isNote) {
        const marks = this.#marksUpTo(line.page)
        // A word that a page cut in two is whole before the mark.
        if (index > 0 && marks.length && !endsApart(result)) waiting = marks
        else addAll(result, marks)
      }
      const last = pieces.at(-1)
      const next = lines[index + 1]
      if (last && next) last.text = this.#it.joiner.join(last.text.trimEnd(), textStart(next))
      for (const piece of pieces) {
        let { text } = piece
        if (left > 0) {
          const cut = Math.min(left, text.length)
          text = text.slice(cut)
          left -= cut
        }
        const space = waiting.length ? text.search(/\s/u) : -1
        if (waiting.length && space >= 0) {
          say(piece, text.slice(0, space + 1), line.page)
          addAll(result, waiting)
          waiting = []
          say(piece, text.slice(space + 1), line.page)
        } else say(piece, text, line.page)
      }
    }
    addAll(result, waiting)
    return normaliseInlines(spacesOutside(merged(result)))
  }

  #marksUpTo(page: number): Inline[] {
    const marks: Inline[] = []
    for (; this.#marked <= page; this.#marked++) {
      if (this.#targets.has(this.#marked)) marks.push({ type: 'anchor', name: pageAnchor(this.#marked) })
      marks.push({ type: 'page', number: this.#marked + 1, label: this.#it.labels[this.#marked]! })
    }
    return marks
  }

  /** Pages after the last words: pictures, blank leaves. */
  #markTheRest(blocks: Block[]): void {
    const rest = this.#marksUpTo(this.#it.labels.length - 1)
    const last = blocks.findLast((one) => one.type === 'paragraph' || one.type === 'heading')
    if (last) addAll(last.children, rest)
  }

  #styled(piece: Piece, text: string, page: number, isNote: boolean): Inline[] {
    const { run, shift } = piece
    if (shift === 'sup' && !isNote) {
      const notes = signsIn(text.trim()).map((sign) => this.#notes.get(`${page} ${sign}`))
      if (notes.length > 0 && notes.every((one) => one !== undefined)) return [this.#call(notes, text)]
    }
    let inlines: Inline[] = [{ type: 'text', text }]
    const wrap = (mark: 'strong' | 'em' | 'sup' | 'sub') => {
      inlines = [{ type: 'mark', mark, children: inlines }]
    }
    if (shift) wrap(shift)
    if (run.mono && !isNote) inlines = [{ type: 'mark', mark: 'code', children: inlines }]
    if (run.italic) wrap('em')
    if (run.bold) wrap('strong')
    if (run.href) return [{ type: 'link', href: run.href, children: inlines }]
    if (run.toPage !== undefined && run.toPage < this.#it.labels.length)
      return [{ type: 'jump', to: pageAnchor(run.toPage), children: inlines }]
    return inlines
  }

  #call(notes: readonly Footnote[], text: string): Inline {
    const children: Inline[] = []
    for (const [index, note] of notes.entries()) {
      if (index > 0) children.push({ type: 'text', text: ', ' })
      if (!this.#called.has(note)) {
        const name = `ref-${note.name}`
        this.#called.set(note, name)
        children.push({ type: 'anchor', name })
      }
      children.push({ type: 'jump', to: note.name, children: [{ type: 'text', text: note.sign }] })
    }
    const sup: Inline = { type: 'mark', mark: 'sup', children }
    return /\s$/.test(text)
      ? { type: 'mark', mark: 'sup', children: [...children, { type: 'text', text: ' ' }] }
      : sup
  }

  /** The notes after the text, each with its way back. */
  #noteBlocks(): Block[] {
    const { notes } = this.#it
    if (notes.length === 0) return []
    const paragraphs = notes.map((note): Block => {
      const back = this.#called.get(note)
      const sign: Inline = { type: 'text', text: note.sign }
      return {
        type: 'paragraph',
        children: [
          { type: 'anchor', name: note.name },
          back ? { type: 'jump', to: back, children: [sign] } : sign,
          { type: 'text', text: ' ' },
          ...this.#inlines(note.lines, note.skip, true)
        ]
      }
    })
    return [{ type: 'rule' }, ...paragraphs]
  }
}

/** A long dash at the beginning of a line is somebody speaking, in most languages, or whom a quotation is of. */
/** How deep in lists the file says that an item stands, from 1; 0 when it does not say. */
const depthOf = ({ lines }: TextPart) => (lines[0]!.role?.kind === 'item' ? lines[0]!.role.depth : 0)

const isListed = (part: TextPart) => part.item && !part.text.startsWith('—')

function figureOf(picture: PlacedPicture, caption: Inline[]): Block {
  const { asset } = picture
  const image: ImageRef = { asset: asset.hash, alt: '', width: asset.width, height: asset.height }
  return { type: 'figure', image, caption, credit: [] }
}

function textStart(line: Line): string {
  return piecesOf(line)
    .map((one) => one.text)
    .join('')
    .trimStart()
}

/** Whether nothing that was said so far goes on in the next word. */
function endsApart(list: readonly Inline[]): boolean {
  const last = list.at(-1)
  if (!last) return true
  if (last.type === 'text') return /\s$/u.test(last.text)
  return 'children' in last ? endsApart(last.children) : true
}

/** A heading is bold by itself. */
function plainOf(list: readonly Inline[]): Inline[] {
  return normaliseInlines(
    list.flatMap((inline): Inline[] => {
      if (inline.type === 'mark' && inline.mark === 'strong') return plainOf(inline.children)
      if (inline.type === 'link' || inline.type === 'jump')
        return [{ ...inline, children: plainOf(inline.children) }]
      return [inline]
    })
  )
}

/** Runs of one look become one mark: a page sets each line, and often each word, by itself. */
function merged(list: readonly Inline[]): Inline[] {
  const result: Inline[] = []
  for (const inline of list) {
    const last = result.at(-1)
    if (last?.type === 'text' && inline.type === 'text') last.text += inline.text
    else if (last?.type === 'mark' && inline.type === 'mark' && last.mark === inline.mark) {
      last.children = merged([...last.children, ...inline.children])
    } else if (last?.type === 'link' && inline.type === 'link' && last.href === inline.href) {
      last.children = merged([...last.children, ...inline.children])
    } else if (last?.type === 'jump' && inline.type === 'jump' && last.to === inline.to) {
      last.children = merged([...last.children, ...inline.children])
    } else
      result.push('children' in inline ? { ...inline, children: merged(inline.children) } : { ...inline })
  }
  return result
}

/** A space at the end of a mark stands after it. */
function spacesOutside(list: readonly Inline[]): Inline[] {
  return list.flatMap((inline): Inline[] => {
    if (inline.type !== 'mark') return [inline]
    const children = spacesOutside(inline.children)
    const last = children.at(-1)
    const space = last?.type === 'text' ? /\s+$/u.exec(last.text) : null
    if (!space || last?.type !== 'text') return [{ ...inline, children }]
    const rest = last.text.slice(0, space.index)
    const kept: Inline[] = rest
      ? [...children.slice(0, -1), { type: 'text', text: rest }]
      : children.slice(0, -1)
    return [
      { ...inline, children: kept },
      { type: 'text', text: space[0] }
    ]
  })
}

function hasSaid(block: Block): boolean {
  return block.type !== 'paragraph' || block.children.length > 0
}
