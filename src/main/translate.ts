import { createInstance } from 'i18next'
import { en, type MessageKey } from '../shared/messages/en.ts'

const i18n = createInstance()
void i18n.init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  initAsync: false,
  interpolation: { escapeValue: false }
})

/** The window's catalogue, for what the system shows: menus and dialogs. */
export function translate(key: MessageKey, params?: Readonly<Record<string, string | number>>): string {
  return i18n.t(key, params)
}
