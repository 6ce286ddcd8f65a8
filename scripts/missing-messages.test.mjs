import { describe, expect, it } from 'vitest'
import { languageNames, offeredLanguages } from '../src/shared/languages.ts'
import { compareMessages, languages, readMessages, unjoinedFiles } from './missing-messages.mjs'

const english = readMessages('en')

describe('the catalogues', () => {
  // What a language lacks is told in English. Between two releases the newest sentences may be; a language
  // that lacks more than a third is not offered, and nothing that is there may be wrong.
  it.each(offeredLanguages)('are right, and nearly complete, in %s', (language) => {
    expect(english.size).toBeGreaterThan(500)
    const problems = compareMessages(language, english, readMessages(language))
    const missing = problems.filter(({ why }) => why.startsWith('missing'))
    expect(
      problems.filter((problem) => !missing.includes(problem) && !/not in English/.test(problem.why))
    ).toEqual([])
    expect(missing.length).toBeLessThan(english.size / 3)
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
