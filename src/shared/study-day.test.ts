import { afterEach, describe, expect, it } from 'vitest'
import { studyDay, studyDayStart } from './study-day.ts'

const zone = process.env.TZ
afterEach(() => {
  process.env.TZ = zone
})
const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000

describe('a study day', () => {
  it('begins at the hour chosen, local time', () => {
    process.env.TZ = 'Asia/Tokyo'
    expect(studyDay(new Date(2026, 2, 5, 3, 59).getTime(), 4)).toBe(day('2026-03-04'))
    expect(studyDay(new Date(2026, 2, 5, 4, 0).getTime(), 4)).toBe(day('2026-03-05'))
    expect(studyDay(new Date(2026, 2, 5, 0, 0).getTime(), 0)).toBe(day('2026-03-05'))
  })

  it('has no gap and no double where clocks change', () => {
    for (const [place, year] of [
      ['Europe/Berlin', 2026],
      ['America/New_York', 2026],
      ['Australia/Lord_Howe', 2026],
      ['Africa/Casablanca', 2026]
    ] as const) {
      process.env.TZ = place
      let before = studyDay(new Date(year, 0, 1, 12).getTime(), 4)
      for (let hour = 1; hour < 366 * 24; hour++) {
        const now = studyDay(new Date(year, 0, 1, 12).getTime() + hour * 3_600_000, 4)
        expect(now - before === 0 || now - before === 1, `${place} ${hour}`).toBe(true)
        before = now
      }
    }
  })

  it('starts where it says', () => {
    process.env.TZ = 'Europe/Berlin'
    for (let n = 0; n < 400; n++) {
      const start = studyDayStart(day('2026-01-01') + n, 4)
      expect(studyDay(start, 4)).toBe(day('2026-01-01') + n)
      expect(studyDay(start - 1, 4)).toBe(day('2026-01-01') + n - 1)
    }
  })
})
