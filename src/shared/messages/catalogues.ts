import type { OfferedLanguage } from '../languages.ts'

/** Sentences by noun, as in `en.ts`, with the plural forms the language has. */
export interface Catalogue {
  [key: string]: string | Catalogue
}

/** Each language is fetched when it is first spoken. English is always at hand: it stands in for what is missing. */
const loaders: Record<Exclude<OfferedLanguage, 'en'>, () => Promise<Catalogue>> = {
  ar: async () => (await import('./ar.ts')).ar,
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
  ja: async () => (await import('./ja.ts')).ja,
  ru: async () => (await import('./ru.ts')).ru,
  zh: async () => (await import('./zh.ts')).zh
}

/** Fetches the words of a language; English is always here. */
export async function loadCatalogue(language: Exclude<OfferedLanguage, 'en'>): Promise<Catalogue> {
  return await loaders[language]()
}
