/** What follows a name or a company after a comma without being a first name. */
const AFTER_A_NAME = /^(?:jr|sr|[ivx]+|ph\.?\s?d|m\.?d|esq|ltd|inc|llc|gmbh|co|corp|eds?|hrsg)\.?$/iu
/** What a family name of several words begins with. */
const PARTICLE = /^(?:de|del|della|di|da|dos|du|van|von|der|den|ter|ten|la|le|el|al|ibn|bin|st\.?)\s/iu

/**
 * Authors as a reader would write them: "Lind, Mara; Penn, Ada" is Mara Lind, Ada Penn. Only what is surely one
 * name turned round is turned back; a list of names with commas between them stays as it is.
 */
export function readableAuthors(stated: string): string {
  const authors = stated
    .split(/\s*;\s*/u)
    .map((one) => turnedBack(one.trim()))
    .filter(Boolean)
  return authors.join(', ')
}

function turnedBack(author: string): string {
  const [family = '', given = '', suffix = '', ...more] = author.split(/\s*,\s*/u)
  if (!given || AFTER_A_NAME.test(given) || more.length > 0) return author
  if (suffix && !AFTER_A_NAME.test(suffix)) return author
  const isOneName =
    countWords(family) === 1 || PARTICLE.test(family) || (countWords(given) === 1 && countWords(family) === 2)
  return isOneName ? `${given} ${family}${suffix && `, ${suffix}`}` : author
}

const countWords = (text: string) => text.split(/\s+/u).length

/** The same for one author however the name is turned, so that a book is found again that was kept otherwise. */
export function authorKey(stated: string): string {
  return (stated.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).toSorted().join(' ')
}
