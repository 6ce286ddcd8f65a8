import { linkMarkdown, parseLinkUrl } from './links.ts'
import type { HighlightId } from './values.ts'

/** A highlight put into a notebook: a link that stands in a paragraph of its own. */
export function embedMarkdown(quote: string, highlightId: HighlightId): string {
  return linkMarkdown(quote, { kind: 'highlight', id: highlightId })
}

const ALONE = /^ {0,3}\[(?:\\.|[^[\]\\])*\]\((lectern:highlight\/[0-9a-f-]{36})\)[ \t]*$/u

/** A piece of a notebook: lines of Markdown as they are, or a highlight shown in their place. */
export type Piece = { kind: 'text'; text: string } | { kind: 'embed'; highlightId: HighlightId }

/**
 * A notebook's Markdown cut where highlights are embedded: links to one alone on a line, with an empty line
 * (or nothing) before and behind, and outside of code.
 */
export function piecesOf(markdown: string): Piece[] {
  const lines = markdown.split('\n')
  const pieces: Piece[] = []
  let kept: string[] = []
  let fence: string | undefined
  const flush = () => {
    if (kept.some((line) => line.trim() !== '')) pieces.push({ kind: 'text', text: kept.join('\n') })
    kept = []
  }
  const isEmpty = (line: string | undefined) => line === undefined || line.trim() === ''
  for (const [at, line] of lines.entries()) {
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(line)?.[1]
    if (mark && fence === undefined) fence = mark
    else if (mark && fence !== undefined && mark.startsWith(fence)) fence = undefined
    const url = fence === undefined ? ALONE.exec(line)?.[1] : undefined
    const target = url === undefined ? undefined : parseLinkUrl(url)
    const isAlone = isEmpty(lines[at - 1]) || isEmbed(pieces, kept)
    if (target && isAlone && (isEmpty(lines[at + 1]) || ALONE.test(lines[at + 1]!))) {
      flush()
      pieces.push({ kind: 'embed', highlightId: target.id as HighlightId })
    } else kept.push(line)
  }
  flush()
  return pieces
}

/** Directly behind another one: two dropped one after the other are two. */
const isEmbed = (pieces: readonly Piece[], kept: readonly string[]) =>
  kept.length === 0 && pieces.at(-1)?.kind === 'embed'
