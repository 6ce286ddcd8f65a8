import { expect, it } from 'vitest'
import type { Alignment } from './alignment.ts'
import { hasRival } from './rivals.ts'
import { tokenize, Vocabulary } from './tokens.ts'

const words = (count: number, name: string) => Array.from({ length: count }, (_, at) => `${name}${at}`)
const line = (own: string) => `the keeper of the lamp on pier ${own} wrote this down`
const LENGTH = 11

/** Words before and behind the place in the new text. */
const AROUND = 60

/** The first of two like lines is carried to a new text, in which its own word stands at another place. */
function isInDoubt(place: number): boolean {
  const vocabulary = new Vocabulary()
  const old = tokenize(`${line('nine')}\n${line('four')}`, vocabulary)
  const after = [...words(AROUND, 'fore'), ...line('seven').split(' '), ...words(AROUND, 'hind')]
  after[place] = 'nine'
  const tokens = tokenize(`${after.join(' ')}\n${line('four')}`, vocabulary)
  const newOf = new Int32Array(old.count).fill(-1)
  const oldOf = new Int32Array(tokens.count).fill(-1)
  const pair = (from: number, to: number) => {
    newOf[from] = to
    oldOf[to] = from
  }
  for (let at = 0; at < LENGTH; at++) {
    pair(at, old.id[at] === vocabulary.known('nine') ? place : AROUND + at)
    pair(LENGTH + at, after.length + at)
  }
  const weights = new Float32Array(200).fill(1)
  const alignment: Alignment = { old, new: tokens, newOf, oldOf, block: new Int32Array(old.count), weights }
  const carried = { oldFrom: 0, oldTo: LENGTH, from: AROUND, to: AROUND + LENGTH, inOrder: true, quote: 0.9 }
  return hasRival(alignment, { ...carried, told: LENGTH, foreign: 0, vague: 0, pinned: false }, 0.7)
}

it('knows a line among like ones by its own word, as far as the word may have been moved', () => {
  // Twelve words around a passage are looked at, and eight more, as lines may have grown.
  const [first, last] = [AROUND - 20, AROUND + LENGTH + 19]
  for (const near of [first, AROUND - 1, AROUND + LENGTH, last]) expect(isInDoubt(near)).toBe(false)
  for (const far of [first - 1, last + 1]) expect(isInDoubt(far)).toBe(true)
})
