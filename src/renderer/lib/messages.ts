import { createInstance } from 'i18next'
import { gapFormatter, messageOptions } from '../../shared/message-options.ts'
import { en, type MessageKey } from '../../shared/messages/en.ts'
import { speakWith } from '../../shared/sentence.ts'

export type { MessageKey }

const i18n = createInstance()
void i18n.use(gapFormatter).init({ ...messageOptions, lng: 'en', resources: { en: { translation: en } } })

/** The sentence or label called `key`. `count` chooses the plural form. */
export function t(key: MessageKey, params?: Readonly<Record<string, string | number>>): string {
  return i18n.t(key, params)
}

// Errors of the window's own find their words here.
speakWith(t)

/** Is there a message of this name? For keys that arrive as plain strings, such as undo labels. */
export function isMessageKey(key: string): key is MessageKey {
  return i18n.exists(key, { count: 1 })
}

/** Language of the interface, for `<html lang>` and for formatting. */
export const messageLanguage = 'en'
