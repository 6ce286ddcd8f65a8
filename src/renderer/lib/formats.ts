import { messageLocale, t } from './messages.ts'

/** Dates and numbers as the language of the interface writes them, in the system's own region where it has one. */
interface Formats {
  locale: string
  number: Intl.NumberFormat
  percent: Intl.NumberFormat
  day: Intl.DateTimeFormat
  dayUtc: Intl.DateTimeFormat
  month: Intl.DateTimeFormat
  dayAndTime: Intl.DateTimeFormat
}

let made: Formats | undefined

function formats(): Formats {
  const locale = messageLocale()
  if (made?.locale !== locale) {
    made = {
      locale,
      number: new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }),
      percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
      day: new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }),
      dayUtc: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }),
      dayAndTime: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
      month: new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' })
    }
  }
  return made
}

export const formatNumber = (value: number) => formats().number.format(value)
export const formatPercent = (fraction: number) => formats().percent.format(fraction)
export const formatDay = (time: number) => formats().day.format(time)
export const formatDayAndTime = (time: number) => formats().dayAndTime.format(time)

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
  if (/^\d{4}-\d{2}$/.test(stated)) return formats().month.format(time)
  return /^\d{4}-\d{2}-\d{2}$/.test(stated) ? formats().dayUtc.format(time) : formatDay(time)
}

/** The title, or what to call an article that has none. */
export const titleOf = (article: { title: string }) => article.title.trim() || t('library.untitled')

/** The last part of a path of any system. */
export const fileNameOf = (path: string) => path.split(/[\\/]/u).at(-1) ?? ''
