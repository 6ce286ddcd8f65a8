/** Languages whose papers we know; a name that means another month in another of them is none. */
const languages = 'en de fr es it pt ca nl da nb sv fi pl cs uk ru tr id ro hu el ar he fa hi'.split(' ')

const english = 'january february march april may june july august september october november december'.split(
  ' '
)

let months: Map<string, number> | undefined

/**
 * The number of a month, 1 to 12, by its name or what it is shortened to in any of these languages, in English by any
 * beginning of three letters; 0 when it is none.
 */
export function monthNamed(name: string): number {
  const wanted = plain(name)
  if (wanted.length < 3) return 0
  const index = english.findIndex((full) => full.startsWith(wanted))
  if (index >= 0) return index + 1
  months ??= allNames()
  return months.get(wanted) ?? 0
}

/** Hebrew says "in" in one word with the month. */
const plain = (name: string) =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.$/u, '')
    .replace(/^ב(?=\p{Lo}{3})/u, '')

/** Some languages have a calendar of their own. */
const gregorian = { calendar: 'gregory', timeZone: 'UTC' } as const

function allNames(): Map<string, number> {
  const names = new Map<string, number>()
  for (const language of languages)
    for (const length of ['long', 'short'] as const) {
      // Many languages say the month another way beside a day.
      const forms = [
        new Intl.DateTimeFormat(language, { ...gregorian, month: length }),
        new Intl.DateTimeFormat(language, { ...gregorian, day: 'numeric', month: length })
      ]
      for (const form of forms)
        for (let month = 1; month <= 12; month += 1) {
          const parts = form.formatToParts(Date.UTC(2021, month - 1, 1))
          const name = plain(parts.find(({ type }) => type === 'month')?.value ?? '')
          if (!/^[\p{L}\p{M}]{3,}$/u.test(name)) continue
          const known = names.get(name)
          names.set(name, known === undefined || known === month ? month : 0)
        }
    }
  return names
}
