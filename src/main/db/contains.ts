/** A letter whose other case SQLite's LIKE does not know. */
const CASED = /(?!\p{ASCII})\p{Cased_Letter}/u

/**
 * SQL that holds where one of `columns` contains the words, in capitals or not, whatever signs are in them, and
 * the pattern for its parameter `@name`. LIKE takes a capital for a small letter in ASCII only; GLOB, several times
 * slower, has classes of letters.
 */
export function contains(
  columns: readonly string[],
  words: string,
  name = 'contains'
): { where: string; pattern: string } {
  const text = words.trim()
  const test = CASED.test(text) ? `GLOB @${name}` : `LIKE @${name} ESCAPE '\\'`
  return {
    where: `(${columns.map((column) => `${column} ${test}`).join(' OR ')})`,
    pattern: CASED.test(text)
      ? `*${[...text].map(inEitherCase).join('')}*`
      : `%${text.replace(/[\\%_]/g, '\\$&')}%`
  }
}

/** As a part of GLOB's pattern. A capital of two letters, as of ß, is none of its own. */
function inEitherCase(letter: string): string {
  const cases = [...new Set([letter, letter.toLowerCase(), letter.toUpperCase()])].filter(
    (one) => [...one].length === 1
  )
  return cases.length > 1 || /[*?[]/.test(letter) ? `[${cases.join('')}]` : letter
}
