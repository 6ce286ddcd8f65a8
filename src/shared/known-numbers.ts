/**
 * Numbers as the language of the interface writes them, written ahead of the first drawing: the first
 * `Intl.NumberFormat` of a process looks at every language Chromium knows, which takes 6 ms and more
 * (docs/decisions/0020-the-start.md).
 */
export interface KnownNumbers {
  /** The BCP 47 tag they are written by; they are of no use to another. */
  locale: string
  /** Whole numbers, by themselves in digits. */
  numbers: Record<string, string>
  /** Fractions as percentages without places, by themselves in digits. */
  percents: Record<string, string>
}

/** Minutes to read, and how many more tags there are, are not in any answer; they are seldom more. */
const SMALL = 200
/** Above it are times and sizes, which are not shown as numbers. */
const LARGE = 10_000_000

/** What `value` has of numbers, however deep, as `locale` writes them. */
export function writeNumbers(locale: string, value: unknown): KnownNumbers {
  const whole = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const known: KnownNumbers = { locale, numbers: {}, percents: {} }
  const take = (number: number) => {
    if (Number.isInteger(number) && number >= 0 && number < LARGE)
      known.numbers[number] = whole.format(number)
    if (number >= 0 && number <= 1) known.percents[number] = percent.format(number)
  }
  for (let number = 0; number < SMALL; number++) take(number)
  const waiting = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next === 'number') take(next)
    else if (typeof next === 'object' && next !== null) waiting.push(...Object.values(next))
  }
  return known
}
