import type { OfferedLanguage } from './languages.ts'
import { type Catalogue, loadCatalogue } from './messages/catalogues.ts'

/**
 * How the catalogues are read, in the window and in main alike: i18next's way of naming plurals
 * (`key_one`, `key_other`), gaps as `{{name}}`, and every number written as the language writes it.
 */
export const messageOptions = {
  lng: 'en',
  fallbackLng: 'en',
  // With the catalogue at hand, everything is ready before `init` returns.
  initAsync: false,
  // Words end up in text nodes and native menus, which need no escaping.
  interpolation: { escapeValue: false, alwaysFormat: true },
  returnNull: false
} as const

/**
 * Fills the gaps: numbers by the rules of the language, words as they are. For `i18next.use`.
 * @param localeOf the tag whose rules a language's numbers follow
 * @param known numbers that need no rules, by that tag
 */
export function gapFormatter(
  localeOf: (language: string) => string,
  known: (tag: string, value: number) => string | undefined = () => undefined
) {
  const numbers = new Map<string, Intl.NumberFormat>()
  return {
    type: 'formatter',
    init() {},
    add() {},
    addCached() {},
    format(value: unknown, _format: string | undefined, language = 'en'): string {
      if (typeof value !== 'number') return isolated(String(value ?? ''), language)
      const tag = localeOf(language)
      const written = known(tag, value)
      if (written !== undefined) return written
      const rules = numbers.get(tag) ?? new Intl.NumberFormat(tag)
      numbers.set(tag, rules)
      return rules.format(value)
    }
  } as const
}

/** In a right-to-left sentence, a title of the other direction must not pull the signs beside it along. */
function isolated(words: string, language: string): string {
  return language === 'ar' && words !== '' ? `\u2068${words}\u2069` : words
}

/** What is needed of i18next, which shared code does not import. */
interface Translator {
  hasResourceBundle(language: string, namespace: string): boolean
  addResourceBundle(language: string, namespace: string, catalogue: Catalogue): unknown
  changeLanguage(language: string): Promise<unknown>
}

/** Fetches the catalogue when it is not here yet, and speaks the language from then on. */
export async function speakLanguage(translator: Translator, language: OfferedLanguage): Promise<void> {
  if (language !== 'en' && !translator.hasResourceBundle(language, 'translation')) {
    translator.addResourceBundle(language, 'translation', await loadCatalogue(language))
  }
  await translator.changeLanguage(language)
}
