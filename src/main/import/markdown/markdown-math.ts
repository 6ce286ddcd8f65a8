import type { MarkdownIt } from 'markdown-it'

/** Longest formula, in characters; what is longer stays as it was typed. */
const LONGEST = 10_000
/** A word of prose: the signs around it are money, not a formula. Names of functions have a backslash. */
const PROSE = /(?:^|[^\\a-z])[a-z]{3,}\s/i

/**
 * Formulas in TeX, as Pandoc, GitHub and Obsidian write them: `$a$` in a line, `$$a$$` for themselves; and
 * `\(a\)`, `\[a\]`. Without this, Markdown would take backslashes, underscores and stars out of them.
 */
export function math(markdown: MarkdownIt): void {
  markdown.block.ruler.before(
    'fence',
    'math',
    (state, startLine, endLine, silent) => {
      const line = (at: number) =>
        state.src.slice((state.bMarks[at] ?? 0) + (state.tShift[at] ?? 0), state.eMarks[at])
      const first = line(startLine)
      const [open, close] = first.startsWith('$$')
        ? ['$$', '$$']
        : first.startsWith('\\[')
          ? ['\\[', '\\]']
          : []
      if (!open || !close) return false
      let tex = ''
      for (let at = startLine; at < endLine && tex.length < LONGEST; at++) {
        const words = at === startLine ? first.slice(2) : line(at)
        const end = words.indexOf(close)
        if (end < 0 && words.trim() === '' && at > startLine) return false
        tex += `${end < 0 ? words : words.slice(0, end)}\n`
        if (end < 0) continue
        // Words after it make it part of a sentence.
        if (words.slice(end + 2).trim() || !tex.trim()) return false
        if (silent) return true
        const token = state.push('math', 'math', 0)
        token.content = tex.trim()
        token.block = true
        state.line = at + 1
        return true
      }
      return false
    },
    { alt: ['paragraph', 'reference', 'blockquote', 'list'] }
  )

  markdown.inline.ruler.before('escape', 'math', (state, silent) => {
    const { src, pos } = state
    const [open, close] = src.startsWith('$$', pos)
      ? ['$$', '$$']
      : src.startsWith('$', pos)
        ? ['$', '$']
        : src.startsWith('\\(', pos)
          ? ['\\(', '\\)']
          : []
    if (!open || !close) return false
    const from = pos + open.length
    const rest = src.slice(from, Math.min(state.posMax, from + LONGEST))
    const end = open === '$' ? endOfDollars(rest) : rest.indexOf(close)
    if (end < 1) return false
    const tex = rest.slice(0, end)
    if (!tex.trim() || /\n\s*\n/.test(tex)) return false
    if (!silent) state.push('math', 'math', 0).content = tex.trim()
    state.pos = from + end + close.length
    return true
  })

  markdown.renderer.rules.math = (tokens, index) => {
    const { content, block } = tokens[index] ?? { content: '', block: false }
    const tex = markdown.utils.escapeHtml(content)
    return `<math${block ? ' display="block"' : ''}><semantics><annotation encoding="application/x-tex">${tex}</annotation></semantics></math>${block ? '\n' : ''}`
  }
}

/** Pandoc's rule: no space inside either sign, no digit after the second. */
function endOfDollars(rest: string): number {
  if (/^\s/.test(rest)) return -1
  for (let at = rest.indexOf('$', 1); at > 0; at = rest.indexOf('$', at + 1)) {
    if (rest[at - 1] === '\\') continue
    const isEnd = !/\s/.test(rest[at - 1]!) && !/\d/.test(rest[at + 1] ?? '')
    return isEnd && !PROSE.test(rest.slice(0, at).replace(/\\[a-z]+\{[^{}]*\}/gi, '')) ? at : -1
  }
  return -1
}
