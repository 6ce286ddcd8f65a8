/** The languages whose dates are written with the names of months, as a Kindle sets them. */
const languages = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'ru', 'pl', 'sv', 'tr']

/** Numbers of months by their names, lower case, as they stand in a date. */
const months: ReadonlyMap<string, number> = new Map(
  languages.flatMap((language) => {
    const format = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'long', timeZone: 'UTC' })
    return Array.from({ length: 12 }, (_, month): [string, number] => [
      format
        .formatToParts(Date.UTC(2000, month, 1))
        .find(({ type }) => type === 'month')!
        .value.toLowerCase(),
      month
    ])
  })
)

/**
 * When a Kindle noted something down, in milliseconds since 1970, read as UTC: it names no zone. Null where
 * the line says it in no way we know. Day and month are told apart by the month's name, never by their order.
 *
 * @param about the second line of a clipping: "- Your Highlight … | Added on Monday, March 3, 2014 12:03:05 PM"
 */
export function kindleTime(about: string): number | null {
  const stated = about.split('|').at(-1) ?? ''
  const day = dayIn(stated)
  if (!day) return null
  const clock = /(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(stated.slice(day.end))
  const half = /\b(?:([ap])\.?\s?m\b)|(上午|午前|오전)|(下午|午後|오후)/i.exec(stated.slice(day.end))
  const isAfternoon = half?.[1]?.toLowerCase() === 'p' || half?.[3] !== undefined
  const stateHour = Number(clock?.[1] ?? 0)
  const hour = half ? (stateHour % 12) + (isAfternoon ? 12 : 0) : stateHour
  const time = Date.UTC(day.year, day.month, day.day, hour, Number(clock?.[2] ?? 0), Number(clock?.[3] ?? 0))
  return Number.isNaN(time) ? null : time
}

function dayIn(stated: string): { year: number; month: number; day: number; end: number } | undefined {
  const inNumbers = /(\d{4})[年년]\s?(\d{1,2})[月월]\s?(\d{1,2})[日일]/.exec(stated)
  if (inNumbers) {
    const [all, year, month, day] = inNumbers
    return {
      year: Number(year),
      month: Number(month) - 1,
      day: Number(day),
      end: inNumbers.index + all.length
    }
  }
  // "3. März 2014", "3 de marzo de 2014", "3 марта 2014 г.", or "March 3, 2014".
  for (const [pattern, isMonthFirst] of [
    [/(\d{1,2})(?:\.|º|er|st|nd|rd|th)?\s+(?:de\s+)?(\p{L}+)\.?\s+(?:de\s+)?(\d{4})/u, false],
    [/(\p{L}+)\s+(\d{1,2}),?\s+(\d{4})/u, true]
  ] as const) {
    const found = pattern.exec(stated)
    const month = months.get((found?.[isMonthFirst ? 1 : 2] ?? '').toLowerCase())
    if (!found || month === undefined) continue
    return {
      year: Number(found[3]),
      month,
      day: Number(found[isMonthFirst ? 2 : 1]),
      end: found.index + found[0].length
    }
  }
  return undefined
}
