import { createInstance } from 'i18next'
import { gapFormatter, messageOptions } from '../shared/message-options.ts'
import { en, type MessageKey } from '../shared/messages/en.ts'
import { speakWith } from '../shared/sentence.ts'

const i18n = createInstance()
void i18n.use(gapFormatter).init({ ...messageOptions, lng: 'en', resources: { en: { translation: en } } })

/** The sentence or label called `key`, for what main itself shows: menus, dialogs, errors, the command line. */
export function translate(key: MessageKey, params?: Readonly<Record<string, string | number>>): string {
  return i18n.t(key, params)
}

// Errors find their words here.
speakWith(translate)
