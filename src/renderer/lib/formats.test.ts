import { afterEach, describe, expect, it } from 'vitest'
import { fileNameOf, formatDayNumber, formatThousandths } from './formats.ts'
import { setMessageLanguage } from './messages.ts'

describe('fileNameOf', () => {
  it('is what stands behind the last slash of either kind', () => {
    expect(fileNameOf('/home/reader/out.md')).toBe('out.md')
    expect(fileNameOf('C:\\Users\\reader\\out.md')).toBe('out.md')
    expect(fileNameOf('out.md')).toBe('out.md')
  })
})

describe('formatThousandths', () => {
  afterEach(() => setMessageLanguage('en'))

  it('writes three places as the language of the interface does', async () => {
    expect(formatThousandths(0.3)).toBe('0.300')
    await setMessageLanguage('de')
    expect(formatThousandths(0.34567)).toBe('0,346')
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
