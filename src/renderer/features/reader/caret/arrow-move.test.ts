import { expect, it } from 'vitest'
import type { Writing } from '../page/block-axis.ts'
import { arrowMove } from './arrow-move.ts'

const arrows = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp']

it.each<[Writing, boolean, string[]]>([
  ['horizontal', false, ['word 1', 'word -1', 'sentence 1', 'sentence -1']],
  ['horizontal', true, ['word -1', 'word 1', 'sentence 1', 'sentence -1']],
  ['vertical-rl', false, ['sentence -1', 'sentence 1', 'word 1', 'word -1']],
  ['vertical-lr', false, ['sentence 1', 'sentence -1', 'word 1', 'word -1']]
])('in %s lines (from the right: %s) arrows follow the eye', (writing, isRightToLeft, expected) => {
  const said = arrows
    .map((key) => arrowMove(key, writing, isRightToLeft))
    .map((move) => `${move?.unit} ${move?.by}`)
  expect(said).toEqual(expected)
  expect(arrowMove('Home', writing, isRightToLeft)).toBeUndefined()
})
