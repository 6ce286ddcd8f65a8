import { describe, expect, it } from 'vitest'
import { languageNames, offeredLanguages } from '../src/shared/languages.ts'
import { compareMessages, languages, readMessages, unjoinedFiles } from './missing-messages.mjs'

const english = readMessages('en')

describe('the catalogues', () => {
  it.each(offeredLanguages)('are complete in %s', (language) => {
    expect(english.size).toBeGreaterThan(500)
    expect(compareMessages(language, english, readMessages(language))).toEqual([])
    expect(unjoinedFiles(language)).toEqual([])
  })

  it('are looked for in every language', () => {
    expect(['en', ...languages]).toEqual(expect.arrayContaining(Object.keys(languageNames)))
  })
})

describe('compareMessages', () => {
  const source = new Map([
    ['a.title', 'Title of {{name}}'],
    ['a.count_one', '{{count}} thing'],
    ['a.count_other', '{{count}} things']
  ])
  const compare = (language, messages) =>
    compareMessages(language, source, new Map(messages)).map(({ key, why }) => `${key}: ${why}`)

  it('asks for the plural forms of the language', () => {
    const missing = compare('ar', [['a.title', '{{name}}']])
    expect(missing).toHaveLength(6)
    expect(missing.join()).toContain('a.count_few: missing')
    expect(
      compare('ja', [
        ['a.title', '{{name}}'],
        ['a.count_other', '{{count}}']
      ])
    ).toEqual([])
  })

  it('sees empty words, lost and invented gaps, and keys that nothing asks for', () => {
    const problems = compare('ja', [
      ['a.title', '{{who}}'],
      ['a.count_other', ' '],
      ['a.old', 'x']
    ])
    expect(problems).toEqual([
      'a.title: lacks {{name}}',
      'a.title: has {{who}}, which nothing fills',
      'a.count_other: empty',
      'a.old: not in English'
    ])
  })

  it('lets one and two be said without their figure', () => {
    expect(
      compare('de', [
        ['a.title', '{{name}}'],
        ['a.count_one', 'ein Ding'],
        ['a.count_other', '{{count}} Dinge']
      ])
    ).toEqual([])
  })
})
