import { expect, it } from 'vitest'
import { findTags } from './find-tags.ts'

const tags = ['far away', 'Resümee', 'sumatra', 'Summer', 'politics'].map((tag) => ({ tag }))
const found = (typed: string, most = 10) => findTags(tags, typed, most).map(({ tag }) => tag)

it('finds tags by any part of their name, those that begin with it first, whatever the case and accents', () => {
  expect(found('sum')).toEqual(['sumatra', 'Summer', 'Resümee'])
  expect(found(' RESUME ')).toEqual(['Resümee'])
  expect(found('far  a')).toEqual(['far away'])
  expect(found('x')).toEqual([])
})

it('finds no more than are wanted; all are there while nothing is typed', () => {
  expect(found('', 2)).toEqual(['far away', 'Resümee'])
  expect(found('sum', 2)).toEqual(['sumatra', 'Summer'])
  expect(found('sum', 1)).toEqual(['sumatra'])
})
