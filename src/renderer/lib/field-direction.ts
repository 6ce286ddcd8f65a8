/** Text whose direction the browser finds by itself without delay, UTF-16 units. */
const SHORT = 8000

const FIRST_LETTER = /\p{L}/u
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/**
 * The `dir` of a text field. The browser's own `auto` looks through all of a long text for every line of it:
 * with a million letters a key took six seconds. There the first letter decides for all.
 */
export function fieldDirection(text: string): 'auto' | 'ltr' | 'rtl' {
  if (text.length <= SHORT) return 'auto'
  const letter = FIRST_LETTER.exec(text.slice(0, SHORT))?.[0] ?? ''
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr'
}
