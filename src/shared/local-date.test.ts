import { afterEach, expect, it, vi } from 'vitest'
import { localDate, midnightBefore } from './local-date.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

it('names the day as the reader’s calendar does', () => {
  const evening = Date.parse('2026-11-25T01:30:00Z')
  vi.stubEnv('TZ', 'America/Los_Angeles')
  expect(localDate(evening)).toBe('2026-11-24')
  vi.stubEnv('TZ', 'Asia/Tokyo')
  expect(localDate(evening)).toBe('2026-11-25')
})

it('counts back whole days, also where clocks change', () => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  // Summer time ended on the 25th of October 2026, and began on the 29th of March.
  expect(midnightBefore(new Date(2026, 9, 28, 12).getTime(), 6)).toBe(new Date(2026, 9, 22).getTime())
  expect(midnightBefore(new Date(2026, 2, 31, 12).getTime(), 6)).toBe(new Date(2026, 2, 25).getTime())
  expect(midnightBefore(new Date(2026, 2, 1, 0, 0).getTime(), 0)).toBe(new Date(2026, 2, 1).getTime())
})
