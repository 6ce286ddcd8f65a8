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
 * Dates and numbers as a language and its region write them. Each of Intl's own is made when it is first needed:
 * together they cost a start as much as drawing its first screen.
 */
export class Formats {
  /** A BCP 47 tag. */
  readonly locale: string
  #made = new Map<keyof typeof styles, Intl.NumberFormat | Intl.DateTimeFormat>()

  constructor(locale: string) {
    this.locale = locale
  }

  /** `percent` is of a fraction: 1 is 100 %. */
  number = (style: 'number' | 'thousandths' | 'percent', value: number): string =>
    this.#once(style, () => new Intl.NumberFormat(this.locale, styles[style])).format(value)

  /** @param time milliseconds since 1970 */
  date = (style: 'day' | 'dayUtc' | 'dayAndTime' | 'month', time: number): string =>
    this.#once(style, () => new Intl.DateTimeFormat(this.locale, styles[style])).format(time)

  /** A published date as it was stated: a year stays a year, a day is not moved by the time zone. */
  published(stated: string): string {
    if (/^\d{4}$/.test(stated)) return stated
    const time = Date.parse(stated)
    if (Number.isNaN(time)) return stated
    if (/^\d{4}-\d{2}$/.test(stated)) return this.date('month', time)
    return this.date(/^\d{4}-\d{2}-\d{2}$/.test(stated) ? 'dayUtc' : 'day', time)
  }

  #once<F extends Intl.NumberFormat | Intl.DateTimeFormat>(style: keyof typeof styles, make: () => F): F {
    const format = (this.#made.get(style) as F | undefined) ?? make()
    this.#made.set(style, format)
    return format
  }
}
