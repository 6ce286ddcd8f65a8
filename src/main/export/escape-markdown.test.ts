import fc from 'fast-check'
import MarkdownIt from 'markdown-it'
import { describe, expect, it } from 'vitest'
import { anyText } from '../../shared/testing/random-blocks.ts'
import { escapeLine, escapeMarkdown, indentLines, yamlString } from './escape-markdown.ts'

const reader = new MarkdownIt({ html: true, linkify: true })

/** What a Markdown reader shows, as plain text. */
function shown(markdown: string): { tags: Set<string>; text: string } {
  const html = reader.render(markdown)
  const tags = new Set(Array.from(html.matchAll(/<([a-z0-9]+)/g), ([, tag]) => tag ?? ''))
  const text = html
    .replace(/<br>\n?/g, '\n')
    .replace(/<\/p>\s*<p>/g, '\n\n')
    .replace(/^<p>|<\/p>\n?$/g, '')
    .replace(
      /&(lt|gt|amp|quot);/g,
      (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name] ?? ''
    )
  return { tags, text }
}

const printable = fc.array(anyText, { maxLength: 6 }).map((parts) => parts.join('').replace(/[\n\r]/g, ' '))

describe('escapeMarkdown', () => {
  it('shows exactly the text, and nothing of it as formatting', () => {
    fc.assert(
      fc.property(printable, (line) => {
        fc.pre(line.trim() !== '')
        const { tags, text } = shown(escapeLine(line))
        expect([...tags]).toEqual(['p'])
        expect(text).toBe(line)
      }),
      { numRuns: 500 }
    )
  })

  it('keeps line breaks and paragraphs inside a quotation', () => {
    const quoted = indentLines(escapeMarkdown('first *line*\n# second\n\n- third\n---'), '> ')
    const html = reader.render(quoted)
    expect(html).toBe(
      '<blockquote>\n<p>first *line*<br>\n# second</p>\n<p>- third<br>\n---</p>\n</blockquote>\n'
    )
  })
})

describe('yamlString', () => {
  it('is one line of printable characters that means the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const quoted = yamlString(value)
        expect(quoted).toMatch(/^".*"$/s)
        expect(quoted).not.toMatch(/[\n\r\x00-\x08\x7f-\x9f\u2028\u2029\ufeff]/)
        expect(JSON.parse(quoted)).toBe(value.toWellFormed())
      })
    )
  })
})
