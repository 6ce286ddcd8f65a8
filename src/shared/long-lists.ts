// A list given to a function as its arguments (`push(...all)`, `Math.min(...all)`) has to fit on the stack: a page
// of two hundred thousand paragraphs did not, and could not be read.

/** Puts everything at the end of a list, however much it is. */
export function addAll<T>(list: T[], more: Iterable<T>): void {
  for (const one of more) list.push(one)
}

/** The least of however many numbers; Infinity of none. */
export function least(numbers: Iterable<number>): number {
  let found = Number.POSITIVE_INFINITY
  for (const one of numbers) found = Math.min(found, one)
  return found
}

/** The greatest of however many numbers; -Infinity of none. */
export function greatest(numbers: Iterable<number>): number {
  let found = Number.NEGATIVE_INFINITY
  for (const one of numbers) found = Math.max(found, one)
  return found
}
