import { expect, it, vi } from 'vitest'
import { TypedAhead } from './typed-ahead.ts'

const press = (typed: TypedAhead, key: string, init: KeyboardEventInit = {}) =>
  typed.onKey(new KeyboardEvent('keydown', { key, ...init }))

it('keeps what is typed until the field is there, and nothing before or after', () => {
  const typed = new TypedAhead()
  expect(press(typed, 'e')).toBe(false)
  typed.begin(true)
  // n, held a little long.
  expect(press(typed, 'n', { repeat: true })).toBe(true)
  for (const key of ['S', 'Shift', 'o', '👍', 'Backspace', '.', 'Enter', '👍'])
    expect(press(typed, key)).toBe(key !== 'Shift')
  expect(typed.take()).toBe('So.\n👍')
  expect(press(typed, 'e')).toBe(false)
  expect(typed.take()).toBe('')
})

it('goes on over keys that are part of writing, AltGr as Windows reports it among them', () => {
  const typed = new TypedAhead()
  typed.begin(true)
  press(typed, 'a')
  for (const [key, init] of [
    ['Control', { ctrlKey: true }],
    ['Alt', { altKey: true }],
    ['Meta', { metaKey: true }],
    ['NumLock']
  ] as const)
    expect(press(typed, key, init)).toBe(false)
  expect(press(typed, '@', { ctrlKey: true, altKey: true, modifierAltGraph: true })).toBe(true)
  expect(press(typed, 'b')).toBe(true)
  expect(typed.take()).toBe('a@b')
})

it('takes what is pasted in its turn, in one line for a field of one', () => {
  const typed = new TypedAhead()
  expect(typed.onPaste('for the library')).toBe(false)
  typed.begin(true)
  press(typed, 'a')
  expect(press(typed, 'v', { ctrlKey: true })).toBe(false)
  expect(typed.onPaste('1\n2')).toBe(true)
  press(typed, 'b')
  expect(typed.take()).toBe('a1\n2b')
  typed.begin(false)
  typed.onPaste('1\n2')
  expect(typed.take()).toBe('1 2')
})

it.each([
  ['v', { ctrlKey: true, code: 'KeyV' }],
  ['м', { ctrlKey: true, code: 'KeyV' }],
  ['ر', { ctrlKey: true, code: 'KeyV' }],
  ['V', { ctrlKey: true, shiftKey: true, code: 'KeyV' }],
  ['Insert', { shiftKey: true, code: 'Insert' }]
] as const)('waits for what is pasted with %j of any keyboard', (key, init) => {
  const typed = new TypedAhead()
  typed.begin(true)
  expect(press(typed, key, init)).toBe(false)
  expect(typed.onPaste('words')).toBe(true)
  expect(typed.take()).toBe('words')
})

it('leaves keys that write nothing to whom they are for, and those after them; what was written stays', () => {
  for (const [key, init] of [['Escape'], ['ArrowDown'], ['z', { ctrlKey: true }]] as const) {
    const typed = new TypedAhead()
    typed.begin(true)
    press(typed, 'a')
    expect(press(typed, key, init)).toBe(false)
    expect(press(typed, 'b')).toBe(false)
    expect(typed.take()).toBe('a')
  }
  // A tag has one line: Enter is not written into its field.
  const tag = new TypedAhead()
  tag.begin(false)
  expect(press(tag, 'Enter')).toBe(false)
})

it('waits no longer than one types without seeing a field', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(1000)
  const typed = new TypedAhead()
  typed.begin(true)
  expect(typed.isWaiting).toBe(true)
  now.mockReturnValue(3001)
  expect(typed.isWaiting).toBe(false)
  expect(press(typed, 'e')).toBe(false)
  now.mockRestore()
})
