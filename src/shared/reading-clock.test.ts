import { describe, expect, it } from 'vitest'
import { IDLE_MS, ReadingClock } from './reading-clock.ts'

const MINUTE = 60_000

describe('ReadingClock', () => {
  it('counts from sign to sign, and a pause as nothing', () => {
    const clock = new ReadingClock()
    clock.see(0)
    clock.see(MINUTE)
    clock.see(2 * MINUTE)
    expect(clock.take()).toBe(2 * MINUTE)
    expect(clock.take()).toBe(0)
    clock.see(2 * MINUTE + IDLE_MS + 1)
    expect(clock.take()).toBe(0)
    clock.see(2 * MINUTE + 2 * IDLE_MS)
    expect(clock.take()).toBe(IDLE_MS - 1)
  })

  it('counts nothing while the window is behind others', () => {
    const clock = new ReadingClock()
    clock.see(0)
    clock.leave(30_000)
    clock.see(60_000)
    expect(clock.take()).toBe(30_000)
  })

  it('never counts backwards or a jump of the clock', () => {
    const clock = new ReadingClock()
    clock.see(10 * MINUTE)
    clock.see(MINUTE)
    clock.see(MINUTE + 1000)
    clock.see(900 * MINUTE)
    expect(clock.take()).toBe(1000)
  })
})
