import { expect, test } from 'vitest'
import { EarlyKeys } from './early-keys.ts'

const press = (key: string) =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))

test('keys pressed before anybody listens are handed over once, in order', () => {
  const early = new EarlyKeys(document)
  press('n')
  press('Escape')
  expect(early.take().map(({ key }) => key)).toEqual(['n', 'Escape'])
  press('j')
  expect(early.take()).toEqual([])
})
