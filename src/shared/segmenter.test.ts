import { expect, it } from 'vitest'
import { segmenterOf } from './segmenter.ts'

const pieces = (language: string, granularity: 'word' | 'sentence', text: string) =>
  [...segmenterOf(language, granularity).segment(text)].map(({ segment }) => segment)

it('cuts as a language does, and also where what is said to be one is none', () => {
  for (const language of ['en', '', 'not a language', 'x'.repeat(90)])
    expect(pieces(language, 'word', 'two lamps')).toEqual(['two', ' ', 'lamps'])
  expect(pieces('el', 'sentence', 'Τι ώρα είναι; Δεν ξέρω.')).toHaveLength(2)
  expect(pieces('en', 'sentence', 'Τι ώρα είναι; Δεν ξέρω.')).toHaveLength(1)
})

it('is made once for a language and what it finds', () => {
  expect(segmenterOf('fr', 'word')).toBe(segmenterOf('fr', 'word'))
  expect(segmenterOf('fr', 'sentence')).not.toBe(segmenterOf('fr', 'word'))
  expect(segmenterOf('ja', 'word')).not.toBe(segmenterOf('fr', 'word'))
})
