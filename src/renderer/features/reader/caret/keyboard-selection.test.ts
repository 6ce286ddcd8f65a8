import { describe, expect, it } from 'vitest'
import {
  type KeyboardSelection,
  moveEdge,
  moveSelection,
  type RunSource,
  spanOfSelection,
  type TextRun,
  unitAt,
  whatMoved
} from './keyboard-selection.ts'

const text = 'One two. Three four!\n\n中文測試。\n\n***\n\nLast, one.'
const runs: TextRun[] = [...text.matchAll(/[^\n]+/g)].map((m) => ({ start: m.index, text: m[0] }))
const source: RunSource = {
  runAt: (offset) => runs.findLast((run) => run.start <= offset),
  next: (run) => runs[runs.indexOf(run) + 1],
  previous: (run) => runs[runs.indexOf(run) - 1]
}
const words = (selection: KeyboardSelection) => {
  const span = spanOfSelection(selection)
  return text.slice(span.start, span.end)
}
const startAt = (offset: number, unit: 'word' | 'sentence'): KeyboardSelection => {
  const span = unitAt(source, offset, unit)!
  return { anchor: span, head: span }
}

describe('keyboard selection', () => {
  it('says which words came, or were given up, and when nothing moved', () => {
    const told = (from: KeyboardSelection, by: 1 | -1, extend: boolean) => {
      const to = moveSelection(source, from, { unit: 'word', by, extend })
      const { kind, span } = whatMoved(from, to, extend)
      return { to, told: `${kind} ${text.slice(span.start, span.end)}` }
    }
    const first = startAt(0, 'word')
    expect(told(first, -1, false).told).toBe('nothing One')
    const second = told(first, 1, false)
    expect(second.told).toBe('now two')
    const longer = told(second.to, 1, true)
    expect(longer.told).toBe('more Three')
    const shorter = told(longer.to, -1, true)
    expect(shorter.told).toBe('less Three')
    // Over the word one began with, to the other side.
    expect(told(shorter.to, -1, true).told).toBe('more One')
  })

  it('starts with the sentence at the place', () => {
    expect(words(startAt(3, 'sentence'))).toBe('One two.')
    expect(words(startAt(9, 'sentence'))).toBe('Three four!')
  })
  it('walks words over blocks and back', () => {
    let selection = startAt(0, 'word')
    const seen = [words(selection)]
    for (let i = 0; i < 20; i++) {
      const next = moveSelection(source, selection, { unit: 'word', by: 1, extend: false })
      if (next === selection) break
      selection = next
      seen.push(words(selection))
    }
    expect(seen.slice(0, 4)).toEqual(['One', 'two', 'Three', 'four'])
    expect(seen.slice(-3)).toEqual(['***', 'Last', 'one'])
    const back = moveSelection(source, selection, { unit: 'word', by: -1, extend: false })
    expect(words(back)).toBe('Last')
  })
  it('extends and shrinks by words, and turns around at the anchor', () => {
    let selection = startAt(9, 'word')
    selection = moveSelection(source, selection, { unit: 'word', by: 1, extend: true })
    expect(words(selection)).toBe('Three four')
    selection = moveSelection(source, selection, { unit: 'word', by: -1, extend: true })
    expect(words(selection)).toBe('Three')
    selection = moveSelection(source, selection, { unit: 'word', by: -1, extend: true })
    expect(words(selection)).toBe('two. Three')
  })
  it('extends by sentences across blocks', () => {
    let selection = startAt(9, 'sentence')
    selection = moveSelection(source, selection, { unit: 'sentence', by: 1, extend: true })
    expect(words(selection)).toBe('Three four!\n\n中文測試。')
  })
  it('stays where it is at the ends', () => {
    const first = startAt(0, 'sentence')
    expect(moveSelection(source, first, { unit: 'sentence', by: -1, extend: false })).toBe(first)
  })
})

describe('moveEdge', () => {
  const text = 'The sea comes and goes.'
  const run = { start: 10, text }
  const source = { runAt: () => run, next: () => undefined, previous: () => undefined }
  const span = (part: string) => {
    const start = 10 + text.indexOf(part)
    return { start, end: start + part.length }
  }
  it.each([
    ['comes', 'end', 1, 'comes and'],
    ['comes an', 'end', 1, 'comes and'],
    ['comes and', 'end', -1, 'comes'],
    ['comes an', 'end', -1, 'comes'],
    ['comes', 'start', -1, 'sea comes'],
    ['ea comes', 'start', -1, 'sea comes'],
    ['sea comes', 'start', 1, 'comes'],
    ['comes', 'start', 1, undefined],
    ['comes', 'end', -1, undefined],
    ['goes', 'end', 1, undefined]
  ] as const)('%j, %s by %i: %j', (from, edge, by, to) => {
    expect(moveEdge(source, span(from), edge, by, 'en')).toEqual(to && span(to))
  })
})

describe('pictures among the words', () => {
  const text = 'A family 👨‍👩‍👧‍👦 and a flag 🇩🇪, then 3 × 2.'
  const run = { start: 0, text }
  const source = { runAt: () => run, next: () => undefined, previous: () => undefined }
  const span = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length })
  it('are places to stop, whole, and an edge that went over one comes back to it', () => {
    const family = span('👨‍👩‍👧‍👦')
    expect(unitAt(source, family.start + 2, 'word', 'en')).toEqual(family)
    expect(unitAt(source, span('🇩🇪').start, 'word', 'en')).toEqual(span('🇩🇪'))
    const longer = moveEdge(source, family, 'end', 1, 'en')!
    expect(longer).toEqual(span('👨‍👩‍👧‍👦 and'))
    expect(moveEdge(source, longer, 'end', -1, 'en')).toEqual(family)
    expect(moveEdge(source, span('family 👨‍👩‍👧‍👦'), 'start', 1, 'en')).toEqual(family)
  })
})
