import { expect, it } from 'vitest'
import type { EntryHighlight } from '../import/library/library-entry.ts'
import { makeEntry } from '../import/library/make-entry.ts'
import { joinMarks } from './more-quotations.ts'

const marks = (exact: readonly string[]): EntryHighlight[] =>
  makeEntry({ row: 1, highlights: exact.map((one) => ({ exact: one })) }).highlights

const words = (all: readonly EntryHighlight[]) => all.map(({ exact }) => exact).join(' ')

it('sets what only the second export has after the mark it follows there', () => {
  const { all, added, changed } = joinMarks(
    marks(['a', 'b', 'b', 'c']),
    marks(['x', 'b', 'y', 'b', 'z', 'b', 'c'])
  )
  expect([words(all), words(added), changed]).toEqual(['x a b y b z b c', 'x y z b', []])
})

it('joins very many marks of the same words', () => {
  const many = marks(Array.from({ length: 200_000 }, () => 'It stands.'))
  expect(joinMarks(many, many)).toMatchObject({ added: [], changed: [] })
  const { all, added } = joinMarks(
    marks(['It stands.']),
    marks(['It stands.', ...Array.from({ length: 150_000 }, (_, at) => `${at}`)])
  )
  expect([all.length, added.length]).toEqual([150_001, 150_000])
})
