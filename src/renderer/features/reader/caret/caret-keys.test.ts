import { expect, it } from 'vitest'
import { caretMove } from './caret-keys.ts'

const press = (key: string, with_ = '') => ({
  key,
  ctrlKey: with_.includes('ctrl'),
  metaKey: with_.includes('meta'),
  altKey: with_.includes('alt'),
  shiftKey: with_.includes('shift')
})

it('arrows go by letters and lines, with Ctrl by words and paragraphs, Shift extends', () => {
  const move = (key: string, with_ = '') => caretMove(press(key, with_), 'horizontal', false)
  expect(move('ArrowRight')).toEqual({ direction: 'right', granularity: 'character', extend: false })
  expect(move('ArrowLeft', 'ctrl shift')).toEqual({ direction: 'left', granularity: 'word', extend: true })
  expect(move('ArrowDown')).toEqual({ direction: 'forward', granularity: 'line', extend: false })
  expect(move('ArrowUp', 'ctrl')).toEqual({ direction: 'backward', granularity: 'paragraph', extend: false })
  expect(move('Home')).toEqual({ direction: 'backward', granularity: 'lineboundary', extend: false })
  expect(move('End', 'ctrl shift')).toEqual({
    direction: 'forward',
    granularity: 'documentboundary',
    extend: true
  })
})

it('other keys, and those with Alt, are left to the commands', () => {
  for (const key of ['a', '1', 'Enter', 'Escape', 'PageDown']) {
    expect(caretMove(press(key), 'horizontal', false)).toBeUndefined()
  }
  expect(caretMove(press('ArrowRight', 'alt'), 'horizontal', false)).toBeUndefined()
})

it('follows the eye where lines stand upright', () => {
  const move = (key: string) => caretMove(press(key), 'vertical-rl', false)
  expect(move('ArrowDown')).toMatchObject({ direction: 'forward', granularity: 'character' })
  expect(move('ArrowLeft')).toMatchObject({ direction: 'forward', granularity: 'line' })
  expect(move('ArrowRight')).toMatchObject({ direction: 'backward', granularity: 'line' })
  expect(caretMove(press('ArrowLeft'), 'vertical-lr', false)).toMatchObject({ direction: 'backward' })
})

it('knows a Mac’s keys', () => {
  const move = (key: string, with_: string) => caretMove(press(key, with_), 'horizontal', true)
  expect(move('ArrowRight', 'alt')).toMatchObject({ granularity: 'word' })
  expect(move('ArrowLeft', 'meta')).toMatchObject({ direction: 'backward', granularity: 'lineboundary' })
  expect(move('ArrowDown', 'meta shift')).toMatchObject({ granularity: 'documentboundary', extend: true })
})
