import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

/** What a note may be dressed in, in the Markdown our notes are written in. */
const marks: Record<string, string> = {
  b: '**',
  strong: '**',
  i: '*',
  em: '*',
  s: '~~',
  del: '~~',
  code: '`'
}
const blocks = new Set([
  'p',
  'div',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'blockquote',
  'pre'
])
/** Deeper dress than this is taken off: a note is no page. */
const DEEPEST = 40

/**
 * A note as reference managers keep it, in HTML, as the Markdown our notes are written in. Words without tags
 * stay as they are.
 */
export function noteMarkdown(note: string): string {
  if (!/<\/?[a-z][^<>]*>/i.test(note)) return note
  return partsOf(parseFragment(note).childNodes, 0)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function partsOf(nodes: readonly Node[], depth: number): string {
  return nodes
    .map((node) => ('value' in node ? inline(node.value) : 'tagName' in node ? part(node, depth) : ''))
    .join('')
}

const inline = (words: string) => words.replace(/\s+/gu, ' ')

function part(element: Element, depth: number): string {
  const { tagName } = element
  if (['script', 'style', 'template'].includes(tagName)) return ''
  if (tagName === 'br') return '\n'
  if (depth > DEEPEST) return ''
  const words = partsOf(element.childNodes, depth + 1)
  const inside = words.trim()
  if (inside === '') return blocks.has(tagName) ? '\n\n' : words
  const mark = marks[tagName]
  if (mark) return `${/^\s/.test(words) ? ' ' : ''}${mark}${inside}${mark}${/\s$/.test(words) ? ' ' : ''}`
  if (tagName === 'a') {
    const href = element.attrs.find(({ name }) => name === 'href')?.value ?? ''
    return /^https?:\/\/[^\s<>]+$/i.test(href) ? `[${inside}](<${href}>)` : words
  }
  if (tagName === 'li') return `\n- ${inside.replace(/\n+/g, '\n  ')}`
  if (/^h[1-6]$/.test(tagName)) return `\n\n${'#'.repeat(Number(tagName[1]))} ${inline(inside)}\n\n`
  if (tagName === 'blockquote') return `\n\n${inside.replace(/^/gm, '> ')}\n\n`
  return blocks.has(tagName) ? `\n\n${inside}\n\n` : words
}
