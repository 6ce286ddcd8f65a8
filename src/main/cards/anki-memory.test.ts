import { describe, expect, it } from 'vitest'
import { studyDay } from '../../shared/study-day.ts'
import { MOST_DAYS, memoryOf } from './anki-memory.ts'
import type { AnkiCard } from './anki-rows.ts'
import { newMemory } from './repository.ts'

const now = new Date(2026, 2, 5, 12).getTime()
const today = studyDay(now, 4)
const clock = { now, dayStart: 4, firstDay: today - 40 }
const known: AnkiCard = {
  id: 1,
  ord: 0,
  did: 1,
  odid: 0,
  type: 2,
  queue: 2,
  due: 43,
  ivl: 12,
  factor: 2500,
  reps: 5,
  lapses: 1,
  left: 0,
  data: '{"s":11.5,"d":6.25}'
}
const memory = (change: Partial<AnkiCard>) => memoryOf({ ...known, ...change }, clock)

describe('a card of Anki', () => {
  it('is as well known here as there', () => {
    expect(memory({})).toEqual({
      state: 2,
      dueDay: today + 3,
      dueAt: 0,
      stability: 11.5,
      difficulty: 6.25,
      scheduledDays: 12,
      learningStep: 0,
      reps: 5,
      lapses: 1,
      lastDay: today - 9
    })
  })

  it.each(['', 'null', '7', '[]', '{"s":"x","d":null}', '{"s":0,"d":11}', '{"s":-1,"d":0.5}'])(
    'that FSRS has noted nothing usable of (%s) is known by its interval and its ease',
    (data) => {
      expect(memory({ data })).toMatchObject({ stability: 12, difficulty: 5 })
      expect(memory({ data, ivl: 0, factor: 0 })).toMatchObject({ stability: 0.1, difficulty: 5 })
      // 130 % is the hardest; beyond it nothing is harder than ten, nor easier than one.
      expect(memory({ data, factor: 1300 }).difficulty).toBe(10)
      expect(memory({ data, factor: 100 }).difficulty).toBe(10)
      expect(memory({ data, factor: 9000 }).difficulty).toBe(1)
    }
  )

  it('that is being learned waits until its moment, or no longer where it has none', () => {
    const later = now + 600_000
    for (const type of [1, 3]) {
      expect(memory({ type, due: later / 1000 })).toMatchObject({
        state: type,
        dueAt: later,
        dueDay: today,
        scheduledDays: 0,
        lastDay: today
      })
      expect(memory({ type, due: 20_000 })).toMatchObject({ dueAt: now, dueDay: today })
    }
  })

  it('that was never seen, or is of a kind nobody knows, is new', () => {
    for (const type of [0, -1, 4]) expect(memory({ type })).toEqual(newMemory)
  })

  it('with numbers no reader reaches has some that one could', () => {
    expect(memory({ due: 9e9, ivl: 9e9, reps: -3, lapses: 9e9, data: '{"s":9e9,"d":6}' })).toMatchObject({
      dueDay: today + MOST_DAYS,
      scheduledDays: MOST_DAYS,
      stability: MOST_DAYS,
      reps: 0,
      lapses: 1_000_000
    })
    expect(memory({ due: -9e9, ivl: 0 }).dueDay).toBe(-100_000)
    // Answered today at the latest, however far off it comes back.
    expect(memory({ due: 90, ivl: 0 }).lastDay).toBe(today)
  })
})
