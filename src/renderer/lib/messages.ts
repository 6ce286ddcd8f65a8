import { createInstance } from 'i18next'
import { en, type MessageKey } from '../../shared/messages/en.ts'

export type { MessageKey }

const i18n = createInstance()
// With the catalogue at hand and `initAsync` off this is done before it returns.
void i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  initAsync: false,
  // Words end up in text nodes, which need no escaping.
  interpolation: { escapeValue: false },
  returnNull: false
})

/** The sentence or label called `key`. `count` chooses the plural form. */
export function t(key: MessageKey, params?: Readonly<Record<string, string | number>>): string {
  return i18n.t(key, params)
}

/** Is there a message of this name? For keys that arrive as plain strings, such as undo labels. */
export function isMessageKey(key: string): key is MessageKey {
  return i18n.exists(key, { count: 1 })
}

/** Language of the interface, for `<html lang>` and for formatting. */
export const messageLanguage = 'en'
