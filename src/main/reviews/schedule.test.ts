import fc from 'fast-check'
import { type FSRS, fsrs, type Grade, Rating } from 'ts-fsrs'
import { afterEach, describe, expect, it } from 'vitest'
import { defaultSettings } from '../../shared/settings.ts'
import { studyDay } from '../../shared/study-day.ts'
import { type Memory, newMemory } from '../cards/repository.ts'
import { createScheduler, gradeCard } from './schedule.ts'

const zone = process.env.TZ
afterEach(() => {
  process.env.TZ = zone
})
const HOUR = 3_600_000
const DAY = 24 * HOUR
const dayStart = { studyDayStart: 4 }

/** The parameters ts-fsrs' tests of FSRS-6 use. */
const published = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629,
  1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542
]

/** Grades a card again and again, each time when it is due. */
function walk(scheduler: FSRS, ratings: readonly Grade[], start: number): { memory: Memory; days: number[] } {
  let memory = newMemory
  let now = start
  const days: number[] = []
  for (const rating of ratings) {
    const after = gradeCard(scheduler, dayStart, 'card', memory, now)[rating]
    memory = after.memory
    days.push(memory.scheduledDays)
    now += after.minutes * 60_000
  }
  return { memory, days }
}

describe('scheduling', () => {
  // https://github.com/open-spaced-repetition/ts-fsrs, FSRS-6.test.ts: the same numbers.
  it('equals ts-fsrs on its published history of intervals', () => {
    process.env.TZ = 'UTC'
    const ratings = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3] as Grade[]
    const { days } = walk(fsrs({ w: published }), ratings, Date.UTC(2022, 11, 29, 12, 30))
    expect(days).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21])
  })

  it('equals ts-fsrs on its published memory state', () => {
    process.env.TZ = 'UTC'
    for (const [short, stability] of [
      [true, 53.62691],
      [false, 53.335106]
    ] as const) {
      const scheduler = fsrs({ w: published, enable_short_term: short })
      let memory = newMemory
      let now = Date.UTC(2022, 11, 29, 12, 30)
      for (const [index, rating] of ([1, 3, 3, 3, 3, 3] as Grade[]).entries()) {
        now += [0, 0, 1, 3, 8, 21][index]! * DAY
        memory = gradeCard(scheduler, dayStart, 'card', memory, now)[rating].memory
      }
      expect(memory.stability).toBeCloseTo(stability, 4)
      expect(memory.difficulty).toBeCloseTo(6.3574867, 4)
    }
  })

  it('equals ts-fsrs on its published first grades', () => {
    const first = gradeCard(fsrs({ w: published }), dayStart, 'card', newMemory, Date.now())
    const of = <T>(read: (memory: Memory) => T) =>
      [1, 2, 3, 4].map((grade) => read(first[grade as Grade].memory))
    expect(of((memory) => memory.stability)).toEqual([0.212, 1.2931, 2.3065, 8.2956])
    expect(of((memory) => memory.difficulty)).toEqual([6.4133, 5.11217071, 2.11810397, 1])
    expect(of((memory) => memory.scheduledDays)).toEqual([0, 0, 0, 8])
    expect(of((memory) => memory.state)).toEqual([1, 1, 1, 2])
  })

  it('gives the interval it showed, also with fuzz', () => {
    const scheduler = createScheduler(defaultSettings)
    const memory = walk(scheduler, [3, 3, 3, 3], Date.UTC(2026, 0, 5, 12)).memory
    const at = Date.UTC(2026, 5, 1, 12)
    const shown = gradeCard(scheduler, dayStart, 'card', memory, at)
    const given = gradeCard(createScheduler(defaultSettings), dayStart, 'card', memory, at + 20_000)
    for (const grade of [1, 2, 3, 4] as const) expect(given[grade].minutes).toBe(shown[grade].minutes)
    const others = new Set(
      Array.from({ length: 20 }, (_, n) => gradeCard(scheduler, dayStart, `card ${n}`, memory, at)[3].minutes)
    )
    expect(others.size).toBeGreaterThan(1)
  })

  it('counts days and not hours: evening and next morning are a day apart', () => {
    process.env.TZ = 'America/Los_Angeles'
    const scheduler = fsrs({ w: published })
    const evening = new Date(2026, 2, 7, 23, 30).getTime()
    const known = gradeCard(scheduler, dayStart, 'card', newMemory, evening)[4].memory
    const morning = new Date(2026, 2, 8, 7, 0).getTime()
    expect(gradeCard(scheduler, dayStart, 'card', known, morning)[3].elapsedDays).toBe(1)
    const sameNight = new Date(2026, 2, 8, 1, 30).getTime()
    expect(gradeCard(scheduler, dayStart, 'card', known, sameNight)[3].elapsedDays).toBe(0)
  })

  it('never gives a negative interval, whatever the clock, the zone and the grades', () => {
    const scheduler = createScheduler(defaultSettings)
    const step = fc.record({
      grade: fc.constantFrom<Grade>(Rating.Again, Rating.Hard, Rating.Good, Rating.Easy),
      // Also backwards: the clock was set back, or a log came from the future.
      move: fc.integer({ min: -3 * 365 * 24, max: 3 * 365 * 24 }),
      zone: fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Pacific/Niue', 'Europe/Berlin', 'Asia/Kathmandu')
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        let memory = newMemory
        let now = Date.UTC(2026, 0, 5, 12)
        for (const { grade, move, zone: place } of steps) {
          process.env.TZ = place
          now += move * HOUR
          const today = studyDay(now, 4)
          const after = gradeCard(scheduler, dayStart, 'card', memory, now)[grade]
          expect(after.elapsedDays).toBeGreaterThanOrEqual(0)
          expect(after.minutes).toBeGreaterThanOrEqual(1)
          expect(after.memory.scheduledDays).toBeGreaterThanOrEqual(0)
          expect(after.memory.dueDay).toBeGreaterThanOrEqual(today)
          expect(after.memory.lastDay).toBe(today)
          expect(after.memory.stability).toBeGreaterThan(0)
          // What the undo journal keeps: fifteen digits.
          expect(Number(after.memory.stability.toPrecision(15))).toBe(after.memory.stability)
          memory = after.memory
        }
      }),
      { numRuns: 200 }
    )
  })
})
