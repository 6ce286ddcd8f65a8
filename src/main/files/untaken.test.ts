import { expect, it } from 'vitest'
import { untaken } from './untaken.ts'

it('numbers a name that is taken, also one as long as names can be', () => {
  const long = `${'港'.repeat(84)}.md`
  const taken = new Set<string>()
  expect(untaken('Tides.md', taken)).toBe('Tides.md')
  expect(untaken('TIDES.md', taken)).toBe('TIDES (2).md')
  expect(untaken(long, taken)).toBe(long)
  const second = untaken(long, taken)
  expect(second).toBe(`${'港'.repeat(82)} (2).md`)
  expect(Buffer.byteLength(second)).toBeLessThanOrEqual(255)
  // No character is cut in half.
  expect(untaken(`${'🏮'.repeat(63)}.md`, new Set([`${'🏮'.repeat(63)}.md`]))).toBe(
    `${'🏮'.repeat(62)} (2).md`
  )
})
