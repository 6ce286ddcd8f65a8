import { knownNumber, knownPercent } from './known-numbers.ts'
import { messageLocale, t } from './messages.ts'

const styles = {
  number: { maximumFractionDigits: 2 },
  thousandths: { minimumFractionDigits: 3, maximumFractionDigits: 3 },
  percent: { style: 'percent', maximumFractionDigits: 0 },
  day: { dateStyle: 'medium' },
  dayUtc: { dateStyle: 'medium', timeZone: 'UTC' },
  dayAndTime: { dateStyle: 'medium', timeStyle: 'short' },
  month: { year: 'numeric', month: 'long', timeZone: 'UTC' }
} as const satisfies Record<string, Intl.NumberFormatOptions & Intl.DateTimeFormatOptions>

/**
 * Dates and numbers as the language of the interface writes them, in the system's own region where it has one.
 * Each is made when it is first needed: together they cost a start as much as drawing its first screen.
 */
class Formats {
  readonly locale: string
  #made = new Map<keyof typeof styles, Intl.NumberFormat | Intl.DateTimeFormat>()

  constructor(locale: string) {
    this.locale = locale
  }

  number = (style: 'number' | 'thousandths' | 'percent', value: number) =>
    this.#once(style, () => new Intl.NumberFormat(this.locale, styles[style])).format(value)

  date = (style: 'day' | 'dayUtc' | 'dayAndTime' | 'month', time: number) =>
    this.#once(style, () => new Intl.DateTimeFormat(this.locale, styles[style])).format(time)

  #once<F extends Intl.NumberFormat | Intl.DateTimeFormat>(style: keyof typeof styles, make: () => F): F {
    const format = (this.#made.get(style) as F | undefined) ?? make()
    this.#made.set(style, format)
    return format
  }
}

let made: Formats | undefined

function formats(): Formats {
  const locale = messageLocale()
  if (made?.locale !== locale) made = new Formats(locale)
  return made
}

export const formatNumber = (value: number) =>
  knownNumber(messageLocale(), value) ?? formats().number('number', value)
/** To three places, zeros included: for numbers that are compared. */
export const formatThousandths = (value: number) => formats().number('thousandths', value)
export const formatPercent = (fraction: number) =>
  knownPercent(messageLocale(), fraction) ?? formats().number('percent', fraction)
export const formatDay = (time: number) => formats().date('day', time)
export const formatDayAndTime = (time: number) => formats().date('dayAndTime', time)

const DAY = 86_400_000

/** A day counted from the first of January 1970, which is the same day in every time zone. */
export const formatDayNumber = (day: number, style: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(formats().locale, { ...style, timeZone: 'UTC' }).format(day * DAY)

const units = ['kilobyte', 'megabyte', 'gigabyte'] as const

/** Bytes as people read them, in thousands: 1.2 MB. */
export function formatSize(bytes: number): string {
  let value = bytes / 1000
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return value.toLocaleString(formats().locale, {
    style: 'unit',
    unit: units[unit]!,
    maximumFractionDigits: value < 10 ? 1 : 0
  })
}

/** A published date as it was stated: a year stays a year, a day is not moved by the time zone. */
export function formatPublished(stated: string): string {
  if (/^\d{4}$/.test(stated)) return stated
  const time = Date.parse(stated)
  if (Number.isNaN(time)) return stated
  if (/^\d{4}-\d{2}$/.test(stated)) return formats().date('month', time)
  return /^\d{4}-\d{2}-\d{2}$/.test(stated) ? formats().date('dayUtc', time) : formatDay(time)
}

/** The title, or what to call an article that has none. */
export const titleOf = (article: { title: string }) => article.title.trim() || t('library.untitled')

/** The last part of a path of any system. */
export const fileNameOf = (path: string) => path.split(/[\\/]/u).at(-1) ?? ''
