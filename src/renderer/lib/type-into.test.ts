import { expect, it, onTestFinished, vi } from 'vitest'
import { typeInto } from './type-into.ts'

/** A field with some words, and a browser that types into none. */
function field(value: string) {
  const text = document.createElement('textarea')
  document.body.append(text)
  text.value = value
  const typed = vi.fn(() => true)
  document.execCommand = typed
  onTestFinished(() => {
    text.remove()
    Reflect.deleteProperty(document, 'execCommand')
  })
  return { text, typed }
}

it('types what is short, and puts what is very long in its place at once', () => {
  const { text, typed } = field('one two three')
  typeInto(text, 4, 7, 'zwei')
  expect(typed).toHaveBeenCalledExactlyOnceWith('insertText', false, 'zwei')
  const heard = vi.fn()
  text.addEventListener('input', heard)
  const long = 'a line\n'.repeat(10_000)
  typeInto(text, 4, 7, long, 6)
  expect(typed).toHaveBeenCalledOnce()
  expect(heard).toHaveBeenCalledOnce()
  expect(text.value).toBe(`one ${long} three`)
  expect(text.selectionStart).toBe(6)
})
