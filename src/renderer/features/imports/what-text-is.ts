import { isLikeAddress } from '../../../shared/web-address.ts'

/** Longer than this (UTF-16 units), and it is neither the names of a few files nor a word. */
const SHORT = 4096

/** Where a file is, as file managers and terminals copy it: `file:` addresses, paths from a root or a drive. */
const FILE = /^(?:file:\/\/\S|[a-z]:[\\/][^\n]|\\\\[^\\]+\\[^\n]|~?\/(?:[^/\n]+\/)*[^/\n]+\.[a-z\d]{1,8}$)/i

/**
 * What somebody dropped or pasted as text: the address of a page, the places of files, hardly more than a word, or
 * a text.
 */
export function whatTextIs(text: string): 'address' | 'file' | 'word' | 'text' {
  const said = text.trim()
  if (isLikeAddress(said)) return 'address'
  if (said.length > SHORT || said === '') return 'text'
  if (said.split(/\s*\n\s*/).every((line) => FILE.test(line))) return 'file'
  return !said.includes('\n') && wordsIn(said) <= 1 ? 'word' : 'text'
}

function wordsIn(text: string): number {
  if (/\S\s+\S/u.test(text)) return 2
  let words = 0
  // Where nobody writes spaces, a sentence has none either.
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text))
    if (isWordLike) words++
  return /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}/u.test(
    text
  )
    ? words
    : Math.min(words, 1)
}
