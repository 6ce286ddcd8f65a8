import type { Env, MarkdownIt, Token } from 'markdown-it'

const definition = /^\[\^([^\s\]]{1,100})\]:[ \t]*/

interface Notes {
  /** Numbers by label, in the order of first mention. */
  numbers: Map<string, number>
  /** How often each was mentioned. */
  mentions: Map<string, number>
  definitions: Map<string, string>
}

/**
 * Footnotes as Pandoc, Obsidian and GitHub write them: `text[^1]` and, in a paragraph of its own, `[^1]: note`, with
 * further lines indented, or `text^[note]`. They are set at the end, with links both ways.
 */
export function footnotes(markdown: MarkdownIt): void {
  markdown.block.ruler.before(
    'reference',
    'footnote',
    (state, startLine, endLine, silent) => {
      const first = state.src.slice(
        (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0),
        state.eMarks[startLine]
      )
      if (state.blkIndent > 0 || (state.sCount[startLine] ?? 0) > 3) return false
      const match = definition.exec(first)
      if (!match) return false
      if (silent) return true
      const lines = [first.slice(match[0].length)]
      let line = startLine + 1
      for (; line < endLine; line += 1) {
        const text = state.src.slice(state.bMarks[line], state.eMarks[line])
        if (text.trim() === '') {
          // A blank line ends the note unless what follows is indented.
          const next = state.src.slice(state.bMarks[line + 1] ?? 0, state.eMarks[line + 1] ?? 0)
          if (line + 1 >= endLine || !/^(?: {2,}|\t)\S/.test(next)) break
          lines.push('')
        } else if (/^(?: {2,}|\t)/.test(text)) lines.push(text.replace(/^(?: {1,4}|\t)/, ''))
        else if (definition.test(text) || lines.at(-1) === '') break
        else lines.push(text)
      }
      const { definitions } = notesOf(state.env)
      const label = match[1] as string
      if (!definitions.has(label)) definitions.set(label, lines.join('\n'))
      state.line = line
      return true
    },
    { alt: ['paragraph', 'reference'] }
  )

  markdown.inline.ruler.after('image', 'footnote-mention', (state, silent) => {
    if (state.src.charCodeAt(state.pos) !== 0x5b || state.src.charCodeAt(state.pos + 1) !== 0x5e) return false
    const end = state.src.indexOf(']', state.pos)
    const label = end > 0 ? state.src.slice(state.pos + 2, end) : ''
    const notes = notesOf(state.env)
    if (!notes.definitions.has(label)) return false
    if (!silent) state.push('footnote_mention', '', 0).meta = mentionOf(notes, label)
    state.pos = end + 1
    return true
  })
  markdown.inline.ruler.after('image', 'footnote-inline', (state, silent) => {
    if (!state.src.startsWith('^[', state.pos)) return false
    const end = closingBracket(state.src, state.pos + 1, state.posMax)
    const content = end < 0 ? '' : state.src.slice(state.pos + 2, end).trim()
    if (!content) return false
    if (!silent) {
      const notes = notesOf(state.env)
      // No label of a reader's holds a space.
      const label = `inline ${notes.definitions.size}`
      notes.definitions.set(label, content)
      state.push('footnote_mention', '', 0).meta = mentionOf(notes, label)
    }
    state.pos = end + 1
    return true
  })
  markdown.renderer.rules.footnote_mention = (tokens, index) => {
    const { number, mention } = (tokens[index] as Token).meta as { number: number; mention: number }
    return `<sup><a href="#fn-${number}" id="fnref-${number}-${mention}">${number}</a></sup>`
  }

  const render = markdown.render.bind(markdown)
  markdown.render = (source, env = {}) => {
    const html = render(source, env)
    const notes = notesOf(env)
    let list = ''
    // A note may mention further notes, so the list grows while it is written.
    for (const [label, number] of notes.numbers) {
      const content = render(notes.definitions.get(label) ?? '', env).trim()
      const back = Array.from({ length: Math.min(notes.mentions.get(label) ?? 1, 26) }, (_, mention) => {
        return ` <a href="#fnref-${number}-${mention + 1}">↩</a>`
      }).join('')
      const closed = content.endsWith('</p>')
        ? `${content.slice(0, -4)}${back}</p>`
        : `${content}<p>${back}</p>`
      list += `<li id="fn-${number}">${closed}</li>`
    }
    return list ? `${html}<hr><ol>${list}</ol>` : html
  }
}

function mentionOf(notes: Notes, label: string): { number: number; mention: number } {
  const number = notes.numbers.get(label) ?? notes.numbers.size + 1
  notes.numbers.set(label, number)
  const mention = (notes.mentions.get(label) ?? 0) + 1
  notes.mentions.set(label, mention)
  return { number, mention }
}

/** Where the bracket opened at `start` closes, or -1. */
function closingBracket(text: string, start: number, end: number): number {
  let depth = 0
  for (let at = start; at < end; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '[') depth += 1
    else if (text[at] === ']' && --depth === 0) return at
  }
  return -1
}

/** markdown-it hands the same `env` to every rule of one text. */
function notesOf(env: Env): Notes {
  const known = notesByText.get(env)
  if (known) return known
  const notes: Notes = { numbers: new Map(), mentions: new Map(), definitions: new Map() }
  notesByText.set(env, notes)
  return notes
}
const notesByText = new WeakMap<Env, Notes>()
