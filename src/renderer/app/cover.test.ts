import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { coverUntilPainted } from './cover.ts'

let painted: () => void

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal(
    'PerformanceObserver',
    class {
      constructor(told: () => void) {
        painted = told
      }
      observe() {}
      disconnect() {}
    }
  )
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

const cover = () => document.querySelector('.cover')

test('the window is covered until it has been painted', () => {
  coverUntilPainted()
  expect(cover()).not.toBeNull()
  painted()
  expect(cover()).toBeNull()
})

test('a window that is not painted does not stay covered', () => {
  coverUntilPainted()
  vi.advanceTimersByTime(1_000)
  expect(cover()).toBeNull()
})
