import { createInstance } from 'i18next'
import { describe, expect, test } from 'vitest'
import { type OfferedLanguage, offeredLanguages } from './languages.ts'
import { gapFormatter, messageOptions } from './message-options.ts'
import { type Catalogue, loadCatalogue } from './messages/catalogues.ts'
import { en } from './messages/en.ts'
import { ownWords } from './own-words.ts'

const gaps = gapFormatter((language) => language)
const write = (value: string | number, language: string) => gaps.format(value, undefined, language)

/** The keys of all messages, those of one message's plurals once, with the gaps of them all. */
function messagesOf(catalogue: Catalogue): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>()
  const walk = (nouns: Catalogue, before: string) => {
    for (const [name, words] of Object.entries(nouns)) {
      if (typeof words === 'object') walk(words, `${before}${name}.`)
      else {
        const key = before + name.replace(/_(?:zero|one|two|few|many|other)$/, '')
        const named = found.get(key) ?? new Set()
        for (const [, gap] of words.matchAll(/\{\{(\w+)/g)) named.add(gap!)
        if (key !== before + name) named.add('count')
        found.set(key, named)
      }
    }
  }
  walk(catalogue, '')
  return found
}

async function translated(language: OfferedLanguage) {
  const catalogue: Catalogue = language === 'en' ? en : await loadCatalogue(language)
  const i18n = createInstance()
  await i18n.use(gaps).init({
    ...messageOptions,
    lng: language,
    resources: { en: { translation: en }, [language]: { translation: catalogue } }
  })
  return { catalogue, i18n }
}

describe.each(offeredLanguages)('%s', (language) => {
  test('every message is what i18next says, in every plural', async () => {
    const { catalogue, i18n } = await translated(language)
    const messages = messagesOf(catalogue)
    expect(messages.size).toBeGreaterThan(1_000)
    const differing: string[] = []
    for (const [key, named] of messages) {
      for (const count of named.has('count') ? [0, 1, 2, 3, 5, 11, 21, 1_234_567] : [0]) {
        const values = Object.fromEntries(
          [...named].map((gap) => [gap, gap === 'count' ? count : `“${gap}” & <b>`])
        )
        const own = ownWords(catalogue, language, key, values, write)
        if (own !== i18n.t(key, values)) differing.push(`${key} ${count}: ${own}`)
      }
    }
    expect(differing).toEqual([])
  })
})

test('what it cannot say is left to i18next', () => {
  const catalogue = { a: { b: 'Hello {{name}}', c_other: '{{count}} of them' } }
  const say = (key: string, values: Record<string, string | number> = {}) =>
    ownWords(catalogue, 'en', key, values, write)
  expect(say('a.b')).toBeUndefined()
  expect(say('a.c', { count: 1 })).toBeUndefined()
  expect(say('a')).toBeUndefined()
  expect(say('a.b.c')).toBeUndefined()
  expect(say('nothing.here')).toBeUndefined()
})

test('what fills a gap is not read as a message', () => {
  expect(
    ownWords(
      { a: '{{title}} of {{total, number}}' },
      'en',
      'a',
      { title: '{{total}} $t(b)', total: 5 },
      write
    )
  ).toBe('{{total}} $t(b) of 5')
})
