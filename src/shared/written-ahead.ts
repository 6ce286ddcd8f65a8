import { Formats } from './formats.ts'

/**
 * Numbers and dates of the first screen as the language of the interface writes them, written before it is drawn:
 * the first `Intl.NumberFormat` of a process looks at every language Chromium knows, which takes 6 ms and more, and
 * so does the first `Intl.DateTimeFormat` (docs/decisions/0020-the-start.md).
 */
export interface WrittenAhead {
  /** The BCP 47 tag they are written by; they are of no use to another. */
  locale: string
  /** Minutes between UTC and the time the dates are told in, as of `getTimezoneOffset`. */
  offset: number
  /** Whole numbers, by themselves in digits. */
  numbers: Record<string, string>
  /** Fractions as percentages without places, by themselves in digits. */
  percents: Record<string, string>
  /** When articles were published, as was stated. */
  published: Record<string, string>
}

/** Minutes to read, and how many more tags there are, are not in any answer; they are seldom more. */
const SMALL = 200
/** Above it are times and sizes, which are not shown as numbers. */
const LARGE = 10_000_000

/** What stands in an answer, however deep, as `locale` writes it. */
export function writeAhead(locale: string, answer: unknown): WrittenAhead {
  const formats = new Formats(locale)
  const offset = new Date().getTimezoneOffset()
  const written: WrittenAhead = { locale, offset, numbers: {}, percents: {}, published: {} }
  const take = (value: number) => {
    if (Number.isInteger(value) && value >= 0 && value < LARGE)
      written.numbers[value] = formats.number('number', value)
    if (value >= 0 && value <= 1) written.percents[value] = formats.number('percent', value)
  }
  for (let number = 0; number < SMALL; number++) take(number)
  const waiting: [string, unknown][] = [['', answer]]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [name, value] = next
    if (typeof value === 'number') take(value)
    else if (typeof value === 'string' && name === 'published' && value !== '')
      written.published[value] = formats.published(value)
    else if (typeof value === 'object' && value !== null) waiting.push(...Object.entries(value))
  }
  return written
}
