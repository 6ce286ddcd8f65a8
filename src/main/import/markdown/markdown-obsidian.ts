import type { MarkdownIt } from 'markdown-it'

/** How far an end is looked for, in characters. */
const FARTHEST = 1000
const wikiLink = /^\[\[(?![\s\d]+\]\])([^\s[\]|\n][^[\]|\n]{0,400})(?:\|([^[\]\n]{1,400}))?\]\](?![([])/
const callout = /^\[!([A-Za-z][\w-]{0,40})(?:\|[^\]\n]*)?\][+-]?[ \t]*([^\n]*)/
const task = /^\[([ xX/-])\][ \t]+/

/**
 * What Obsidian (and with it GitHub and many note-taking programs) writes beyond CommonMark: `==marked words==`,
 * `[[links to notes]]`, which lead nowhere here and are shown as their words, callouts, and tasks.
 */
export function obsidian(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('emphasis', 'marked', (state, silent) => {
    const { src, pos, posMax } = state
    if (!src.startsWith('==', pos) || src[pos - 1] === '=' || /[\s=]/.test(src[pos + 2] ?? ' ')) return false
    const end = endOfMark(src.slice(pos + 2, Math.min(posMax, pos + 2 + FARTHEST)))
    if (end < 0) return false
    if (!silent) {
      state.push('mark_open', 'mark', 1).markup = '=='
      state.pos = pos + 2
      state.posMax = pos + 2 + end
      state.md.inline.tokenize(state)
      state.push('mark_close', 'mark', -1).markup = '=='
      state.posMax = posMax
    }
    state.pos = pos + 4 + end
    return true
  })

  markdown.inline.ruler.before('link', 'wiki-link', (state, silent) => {
    const found = wikiLink.exec(state.src.slice(state.pos, state.pos + 900))
    if (!found) return false
    const [all, target = '', label] = found
    if (!silent) state.push('text', '', 0).content = label ?? target.replace(/^#\^?/, '').replace('#', ' › ')
    state.pos += all.length
    return true
  })

  markdown.core.ruler.before('inline', 'callouts-and-tasks', ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      if (token.type !== 'inline' || tokens[index - 1]?.type !== 'paragraph_open') continue
      const around = tokens[index - 2]?.type
      if (around === 'list_item_open') {
        token.content = token.content.replace(task, (_, state: string) => (state === ' ' ? '☐ ' : '☑ '))
      } else if (around === 'blockquote_open') {
        token.content = token.content.replace(
          callout,
          (_, kind: string, title: string, _at: number, all: string) => {
            const name = title.trim() || kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase()
            const isLast = all.indexOf('\n') < 0
            return `${/[*_]/.test(name) ? name : `**${name}**`}${isLast ? '' : '\\'}`
          }
        )
      }
    }
  })
}

function endOfMark(rest: string): number {
  for (let at = rest.indexOf('==', 1); at > 0; at = rest.indexOf('==', at + 1)) {
    if (!/[\s=]/.test(rest[at - 1]!) && rest[at + 2] !== '=') return at
  }
  return -1
}
