import { expect, it } from 'vitest'
import { onlyPlace } from './only-place.ts'

const text = 'The sea comes. The sea goes. The moon stays.'
const quote = (exact: string, start: number, prefix = '', suffix = '') => ({
  start,
  end: start + exact.length,
  exact,
  prefix,
  suffix
})

it('stays where it was in the version it was taken from, also when the words are there twice', () => {
  expect(onlyPlace(text, quote('sea', 19), true)).toEqual({ start: 19, end: 22 })
})

it('finds words that are there once, and with what stood around them those that are not', () => {
  expect(onlyPlace(text, quote('moon', 3), false)).toEqual({ start: 33, end: 37 })
  expect(onlyPlace(text, quote('sea', 0, 'The ', ' goes'), false)).toEqual({ start: 19, end: 22 })
})

it('never guesses', () => {
  expect(onlyPlace(text, quote('sea', 19), false)).toBeNull()
  expect(onlyPlace(text, quote('sea', 4, 'The ', ' sleeps'), false)).toBeNull()
  expect(onlyPlace(text, quote('', 4), true)).toBeNull()
})
