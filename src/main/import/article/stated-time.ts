/** Seconds or milliseconds since 1970, or a date a machine wrote; null for anything else. */
export function timeOf(value: unknown): number | null {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d{9,16}$/.test(value.trim()))) {
    const number = Number(value)
    // Microseconds, milliseconds, seconds: told apart by size between the years 1990 and 2200.
    for (const unit of [1000, 1, 0.001]) {
      const time = Math.round(number * unit)
      if (time > 631_152_000_000 && time < 7_258_118_400_000) return time
    }
    return null
  }
  if (typeof value !== 'string') return null
  const stated = value.trim()
  // "Mon, 05 Dec 2005 10:00:00 GMT", as mail and OPML write it (RFC 822); without a zone it is UTC.
  if (/^(?:[a-z]{3}, )?\d{1,2} [a-z]{3} \d{4}(?: \d{2}:\d{2}|$)/i.test(stated)) {
    const time = Date.parse(/(?:[a-z]{1,5}|[+-]\d{4})$/i.test(stated) ? stated : `${stated} UTC`)
    return Number.isNaN(time) ? null : time
  }
  // "March 17, 2024 5:24 AM", as Readwise and Notion write it; without a zone it is UTC.
  if (/^[a-z]{3,9}\.? \d{1,2}, \d{4}(?:,? (?:at )?\d{1,2}:\d{2}|$)/i.test(stated)) {
    const time = Date.parse(`${stated.replace(/ at /i, ' ').replace(/(\d)(am|pm)$/i, '$1 $2')} UTC`)
    return Number.isNaN(time) ? null : time
  }
  // Else only what begins with a year: other orders of day and month cannot be told apart.
  if (!/^\d{4}-\d{2}-\d{2}/.test(stated)) return null
  const withZone = /(?:z|[+-]\d{2}:?\d{2})$/i.test(stated) || stated.length <= 10 ? stated : `${stated}Z`
  const time = Date.parse(withZone.replace(' ', 'T'))
  return Number.isNaN(time) ? null : time
}
