import type { Inline } from '../../../shared/blocks.ts'
import { countWords } from './count-words.ts'
import { renderInlines } from './inline-html.ts'

// The reader lays out one piece at a time; about three screens' worth keeps that under a frame or two.
const SECTION_WORDS = 800
// Pieces of few words (tables of figures, lists of pictures) are cut by weight instead.
const SECTION_HTML = 64_000

type Separator = '' | '\t' | '\n' | '\n\n'

/** Who says where a section ends: the writer, when it is full, or whoever writes. */
export type Cuts = 'when full' | 'as told'

/** A consecutive piece of a body: `[htmlStart, htmlEnd, textStart, textEnd]`. */
export type Section = [number, number, number, number]

/** Writes HTML and canonical text side by side, leaf by leaf, and cuts both into sections. */
export class BodyWriter {
  readonly sections: Section[] = []
  /** Places `[start, end]` in the text of words the reader had marked elsewhere. */
  readonly marked: [number, number][] = []
  /** Words of all leaves. */
  wordCount = 0
  readonly #liftMarks: boolean
  readonly #cuts: Cuts
  // Whole sections are joined here; the parts below belong to the one being written.
  #html = ''
  #text = ''
  #htmlParts: string[] = []
  #textParts: string[] = []
  #htmlLength = 0
  #offset: number
  #pending: Separator = ''
  #started = false
  #sectionWords = 0
  #sectionHtmlStart = 0
  #sectionTextStart: number

  /**
   * @param before text that stands before the first leaf
   * @param liftMarks marked words are told apart from the text and not written as such
   */
  constructor(before: string, liftMarks: boolean, cuts: Cuts) {
    this.#text = before
    this.#offset = before.length
    this.#sectionTextStart = before.length
    this.#liftMarks = liftMarks
    this.#cuts = cuts
  }

  /** Where the text ends so far. */
  get offset(): number {
    return this.#offset
  }

  /** Where the text of the next leaf will begin. */
  get nextOffset(): number {
    return this.#started ? this.#offset + this.#pending.length : this.#offset
  }

  get html(): string {
    return this.#html
  }

  get text(): string {
    return this.#text
  }

  /** Markup that says nothing. */
  write(piece: string): void {
    this.#htmlParts.push(piece)
    this.#htmlLength += piece.length
  }

  /** What must stand before the next leaf; the strongest asked for since the last one wins. */
  separate(by: Separator): void {
    const pending = this.#pending
    if (by.length > pending.length || pending === '' || (pending === '\t' && by === '\n')) this.#pending = by
  }

  /** One element that directly holds inline text; answers with its text. */
  leaf(tag: string, attributes: string, children: readonly Inline[]): string {
    if (this.#started) this.#say(this.#pending)
    this.#started = true
    this.#pending = ''
    const { html, text, marked } = renderInlines(children, this.#liftMarks)
    for (const [start, end] of marked) this.marked.push([this.#offset + start, this.#offset + end])
    this.write(`<${tag}${attributes} data-at="${this.#offset}">${html}</${tag}>`)
    if (text) {
      const words = countWords(text)
      this.wordCount += words
      this.#sectionWords += words
      this.#say(text)
    }
    return text
  }

  /**
   * Before each block of the body: a line of its own, and a section of its own when the last one is full.
   * @param beginsSection where sections are cut as told: a section of its own, whatever the last one holds
   */
  nextBlock(beginsSection: boolean): void {
    if (this.#htmlLength > 0) {
      this.write('\n')
      if (this.#cuts === 'as told' ? beginsSection : this.#isFull) this.#closeSection()
    }
    this.separate('\n\n')
  }

  get #isFull(): boolean {
    return this.#sectionWords >= SECTION_WORDS || this.#htmlLength - this.#sectionHtmlStart >= SECTION_HTML
  }

  /** After the last block; `html`, `text` and `sections` are whole from here on. */
  end(): void {
    if (this.#htmlLength > this.#sectionHtmlStart || this.sections.length === 0) this.#closeSection()
  }

  #say(piece: string): void {
    this.#textParts.push(piece)
    this.#offset += piece.length
  }

  #closeSection(): void {
    this.#html += this.#htmlParts.join('')
    this.#text += this.#textParts.join('')
    this.#htmlParts = []
    this.#textParts = []
    this.sections.push([this.#sectionHtmlStart, this.#htmlLength, this.#sectionTextStart, this.#offset])
    this.#sectionHtmlStart = this.#htmlLength
    this.#sectionTextStart = this.#offset
    this.#sectionWords = 0
  }
}
