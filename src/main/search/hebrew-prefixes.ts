/** Hebrew letters without points: what `foldWord` leaves of a word. */
const hebrew = /^[\u05d0-\u05ea]{2,}$/
/**
 * What is written to a Hebrew word as its first letters: the article, prepositions, "and", "that", and those that
 * stand together. Grammars call the letters moshe vekalev.
 */
const prefixes = [
  ...['ה', 'ו', 'ב', 'כ', 'ל', 'מ', 'ש'],
  ...['וה', 'וב', 'וכ', 'ול', 'ומ', 'וש', 'מה', 'שה', 'שב', 'שכ', 'של', 'שמ', 'כש', 'לכש', 'מש', 'ושה']
]
/** A shorter rest may be any word. */
const LEAST_REST = 3

/**
 * Words that are a Hebrew word with other first letters written to it, or with none; an empty list for any other word.
 * Which letters are its own only the library knows: most of these are no words.
 */
export function otherPrefixes(word: string): string[] {
  if (!hebrew.test(word)) return []
  const bare = prefixes
    .filter((prefix) => word.startsWith(prefix))
    .map((prefix) => word.slice(prefix.length))
    .filter((rest) => rest.length >= LEAST_REST)
  const all = [word, ...bare].flatMap((stem) => [stem, ...prefixes.map((prefix) => prefix + stem)])
  return [...new Set(all)].filter((one) => one !== word)
}
