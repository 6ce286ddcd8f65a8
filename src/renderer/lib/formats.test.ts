import { describe, expect, it } from 'vitest'
import { fileNameOf, formatDayNumber } from './formats.ts'

describe('fileNameOf', () => {
  it('is what stands behind the last slash of either kind', () => {
    expect(fileNameOf('/home/reader/out.md')).toBe('out.md')
    expect(fileNameOf('C:\\Users\\reader\\out.md')).toBe('out.md')
    expect(fileNameOf('out.md')).toBe('out.md')
  })
})

describe('formatDayNumber', () => {
  it('names the day without moving it by the time zone', () => {
    const style = { day: 'numeric', month: 'short' } as const
    expect(formatDayNumber(0, style)).toMatch(/Jan/)
    expect(formatDayNumber(0, style)).toMatch(/\b1\b/)
    expect(formatDayNumber(31, style)).toMatch(/Feb/)
  })
})
