import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { followHeldKeys } from './held-keys.ts'

let stop = () => {}
beforeEach(() => {
  stop = followHeldKeys(window)
})
afterEach(() => {
  stop()
  document.body.replaceChildren()
})

const add = (tag: 'textarea' | 'button') => {
  const made = document.createElement(tag)
  const heard = vi.fn()
  made.addEventListener('keydown', heard)
  document.body.append(made)
  return { made, heard }
}
const press = (target: Element, key: string, repeat = false, init: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', {
    key,
    code: key,
    repeat,
    bubbles: true,
    cancelable: true,
    ...init
  })
  target.dispatchEvent(event)
  return event.defaultPrevented
}

it('goes on where it was pressed', () => {
  const { made, heard } = add('textarea')
  press(made, 'a')
  expect(press(made, 'a', true)).toBe(false)
  expect(heard).toHaveBeenCalledTimes(2)
})

it('writes nothing into a field that it has opened, from the window or from the frame', () => {
  const { made, heard } = add('textarea')
  // In the frame: nothing of it was heard here.
  expect(press(made, 'n', true)).toBe(true)
  press(document.body, 'n')
  expect(press(made, 'n', true)).toBe(true)
  expect(press(made, 'Backspace', true)).toBe(true)
  expect(heard).not.toHaveBeenCalled()
  // Let go and pressed anew it is a letter.
  made.dispatchEvent(new KeyboardEvent('keyup', { key: 'n', code: 'n', bubbles: true }))
  press(made, 'n')
  expect(press(made, 'n', true)).toBe(false)
})

it('presses and deletes nothing that has the focus since; keys that walk go on', () => {
  const first = add('button')
  const next = add('button')
  press(first.made, 'Enter')
  expect(press(next.made, 'Enter', true)).toBe(true)
  press(first.made, 'Delete')
  expect(press(next.made, 'Delete', true)).toBe(true)
  expect(next.heard).not.toHaveBeenCalled()
  press(first.made, 'ArrowDown')
  expect(press(next.made, 'ArrowDown', true)).toBe(false)
  press(first.made, 'j')
  expect(press(next.made, 'j', true)).toBe(false)
})

it('goes on when another key is let go of, or tapped, meanwhile', () => {
  const { made, heard } = add('textarea')
  const release = (key: string) =>
    made.dispatchEvent(new KeyboardEvent('keyup', { key, code: key, bubbles: true }))
  press(made, 'e')
  press(made, 'Backspace')
  release('e')
  expect(press(made, 'Backspace', true)).toBe(false)
  press(made, 'Shift')
  expect(press(made, 'Backspace', true)).toBe(false)
  release('Shift')
  expect(press(made, 'Backspace', true)).toBe(false)
  expect(heard).toHaveBeenCalledTimes(6)
})
