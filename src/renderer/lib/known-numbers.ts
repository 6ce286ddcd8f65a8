import type { KnownNumbers } from '../../shared/known-numbers.ts'

let known: KnownNumbers | undefined

/** Takes what the page came with. */
export function takeKnownNumbers(numbers: KnownNumbers): void {
  known = numbers
}

/** The number as `locale` writes it, where that is known without asking for its rules. */
export const knownNumber = (locale: string, value: number): string | undefined =>
  known?.locale === locale ? known.numbers[value] : undefined

/** The fraction as a percentage, where that is known. */
export const knownPercent = (locale: string, value: number): string | undefined =>
  known?.locale === locale ? known.percents[value] : undefined
