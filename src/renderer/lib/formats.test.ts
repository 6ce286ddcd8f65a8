import { afterEach, describe, expect, it } from 'vitest'
import {
  fileNameOf,
  formatDayNumber,
  formatNumber,
  formatPublished,
  formatSize,
  formatThousandths
} from './formats.ts'
import { setMessageLanguage, t } from './messages.ts'
import { takeWrittenAhead } from './written-ahead.ts'

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

describe('formatSize', () => {
  it.each([
    [0, '0 kB'],
    [1234, '1.2 kB'],
    [98_700, '99 kB'],
    [999_600, '1 MB'],
    [1_250_000, '1.3 MB'],
    [45_600_000, '46 MB'],
    [7_890_000_000, '7.9 GB'],
    [5_000_000_000_000, '5,000 GB']
  ])('writes %i bytes as %s', (bytes, written) => {
    expect(formatSize(bytes)).toBe(written)
  })
})

describe('formatNumber', () => {
  afterEach(async () => {
    delete document.documentElement.dataset.languages
    await setMessageLanguage('en')
  })

  it("follows the region of the system's languages, which main writes into the page", async () => {
    document.documentElement.dataset.languages = 'en-GB de-CH de'
    await setMessageLanguage('de')
    expect(formatNumber(12_345)).toBe(new Intl.NumberFormat('de-CH').format(12_345))
    expect(formatNumber(12_345)).not.toBe(new Intl.NumberFormat('de').format(12_345))
  })

  const offset = new Date().getTimezoneOffset()
  const ahead = { locale: '', offset, numbers: { 7: 'seven' }, percents: {}, published: { '2024': 'then' } }

  it('is what main wrote ahead, for the very region alone', async () => {
    document.documentElement.dataset.languages = 'de-CH'
    await setMessageLanguage('de')
    takeWrittenAhead({ ...ahead, locale: 'de-CH' })
    expect(formatNumber(7)).toBe('seven')
    expect(t('library.articles', { count: 7 })).toContain('seven')
    expect(formatNumber(8)).toBe('8')
    expect(formatPublished('2024')).toBe('then')
    takeWrittenAhead({ ...ahead, locale: 'de-CH', offset: offset + 60 })
    expect(formatPublished('2024')).toBe('2024')
    takeWrittenAhead({ ...ahead, locale: 'de' })
    expect(formatNumber(7)).toBe('7')
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
