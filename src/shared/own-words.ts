import type { OfferedLanguage } from './languages.ts'
import type { Catalogue } from './messages/catalogues.ts'

type Gaps = Readonly<Record<string, string | number>>

/** A gap as the catalogues write it: `{{name}}`, or `{{name, number}}`. */
const GAP = /\{\{(\w+)(?:, number)?\}\}/g

const plurals = new Map<OfferedLanguage, Intl.PluralRules>()

function pluralOf(language: OfferedLanguage, count: number): string {
  const rules = plurals.get(language) ?? new Intl.PluralRules(language)
  plurals.set(language, rules)
  return rules.select(count)
}

/**
 * The message called `key` (names joined by dots) with its gaps filled, in the plural that `count` asks for, as i18next
 * would say it; undefined where it takes more than that: a message, its plural or what fills a gap is not there.
 * i18next takes 0.07 ms for each, which was a tenth of what it took to draw a row of a list.
 * @param write what a gap's value looks like in the language
 */
export function ownWords(
  catalogue: Catalogue,
  language: OfferedLanguage,
  key: string,
  gaps: Gaps,
  write: (value: string | number, language: OfferedLanguage) => string
): string | undefined {
  const names = key.split('.')
  const last = names.pop()!
  let nouns: Catalogue | string | undefined = catalogue
  for (const name of names) nouns = typeof nouns === 'object' ? nouns[name] : undefined
  if (typeof nouns !== 'object') return undefined
  const { count } = gaps
  const words =
    (count === 0 ? nouns[`${last}_zero`] : undefined) ??
    (typeof count === 'number' ? nouns[`${last}_${pluralOf(language, count)}`] : undefined) ??
    nouns[last]
  if (typeof words !== 'string' || words.includes('$t(')) return undefined
  if (!words.includes('{{')) return words
  let isFilled = true
  const filled = words.replace(GAP, (gap, name: string) => {
    const value = gaps[name]
    if (value !== undefined) return write(value, language)
    isFilled = false
    return gap
  })
  return isFilled ? filled : undefined
}
