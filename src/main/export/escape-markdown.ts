/**
 * Plain text as Markdown that shows exactly this text: nothing in it can become formatting, a link, HTML,
 * a list or a heading. A line break stays one, an empty line parts paragraphs.
 * Escapes: https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export function escapeMarkdown(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.split('\n').map(escapeLine).join('\\\n'))
    .join('\n\n')
}

/** One line of text, for a heading or a list item. */
export function escapeLine(line: string): string {
  return (
    line
      .replace(/[\\`*_[\]<>&~|$^=#!{}]/g, '\\$&')
      // Web addresses become links by themselves in many readers; a text is not an address.
      .replace(/\b(https?|mailto|ftp):/gi, '$1\\:')
      .replace(/\bwww\./gi, 'www\\.')
      .replace(/@/g, '\\@')
      // Marks that open a list, a heading's underline or a rule at the start of a line only.
      .replace(/^([ \t]*)([-+:])/, '$1\\$2')
      .replace(/^([ \t]*\d+)([.)])/, '$1\\$2')
      // White space at the ends of a line would be dropped, make code or make a break.
      .replace(/^\s+|\s+$/gu, (space) => space.replace(/\s/gu, (one) => `&#${one.charCodeAt(0)};`))
  )
}

/** Puts Markdown inside a container: `prefix` before every line, without trailing space before empty ones. */
export function indentLines(markdown: string, prefix: string): string {
  return markdown
    .split(/\r\n?|\n/)
    .map((line) => (line === '' ? prefix.trimEnd() : prefix + line))
    .join('\n')
}

/** A YAML double-quoted scalar: JSON's, with what YAML calls not printable escaped too. https://yaml.org/spec/1.2.2/#57-escaped-characters */
export function yamlString(value: string): string {
  return JSON.stringify(value.toWellFormed()).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}
