import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchShortText } from './watch-short-text.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const read = vi.fn()
const press = (key: string, init?: KeyboardEventInit) =>
  document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }))
const watch = () => {
  read.mockClear()
  return watchShortText(document, 20_000, read)
}

it('counts a text that is all on screen as read after half the time it takes, while it can be seen', () => {
  watch()
  vi.advanceTimersByTime(9000)
  const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  vi.advanceTimersByTime(60_000)
  expect(read).not.toHaveBeenCalled()
  seen.mockReturnValue('visible')
  vi.advanceTimersByTime(1000)
  expect(read).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(60_000)
  expect(read).toHaveBeenCalledTimes(1)
})

it('counts it as read when somebody wants to go on from it, and by no other key', () => {
  watch()
  press('ArrowUp')
  press('n')
  press(' ', { shiftKey: true })
  document.dispatchEvent(new WheelEvent('wheel', { deltaY: -10 }))
  expect(read).not.toHaveBeenCalled()
  press(' ')
  expect(read).toHaveBeenCalledTimes(1)
  watch()
  document.dispatchEvent(new WheelEvent('wheel', { deltaY: 10 }))
  expect(read).toHaveBeenCalledTimes(1)
})

it('does not count it as read when the caret, a selection or the ruler walks down in it', () => {
  const stop = watch()
  const take = (event: Event) => event.preventDefault()
  document.addEventListener('keydown', take)
  document.body.innerHTML = '<div class="text-caret"></div>'
  press('ArrowDown')
  press('End')
  expect(read).not.toHaveBeenCalled()
  stop()
  // End leads to the end, and somebody else turns the page.
  document.body.replaceChildren()
  for (const key of ['End', 'PageDown']) {
    watch()
    press(key)
    expect(read).toHaveBeenCalledTimes(1)
  }
  document.removeEventListener('keydown', take)
  watch()
  press('ArrowDown')
  expect(read).toHaveBeenCalledTimes(1)
})

it('tells nothing once it is stopped', () => {
  watch()()
  vi.advanceTimersByTime(60_000)
  press(' ')
  expect(read).not.toHaveBeenCalled()
})
