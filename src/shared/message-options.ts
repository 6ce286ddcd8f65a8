/**
 * How the catalogues are read, in the window and in main alike: i18next's way of naming plurals
 * (`key_one`, `key_other`), gaps as `{{name}}`, and every number written as the language writes it.
 */
export const messageOptions = {
  fallbackLng: 'en',
  // With the catalogue at hand, everything is ready before `init` returns.
  initAsync: false,
  // Words end up in text nodes and native menus, which need no escaping.
  interpolation: { escapeValue: false, alwaysFormat: true },
  returnNull: false
} as const

const numbers = new Map<string, Intl.NumberFormat>()

/** Fills the gaps: numbers by the rules of the language, words as they are. For `i18next.use`. */
export const gapFormatter = {
  type: 'formatter',
  init() {},
  add() {},
  addCached() {},
  format(value: unknown, _format: string | undefined, language: string | undefined): string {
    if (typeof value !== 'number') return String(value ?? '')
    const tag = language ?? 'en'
    const known = numbers.get(tag) ?? new Intl.NumberFormat(tag)
    numbers.set(tag, known)
    return known.format(value)
  }
} as const
