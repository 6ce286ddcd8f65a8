/**
 * Cloze deletions as Anki writes them: `{{c1::hidden}}`, `{{c2::hidden::hint}}`, nested, the same number
 * more than once for one card. https://docs.ankiweb.net/editing.html#cloze-deletion
 */
export type ClozeNode = string | { number: number; hint: string; nodes: ClozeNode[] }

/** A run of a card's text. `gap` is what is asked: its hint on the front, what was hidden on the back. */
export interface ClozeRun {
  kind: 'text' | 'gap'
  text: string
}

/** Anki's own limit. */
export const MAX_CLOZE = 500

/** Parses clozes; braces that open nothing, or are never closed, are text. */
function parseCloze(text: string): ClozeNode[] {
  const root: ClozeNode[] = []
  const open: { number: number; hint: string; nodes: ClozeNode[]; at: number; hasHint: boolean }[] = []
  const say = (words: string) => {
    const cloze = open.at(-1)
    if (!cloze) {
      if (words !== '') root.push(words)
      return
    }
    if (cloze.hasHint) {
      cloze.hint += words
      return
    }
    const at = words.indexOf('::')
    if (at !== -1) {
      cloze.hint = words.slice(at + 2)
      cloze.hasHint = true
      words = words.slice(0, at)
    }
    if (words !== '') cloze.nodes.push(words)
  }
  let from = 0
  for (const token of text.matchAll(/\{\{c(\d{1,6})::|\}\}/gu)) {
    if (token[1] === undefined && open.length === 0) continue
    say(text.slice(from, token.index))
    from = token.index + token[0].length
    if (token[1] !== undefined) {
      open.push({ number: Number(token[1]), hint: '', nodes: [], at: token.index, hasHint: false })
      continue
    }
    const { number, hint, nodes } = open.pop()!
    ;(open.at(-1)?.nodes ?? root).push({ number, hint, nodes })
  }
  const unclosed = open[0]
  if (unclosed) {
    // Everything from the brace that was never closed is text; what was whole inside it still counts.
    const head = text.slice(0, unclosed.at + 2)
    return [...parseCloze(head.slice(0, -2)), '{{', ...parseCloze(text.slice(unclosed.at + 2))]
  }
  say(text.slice(from))
  return root
}

function walk(nodes: readonly ClozeNode[], visit: (node: Exclude<ClozeNode, string>) => void): void {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    visit(node)
    walk(node.nodes, visit)
  }
}

const plain = (nodes: readonly ClozeNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : plain(node.nodes))).join('')

/** The numbers that hide something, in order: one card each. */
export function clozeNumbers(text: string): number[] {
  const numbers = new Set<number>()
  walk(parseCloze(text), (node) => {
    if (node.number >= 1 && node.number <= MAX_CLOZE && plain(node.nodes).trim() !== '')
      numbers.add(node.number)
  })
  return [...numbers].sort((a, b) => a - b)
}

/** The text of the card `number`, front or back. The other numbers are shown as they are. */
export function clozeRuns(text: string, number: number, side: 'front' | 'back'): ClozeRun[] {
  const runs: ClozeRun[] = []
  const add = (kind: ClozeRun['kind'], words: string) => {
    const last = runs.at(-1)
    if (kind === 'text' && last?.kind === 'text') last.text += words
    else runs.push({ kind, text: words })
  }
  const go = (nodes: readonly ClozeNode[]) => {
    for (const node of nodes) {
      if (typeof node === 'string') add('text', node)
      else if (node.number === number) add('gap', side === 'front' ? node.hint.trim() : plain(node.nodes))
      else go(node.nodes)
    }
  }
  go(parseCloze(text))
  return runs
}

/** The text with nothing hidden. */
export function withoutCloze(text: string): string {
  return plain(parseCloze(text))
}

/**
 * Hides `start` to `end` of the text as the next number (or as `number`).
 * @returns the new text, and where the cloze ends in it
 */
export function hide(
  text: string,
  start: number,
  end: number,
  number?: number
): { text: string; end: number } {
  const next = number ?? Math.min(MAX_CLOZE, Math.max(0, ...clozeNumbers(text)) + 1)
  const hidden = `{{c${next}::${text.slice(start, end)}}}`
  return { text: text.slice(0, start) + hidden + text.slice(end), end: start + hidden.length }
}
