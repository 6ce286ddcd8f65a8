import { expect, it } from 'vitest'
import { noNarrowing } from './SearchFilters.tsx'
import { wholeQuery } from './whole-query.ts'

it('says in words what is chosen beside the box', () => {
  expect(wholeQuery('  quiet   room ', noNarrowing)).toBe('quiet room')
  expect(wholeQuery('room', { kind: 'note', tag: 'far away', colors: [] })).toBe(
    'room in:notes tag:"far away"'
  )
  expect(wholeQuery('', { ...noNarrowing, colors: ['blue', 'pink'] })).toBe('color:blue OR color:pink')
})
