import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { awakeTimeout } from './awake-timeout.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

it('calls once, after the time that was asked for', () => {
  const act = vi.fn()
  awakeTimeout(2500, act)
  vi.advanceTimersByTime(2490)
  expect(act).not.toHaveBeenCalled()
  vi.advanceTimersByTime(20)
  expect(act).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(60_000)
  expect(act).toHaveBeenCalledTimes(1)
})

it('does not count the night a computer slept through', () => {
  const act = vi.fn()
  awakeTimeout(60_000, act)
  vi.advanceTimersByTime(10_000)
  // The clock goes on by eight hours, and the timer that was due fires late.
  const now = performance.now()
  vi.spyOn(performance, 'now').mockImplementationOnce(() => now + 8 * 3_600_000)
  vi.advanceTimersByTime(1000)
  expect(act).not.toHaveBeenCalled()
  vi.advanceTimersByTime(47_000)
  expect(act).not.toHaveBeenCalled()
  vi.advanceTimersByTime(2000)
  expect(act).toHaveBeenCalledTimes(1)
})

it('can be called off', () => {
  const act = vi.fn()
  const stop = awakeTimeout(1500, act)
  vi.advanceTimersByTime(1200)
  stop()
  vi.advanceTimersByTime(60_000)
  expect(act).not.toHaveBeenCalled()
})
