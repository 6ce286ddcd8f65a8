import type { Block } from '../../../shared/blocks.ts'
import { blocksFromStored } from '../../import/body/blocks-from-stored.ts'
import { buildBody } from '../../import/body/build-body.ts'

/** A file of the book. `html` is stored HTML, `headings` are its top-level headings in order. */
export interface Chapter {
  html: string
  headings: { level: number; text: string; offset: number }[]
}

/** About ten printed pages: a shorter text stays in one file, since every file begins a new page. */
const LONG = 30_000

/**
 * Cuts a version at its chapters: the top-level headings of the highest level it has. What stands before
 * the first is a file of its own.
 * @throws SyntaxError when it is not stored HTML
 */
export function chaptersOf(html: string, isBook: boolean): Chapter[] {
  const blocks = blocksFromStored(html)
  const cuts = isBook || html.length > LONG ? highest(blocks) : 0
  const parts: Block[][] = [[]]
  for (const block of blocks) {
    if (block.type === 'heading' && block.level === cuts && parts.at(-1)!.length > 0) parts.push([])
    parts.at(-1)!.push(block)
  }
  return parts.map((part) => {
    const { html, outline } = buildBody(part)
    // Top-level blocks begin a line, and no text holds an unescaped angle.
    const top = new Set(
      [...html.matchAll(/^<h[2-6](?: dir="[a-z]+")? data-at="(\d+)">/gm)].map((found) => Number(found[1]))
    )
    return { html, headings: outline.filter(({ offset }) => top.has(offset)) }
  })
}

function highest(blocks: readonly Block[]): number {
  return Math.min(...blocks.map((block) => (block.type === 'heading' ? block.level : 7)))
}
