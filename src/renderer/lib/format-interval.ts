import { messageLocale } from './messages.ts'

const HOUR = 60
const DAY = 24 * HOUR
const MONTH = 30.44 * DAY
const YEAR = 365 * DAY

/** How long minutes are, in the one unit that says it best: “20 sec”, “10 min”, “3 days”, “1.2 years”. */
export function formatInterval(minutes: number, display: 'short' | 'long' = 'short'): string {
  const [value, unit]: [number, string] =
    // A moment of reading is not nothing.
    minutes > 0 && minutes < 1
      ? [Math.max(1, minutes * 60), 'second']
      : minutes < HOUR
        ? [minutes, 'minute']
        : minutes < DAY
          ? [minutes / HOUR, 'hour']
          : minutes < 2 * MONTH
            ? [minutes / DAY, 'day']
            : minutes < YEAR
              ? [minutes / MONTH, 'month']
              : [minutes / YEAR, 'year']
  return new Intl.NumberFormat(messageLocale(), {
    style: 'unit',
    unit,
    unitDisplay: display,
    maximumFractionDigits: unit === 'year' || unit === 'month' ? 1 : 0
  }).format(value)
}
