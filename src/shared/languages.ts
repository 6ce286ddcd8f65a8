import type { Direction } from './values.ts'

/** Every language the app is meant to speak, under its own name. The code is the catalogue's folder. */
export const languageNames = {
  en: 'English',
  ar: 'العربية',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ja: '日本語',
  ru: 'Русский',
  zh: '简体中文'
} as const
export type Language = keyof typeof languageNames

/** Those whose catalogue is complete. The others are not offered; the tests say what they lack. */
export const offeredLanguages = [
  'en',
  'ar',
  'de',
  'es',
  'fr',
  'ja',
  'ru',
  'zh'
] as const satisfies readonly Language[]
export type OfferedLanguage = (typeof offeredLanguages)[number]

/** Whether the interface speaks this language. */
export function isOffered(language: string): language is OfferedLanguage {
  return (offeredLanguages as readonly string[]).includes(language)
}

/** Which way a language of the interface is written. */
export function directionOf(language: Language): Direction {
  return language === 'ar' ? 'rtl' : 'ltr'
}

/** BCP 47, for `<html lang>`: fonts and hyphenation of Chinese depend on the script. */
export function languageTag(language: Language): string {
  return language === 'zh' ? 'zh-Hans' : language
}

const baseOf = (tag: string) => tag.toLowerCase().split(/[-_]/, 1)[0] ?? ''

/**
 * The language to speak: the chosen one, or with `system` (or one that is not offered) the first of the
 * system's languages that is; else English.
 * @param preferred BCP 47 tags, the most wanted first
 */
export function chooseLanguage(setting: string, preferred: readonly string[]): OfferedLanguage {
  return [setting, ...preferred].map(baseOf).find(isOffered) ?? 'en'
}

/** The system's own variant of a language (de-CH for de), which says how dates and numbers are written. */
export function regionalTag(language: Language, preferred: readonly string[]): string {
  const regional = preferred.find((tag) => baseOf(tag) === language)
  try {
    return Intl.getCanonicalLocales(regional)[0] ?? languageTag(language)
  } catch {
    return languageTag(language)
  }
}
