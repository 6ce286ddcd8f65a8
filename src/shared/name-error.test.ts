import { expect, it } from 'vitest'
import { nameError } from './name-error.ts'

it('names an error by its kind and its place, and says none of its words', () => {
  const told = nameError(new RangeError('The first secret\nthe second secret\n  and a third'))
  expect(told).toMatch(/^RangeError\n\s+at .*name-error\.test/)
  expect(told).not.toContain('secret')
  expect(told).not.toContain('third')
  expect(told.split('\n').length).toBeLessThanOrEqual(6)
  expect(nameError('a secret')).toBe('string')
})
