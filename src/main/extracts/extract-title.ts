import { beginningOf } from '../../shared/shorten.ts'

/** Longest title made from words, UTF-16 units. */
const LONGEST = 80

/** What an extract is called: its first words, whole, up to the end of a sentence where that is near. */
export function extractTitle(exact: string): string {
  const line = exact.replace(/\s+/gu, ' ').trim()
  const sentence = /^.{12,80}?[.!?。！？](?=\s|$)/u.exec(line)?.[0] ?? ''
  if (sentence !== '' && sentence.length <= LONGEST) return sentence
  if (line.length <= LONGEST) return line
  const cut = beginningOf(line, LONGEST)
  const space = cut.lastIndexOf(' ')
  return `${(space > LONGEST / 2 ? cut.slice(0, space) : cut).trimEnd()}…`
}
