/** Quotation marks, brackets, dashes and the like at the beginning, as long as something follows them. */
const DECORATION = /^[^\p{L}\p{N}]+(?=.)/su

/** The part of a title it is looked up by: what follows opening quotation marks and the like. */
export const plainTitle = (title: string): string => title.replace(DECORATION, '')

/**
 * Compares words as a reader of the language looks them up: by letters before accents and capitals, numbers by
 * what they are worth.
 * @param locale BCP 47
 */
export function compareWords(locale: string): (a: string, b: string) => number {
  // Making one takes ten milliseconds, which the first screen does not wait for where nothing is compared.
  let collator: Intl.Collator | undefined
  return (a, b) => {
    collator ??= new Intl.Collator(locale, { numeric: true, usage: 'sort' })
    return collator.compare(a, b)
  }
}
