import { AppError } from '../../shared/errors.ts'

/**
 * Finds the one place of a quotation in a text. White space counts as one space, so that words copied
 * across lines are found; the result is exact, in UTF-16 units of `text`.
 *
 * @param context what stands directly before and after; either may be empty
 * @throws AppError `not-found` when the words are not there, `conflict` when they are there more than once
 */
export function findQuote(
  text: string,
  quote: string,
  context: { prefix?: string | undefined; suffix?: string | undefined } = {}
): { start: number; end: number } {
  const flat = flatten(text)
  const wanted = flatten(quote).text.trim()
  if (wanted === '') throw new AppError('invalid-input', 'errors.quote.empty')
  const prefix = flatten(context.prefix ?? '').text.trim()
  const suffix = flatten(context.suffix ?? '').text.trim()
  const places: number[] = []
  for (let at = flat.text.indexOf(wanted); at >= 0; at = flat.text.indexOf(wanted, at + 1)) {
    const before = flat.text.slice(Math.max(0, at - prefix.length - 1), at).trimEnd()
    const after = flat.text.slice(at + wanted.length, at + wanted.length + suffix.length + 1).trimStart()
    if (before.endsWith(prefix) && after.startsWith(suffix)) places.push(at)
  }
  const [place, second] = places
  if (place === undefined) {
    throw new AppError('not-found', prefix || suffix ? 'errors.quote.notInContext' : 'errors.quote.notThere')
  }
  if (second !== undefined) {
    throw new AppError('conflict', 'errors.quote.manyPlaces', { count: places.length })
  }
  return { start: flat.at(place), end: flat.at(place + wanted.length - 1) + 1 }
}

/** Runs of white space as one space; `at` gives the place in the original. */
function flatten(text: string): { text: string; at(index: number): number } {
  // Places of the runs that were shortened: [index in the flat text after the run, units lost so far].
  const shortened: [number, number][] = []
  let lost = 0
  const flat = text.replace(/\s+/gu, (run, index: number) => {
    if (run.length > 1) {
      lost += run.length - 1
      shortened.push([index + run.length - lost, lost])
    }
    return ' '
  })
  return {
    text: flat,
    at(index) {
      let low = 0
      let high = shortened.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (shortened[middle]![0] <= index) low = middle + 1
        else high = middle
      }
      return index + (low > 0 ? shortened[low - 1]![1] : 0)
    }
  }
}
