import { afterEach, expect, it, vi } from 'vitest'
import { allHighlights, isNarrowed, sinceOf } from './highlight-narrowing.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

it('begins a span at a midnight of the reader’s, also across a change of the clocks', () => {
  vi.stubEnv('TZ', 'Europe/Berlin')
  const noon = new Date(2026, 9, 28, 12).getTime()
  expect(sinceOf('any', noon)).toBeUndefined()
  expect(sinceOf('day', noon)).toBe(new Date(2026, 9, 28).getTime())
  expect(sinceOf('week', noon)).toBe(new Date(2026, 9, 22).getTime())
  expect(sinceOf('year', noon)).toBe(new Date(2025, 9, 29).getTime())
})

it('leaves nothing out once what was typed is taken back', () => {
  const typed = { ...allHighlights, words: 'sea' }
  expect([isNarrowed(allHighlights), isNarrowed(typed), isNarrowed({ ...typed, words: '' })]).toEqual([
    false,
    true,
    false
  ])
})
