import type { WrittenAhead } from '../../shared/written-ahead.ts'

let written: WrittenAhead | undefined

/** Takes what the page came with. */
export function takeWrittenAhead(ahead: WrittenAhead): void {
  written = ahead
}

const by = (locale: string) => (written?.locale === locale ? written : undefined)

/** The number as `locale` writes it, where that is known without asking for its rules. */
export const writtenNumber = (locale: string, value: number): string | undefined => by(locale)?.numbers[value]

/** The fraction as a percentage, where that is known. */
export const writtenPercent = (locale: string, value: number): string | undefined =>
  by(locale)?.percents[value]

/** The day something was published, where that is known and the clock has not gone to another time zone. */
export const writtenPublished = (locale: string, stated: string): string | undefined =>
  written?.offset === new Date().getTimezoneOffset() ? by(locale)?.published[stated] : undefined
