/** Katakana ァ to ヶ, and the signs that repeat a letter, ヽ and ヾ. Each has its hiragana 96 places before it. */
const katakana = /[\u30a1-\u30f6\u30fd\u30fe]/gu
const BEFORE = 96

/**
 * Hiragana for katakana: which of the two a word is written in is a matter of style (りんご, リンゴ). Japanese
 * collation, too, takes them for one letter.
 */
export function foldKana(letters: string): string {
  return letters.replace(katakana, (letter) => String.fromCharCode(letter.charCodeAt(0) - BEFORE))
}
