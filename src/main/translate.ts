import { createInstance } from 'i18next'
import { chooseLanguage, type OfferedLanguage, regionalTag } from '../shared/languages.ts'
import { gapFormatter, messageOptions, speakLanguage } from '../shared/message-options.ts'
import { en, type MessageKey } from '../shared/messages/en.ts'
import { speakWith } from '../shared/sentence.ts'

let language: OfferedLanguage = 'en'
let preferred: readonly string[] = []

const i18n = createInstance()
void i18n
  .use(gapFormatter((code) => (code === language ? mainLocale() : code)))
  .init({ ...messageOptions, resources: { en: { translation: en } } })

/** The sentence or label called `key`, for what main itself shows: menus, dialogs, errors, the command line. */
export function translate(key: MessageKey, params?: Readonly<Record<string, string | number>>): string {
  return i18n.t(key, params)
}

/** The language main speaks, and the window starts with. */
export const mainLanguage = () => language

/** How dates and numbers are written: the system's own variant of the language where it has one. */
export const mainLocale = () => regionalTag(language, preferred)

/**
 * Speaks what the reader chose.
 * @param setting a language, or `system`
 * @param systemLanguages BCP 47 tags, the most wanted first
 */
export async function speakChosenLanguage(
  setting: string,
  systemLanguages: readonly string[]
): Promise<OfferedLanguage> {
  const chosen = chooseLanguage(setting, systemLanguages)
  await speakLanguage(i18n, chosen)
  language = chosen
  preferred = systemLanguages
  return chosen
}

// Errors find their words here.
speakWith(translate)
