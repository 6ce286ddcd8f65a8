import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { followTyping, isTypingOn } from './typing-on.ts'
import { handleKey } from './use-command.ts'

let stop = () => {}
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  stop = followTyping(document)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  document.body.replaceChildren()
})

const field = (tag: 'input' | 'textarea' = 'textarea') => {
  const made = document.createElement(tag)
  document.body.append(made)
  return made
}
const press = (target: Element, key: string, init: KeyboardEventInit = {}) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  target.dispatchEvent(event)
  return event
}
const typesOn = (key: string, init?: KeyboardEventInit) => isTypingOn(press(document.body, key, init))

it('takes letters for no commands while one goes on typing into a field that is gone', () => {
  const note = field()
  press(note, 'a')
  expect(typesOn('e')).toBe(false)
  note.remove()
  const event = press(document.body, 'e')
  expect(handleKey(event)).toBe(true)
  expect(event.defaultPrevented).toBe(true)
  vi.advanceTimersByTime(900)
  expect(typesOn('Shift')).toBe(false)
  expect(typesOn('E', { shiftKey: true })).toBe(true)
  expect(typesOn('Enter')).toBe(true)
  vi.advanceTimersByTime(900)
  expect(typesOn('Backspace')).toBe(true)
  vi.advanceTimersByTime(1100)
  expect(typesOn('e')).toBe(false)
})

it('goes on over a modifier, and over a letter that AltGr writes', () => {
  const note = field()
  press(note, 'a')
  press(note, 'Control', { ctrlKey: true })
  press(note, '@', { ctrlKey: true, altKey: true, modifierAltGraph: true })
  note.remove()
  expect(typesOn('Control', { ctrlKey: true })).toBe(false)
  expect(typesOn('e')).toBe(true)
})

it('takes them for commands when the field was left on purpose, by key or by pointer', () => {
  for (const leave of [
    (note: Element) => press(note, 'Escape'),
    (note: Element) => press(note, 'Enter', { ctrlKey: true }),
    () => document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  ]) {
    const note = field()
    press(note, 'a')
    leave(note)
    note.remove()
    expect(typesOn('e')).toBe(false)
  }
  const name = field('input')
  press(name, 'a')
  press(name, 'Enter')
  name.remove()
  expect(typesOn('e')).toBe(false)
})

it('presses no button that has the focus since', () => {
  const note = field()
  const next = document.createElement('button')
  document.body.append(next)
  press(note, 'a')
  note.remove()
  for (const key of [' ', 'Enter']) {
    const event = press(next, key)
    expect(handleKey(event)).toBe(true)
    expect(event.defaultPrevented).toBe(true)
  }
  vi.advanceTimersByTime(1100)
  expect(handleKey(press(next, ' '))).toBe(false)
})
