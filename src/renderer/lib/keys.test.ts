import { expect, it } from 'vitest'
import { ariaKeys } from './keys.ts'

it.each([
  ['n', 'N'],
  ['Shift+G', 'Shift+G'],
  ['Mod+Shift+F', 'Control+Shift+F'],
  [' ', 'Space'],
  // A plus would be read as the sign between two keys.
  ['+', 'Plus'],
  ['?', '?'],
  ['Mod+\\', 'Control+\\'],
  ['PageUp', 'PageUp']
])('writes %s for screen readers as %s', (shortcut, keys) => {
  expect(ariaKeys(shortcut)).toBe(keys)
})
