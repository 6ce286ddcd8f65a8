import { createHash } from 'node:crypto'
import type { Block } from '../../../shared/blocks.ts'
import { BlockRenderer } from './block-renderer.ts'
import { BodyWriter, type Cuts, type Section } from './body-writer.ts'
import { countWords } from './count-words.ts'

/** The stored form of an article's text. Offsets are UTF-16 units. */
export interface Body {
  html: string
  /** Canonical text: standfirst, body, source line, with a blank line between. */
  text: string
  bodyStart: number
  bodyEnd: number
  /** Consecutive pieces, cut between top-level blocks. */
  sections: Section[]
  outline: { level: number; text: string; offset: number }[]
  /** Places `[start, end]` in the text of what stands under figures: caption and credit. Not stored. */
  captions: [number, number][]
  /** Places `[start, end]` of words the reader had marked elsewhere; only with `liftMarks`. Not stored. */
  marked: [number, number][]
  /** Words of the whole canonical text. */
  wordCount: number
}

export interface BodyBuilder {
  /** Appends blocks that `BlockSchema` has accepted; where sections are cut as told, they are one. */
  add(blocks: readonly Block[]): void
  finish(): Body
}

interface Around {
  standfirst?: string
  sourceLine?: string
  /** Marked words are told apart from the text and not written as such: they become highlights. */
  liftMarks?: boolean
}

/**
 * Builds stored HTML and canonical text together, so that they cannot disagree. This folder is the only place
 * that writes article HTML, and blocks are the only thing it is written from.
 */
export function bodyBuilder(around: Around = {}, cuts: Cuts = 'when full'): BodyBuilder {
  const standfirst = around.standfirst ?? ''
  const sourceLine = around.sourceLine ?? ''
  const before = standfirst ? `${standfirst}\n\n` : ''
  const out = new BodyWriter(before, around.liftMarks ?? false, cuts)
  const blocks = new BlockRenderer(out)
  return {
    add(list) {
      for (const [at, block] of list.entries()) {
        out.nextBlock(at === 0)
        blocks.render(block)
      }
    },
    finish() {
      out.end()
      const bodyStart = before.length
      const bodyEnd = out.offset
      return {
        html: out.html,
        text: sourceLine ? `${out.text}${bodyEnd > bodyStart ? '\n\n' : ''}${sourceLine}` : out.text,
        bodyStart,
        bodyEnd,
        sections: out.sections,
        outline: blocks.outline,
        captions: blocks.captions,
        marked: out.marked,
        wordCount: countWords(standfirst) + out.wordCount + countWords(sourceLine)
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

/** The body of blocks that are cut into sections already. */
export function buildSections(sections: Iterable<readonly Block[]>, around: Around = {}): Body {
  const builder = bodyBuilder(around, 'as told')
  for (const blocks of sections) builder.add(blocks)
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
