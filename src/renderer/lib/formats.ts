import { Formats } from '../../shared/formats.ts'
import { messageLocale, t } from './messages.ts'
import { writtenNumber, writtenPercent, writtenPublished } from './written-ahead.ts'

/** Those of the interface's language, in the system's own region where it has one. */
let made: Formats | undefined

function formats(): Formats {
  const locale = messageLocale()
  if (made?.locale !== locale) made = new Formats(locale)
  return made
}

export const formatNumber = (value: number) =>
  writtenNumber(messageLocale(), value) ?? formats().number('number', value)
/** To three places, zeros included: for numbers that are compared. */
export const formatThousandths = (value: number) => formats().number('thousandths', value)
export const formatPercent = (fraction: number) =>
  writtenPercent(messageLocale(), fraction) ?? formats().number('percent', fraction)
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
export const formatPublished = (stated: string) =>
  writtenPublished(messageLocale(), stated) ?? formats().published(stated)

/** The title, or what to call an article that has none. */
export const titleOf = (article: { title: string }) => article.title.trim() || t('library.untitled')

/** The last part of a path of any system. */
export const fileNameOf = (path: string) => path.split(/[\\/]/u).at(-1) ?? ''
