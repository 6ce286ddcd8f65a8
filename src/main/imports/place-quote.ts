import type { EntryHighlight } from '../import/library/library-entry.ts'

/**
 * The one place of another app's quotation in a text, in UTF-16 units, or undefined when it is not certain.
 * White space counts as one space. Words that stand there more than once are told apart by what stood
 * around them.
 *
 * @param after given for a text that was made of quotations in their order: where the one before ended
 */
export function placeQuote(
  text: string,
  quote: Pick<EntryHighlight, 'exact' | 'prefix' | 'suffix'>,
  after?: number
): { start: number; end: number } | undefined {
  const words = quote.exact.trim()
  if (!words) return undefined
  const pattern = new RegExp(words.split(/\s+/u).map(escapeRegExp).join('\\s+'), 'gu')
  const places: { start: number; end: number }[] = []
  for (const match of text.matchAll(pattern)) {
    places.push({ start: match.index, end: match.index + match[0].length })
    // Words this common are told apart by their surroundings or not at all.
    if (places.length > 2000) break
  }
  if (after !== undefined) return places.find(({ start }) => start >= after)
  if (places.length <= 1) return places[0]
  if (quote.prefix.trim() || quote.suffix.trim()) {
    const flat = (part: string) => part.replace(/\s+/gu, ' ')
    const before = flat(quote.prefix).trimStart()
    const behind = flat(quote.suffix).trimEnd()
    const around = places.filter(
      ({ start, end }) =>
        flat(text.slice(Math.max(0, start - before.length * 2 - 8), start)).endsWith(before) &&
        flat(text.slice(end, end + behind.length * 2 + 8)).startsWith(behind)
    )
    return around.length === 1 ? around[0] : undefined
  }
  return undefined
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
