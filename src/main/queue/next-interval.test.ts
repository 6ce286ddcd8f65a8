import { expect, it } from 'vitest'
import type { Priority } from '../../shared/queue.ts'
import { nextInterval, postponedInterval } from './next-interval.ts'

const walk = (priority: Priority, times: number) => {
  const days: number[] = []
  for (let last = 0; days.length < times; ) {
    last = nextInterval(last, priority)
    days.push(last)
  }
  return days
}

it('grows by the factor of the priority, at least by a day, and ends at a year', () => {
  expect(walk('normal', 8)).toEqual([1, 2, 3, 5, 9, 15, 26, 44])
  expect(walk('high', 8)).toEqual([1, 2, 3, 4, 5, 7, 9, 12])
  expect(walk('low', 6)).toEqual([1, 2, 5, 12, 29, 70])
  expect(walk('high', 60).at(-1)).toBe(365)
  for (const priority of ['high', 'normal', 'low'] as const) {
    const days = walk(priority, 60)
    expect(days.every((day, at) => at === 0 || day > days[at - 1]! || day === 365)).toBe(true)
  }
})

it('postpones by the last while once more', () => {
  expect(postponedInterval(0)).toBe(1)
  expect(postponedInterval(9)).toBe(9)
})
