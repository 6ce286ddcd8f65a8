import createMarkdownIt, { type MarkdownIt } from 'markdown-it'
import { footnotes } from './markdown-footnotes.ts'
import { math } from './markdown-math.ts'
import { obsidian } from './markdown-obsidian.ts'

/** Written without spaces between words; a line break in the source is no space there. */
const unspaced = /[\u2e80-\u303e\u3041-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]/u

// After these a parser reads on as raw text to the end tag, or to the end of the file.
const rawText =
  /<(?=\/?(?:title|textarea|style|xmp|iframe|noembed|noframes|noscript|script|plaintext|template|select|math|svg|frameset|head|body|html)(?:[\s/>]|$))/gi

const embeddedPicture =
  /^!\[\[([^\]|#\n]{1,400}\.(?:png|jpe?g|gif|webp|avif|svg))(?:#[^|\]\n]{0,150})?(?:\|([^\]\n]{0,400}))?\]\]/i
/** How large Obsidian shows a picture stands behind a bar at the end of its words. */
const shownSize = /(?:^|\|)\s*\d{1,5}(?:x\d{1,5})?\s*$/

/**
 * CommonMark with tables, strikethrough, bare addresses, footnotes, formulas, headings that can be jumped to, and
 * what Obsidian writes.
 * Its HTML, raw HTML included, is never stored: it goes through `blocks-from-html.ts` like any page.
 */
export function createMarkdownParser(): MarkdownIt {
  const markdown = createMarkdownIt({ html: true, linkify: true })
  markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  markdown.use(footnotes)
  markdown.use(math)
  markdown.use(obsidian)

  // Obsidian's way to show a picture: ![[name.png]], ![[name.png|300]], ![[name.png|A boat|300]].
  markdown.inline.ruler.before('image', 'embedded-picture', (state, silent) => {
    const found = embeddedPicture.exec(state.src.slice(state.pos, state.pos + 600))
    if (!found) return false
    if (!silent) {
      const token = state.push('image', 'img', 0)
      token.attrs = [
        ['src', encodeURI(found[1] ?? '')],
        ['alt', '']
      ]
      token.content = (found[2] ?? '').replace(shownSize, '').trim()
      const words = new state.Token('text', '', 0)
      words.content = token.content
      token.children = [words]
    }
    state.pos += found[0].length
    return true
  })
  markdown.core.ruler.push('heading-ids', (state) => {
    const used = new Map<string, number>()
    state.tokens.forEach((token, index) => {
      if (token.type !== 'heading_open') return
      const slug = slugOf(state.tokens[index + 1]?.content ?? '')
      const count = used.get(slug) ?? 0
      used.set(slug, count + 1)
      token.attrSet('id', count ? `${slug}-${count}` : slug)
    })
  })
  markdown.core.ruler.push('sizes-of-pictures', (state) => {
    for (const { children } of state.tokens)
      for (const token of children ?? []) {
        const words = token.type === 'image' ? token.children?.at(-1) : undefined
        if (words?.type === 'text' && words.content.includes('|'))
          words.content = words.content.replace(shownSize, '')
      }
  })
  const { rules } = markdown.renderer
  rules.softbreak = (tokens, index) => {
    const before = tokens[index - 1]?.content.slice(-1) ?? ''
    const after = tokens[index + 1]?.content.slice(0, 1) ?? ''
    return unspaced.test(before) && unspaced.test(after) ? '' : '\n'
  }
  rules.html_block = (tokens, index) => harmless(tokens[index]?.content ?? '')
  rules.html_inline = rules.html_block
  return markdown
}

/** Tags that would swallow the rest of the text are shown as text; so is a comment that never ends. */
function harmless(html: string): string {
  const safe = html.replace(rawText, '&lt;')
  const open = safe.lastIndexOf('<!--')
  return open >= 0 && !safe.includes('-->', open) ? `${safe.slice(0, open)}&lt;${safe.slice(open + 1)}` : safe
}

/** As GitHub names headings, which is what hand-written tables of contents point to. */
function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/gu, '-')
}
