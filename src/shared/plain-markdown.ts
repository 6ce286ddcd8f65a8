import { plainWords } from './links.ts'

const LINE_SIGNS =
  /^(?:[ \t]{0,3}(?:(?:`{3,}|~{3,})[^\n]*|(?:[-*_][ \t]*){3,}$|#{1,6}[ \t]+)|(?:[ \t]*>[ \t]?)*[ \t]*[-*+][ \t]+(?:\[[ xX]\][ \t]+)?|(?:[ \t]*>[ \t]?)+)/gmu
/** Longest passage whose emphasis is taken away, UTF-16 units: what a sign costs that is never closed. */
const SIGNS = [
  /(?<!\\|`)(`{1,3})(?!`)([^`\n]{1,200})\1(?!`)/gu,
  /(?<![\\*])(\*{1,3})(?=[^\s*])((?:[^\n]|\n(?!\s*\n)){1,300}?)(?<=[^\s\\])\1(?!\*)/gu,
  /(?<![\p{L}\p{N}\\_])(_{1,3})(?=[^\s_])((?:[^\n]|\n(?!\s*\n)){1,300}?)(?<=[^\s\\])\1(?![\p{L}\p{N}_])/gu,
  /(?<![\\~])(~~)(?=[^\s~])([^\n]{1,300}?)(?<=[^\s\\])\1(?!~)/gu
]

/**
 * What a Markdown text says, line for line: without the signs of headings, lists, quotations, emphasis and
 * code, its links as their words. Signs that mean nothing (`2 * 3`, `snake_case`) stay.
 */
export function plainMarkdown(markdown: string): string {
  let text = markdown.replace(LINE_SIGNS, '')
  // Twice: what is strong may stand in what is stressed.
  for (let round = 0; round < 2; round++) for (const sign of SIGNS) text = text.replace(sign, '$2')
  return plainWords(text)
}
