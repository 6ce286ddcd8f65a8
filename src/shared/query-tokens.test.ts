import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { queryTokens, renameTagInQuery, tagInQuery } from './query-tokens.ts'

const tags = (query: string) =>
  [...queryTokens(query)].filter(({ field }) => field === 'tag').map(({ value }) => value)

describe('a tag in a query', () => {
  it.each([
    'politics',
    'far away',
    'is:starred',
    'tag:x',
    '-not',
    'OR',
    'the "new" wave',
    '“curly”',
    '„deutsch“',
    '「かぎ」',
    '"',
    '""',
    'a"',
    '"b',
    '😀 👩‍👩‍👧'
  ])('is the tag of that name: %s', (tag) => {
    expect(tags(`room ${tagInQuery(tag)} -sea`)).toEqual([tag])
  })

  it('is, whatever is in its name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (tag) => {
        expect(tags(`a ${tagInQuery(tag)} b`)).toEqual([tag])
      })
    )
  })

  it('is asked for by its new name, wherever and however it was written, and no other is', () => {
    const query = 'room tag:Paper -tag:paper tag:"paper" OR tag:papers paper "tag:paper" author:paper'
    expect(renameTagInQuery(query, 'paper', 'far away')).toBe(
      'room tag:"far away" -tag:"far away" tag:"far away" OR tag:papers paper "tag:paper" author:paper'
    )
    expect(renameTagInQuery('tag:Étude', 'étude', 'the "new" one')).toBe('tag:"the ""new"" one"')
    expect(renameTagInQuery('room', 'paper', 'far away')).toBe('room')
  })

  it('that is renamed and named as before again asks for the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (name) => {
        const tag = `x${name.replace(/\s+/gu, ' ')}y`.normalize('NFC')
        const query = `room ${tagInQuery(tag)}`
        expect(renameTagInQuery(renameTagInQuery(query, tag, 'other'), 'other', tag)).toBe(query)
      })
    )
  })
})
