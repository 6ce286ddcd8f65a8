import { createInstance } from 'i18next'
import { useSyncExternalStore } from 'react'
import {
  directionOf,
  isOffered,
  languageTag,
  type OfferedLanguage,
  regionalTag
} from '../../shared/languages.ts'
import { gapFormatter, messageOptions, speakLanguage } from '../../shared/message-options.ts'
import type { Catalogue } from '../../shared/messages/catalogues.ts'
import { en, type MessageKey } from '../../shared/messages/en.ts'
import { ownWords } from '../../shared/own-words.ts'
import { speakWith } from '../../shared/sentence.ts'
import { writtenNumber } from './written-ahead.ts'

export type { MessageKey }

let language: OfferedLanguage = 'en'
let locale: string | undefined
const listeners = new Set<() => void>()

const gaps = gapFormatter((code) => (code === language ? messageLocale() : code), writtenNumber)
const i18n = createInstance()
void i18n.use(gaps).init({ ...messageOptions, resources: { en: { translation: en } } })

const NO_GAPS = {}
const write = (value: string | number, spoken: string) => gaps.format(value, undefined, spoken)

/** The sentence or label called `key`. `count` chooses the plural form. */
export function t(key: MessageKey, params: Readonly<Record<string, string | number>> = NO_GAPS): string {
  const catalogue = i18n.store.data[language]?.translation as Catalogue | undefined
  return (catalogue && ownWords(catalogue, language, key, params, write)) ?? i18n.t(key, params)
}

/** The same in English, for words that readers know from manuals and from other apps. */
export const inEnglish = (key: MessageKey): string => i18n.t(key, { lng: 'en' })

// Errors of the window's own find their words here.
speakWith(t)

/** Is there a message of this name? For keys that arrive as plain strings, such as undo labels. */
export function isMessageKey(key: string): key is MessageKey {
  return i18n.exists(key, { count: 1 })
}

/** Language of the interface. */
export const messageLanguage = () => language

/** How dates and numbers are written: the system's own variant of the language where it has one. */
export function messageLocale(): string {
  locale ??= regionalTag(
    language,
    document.documentElement.dataset.languages?.split(' ') ?? navigator.languages
  )
  return locale
}

/** Speaks another language from now on, and turns the layout where it is written the other way. */
export async function setMessageLanguage(next: string): Promise<void> {
  if (!isOffered(next)) return
  if (next !== language) await speakLanguage(i18n, next)
  language = next
  locale = undefined
  document.documentElement.lang = languageTag(next)
  document.documentElement.dir = directionOf(next)
  for (const listener of listeners) listener()
}

/** For the root of the window: everything below is rendered anew in another language. */
export function useMessageLanguage(): OfferedLanguage {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    messageLanguage,
    messageLanguage
  )
}
