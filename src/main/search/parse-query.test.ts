import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { MAX_QUERY } from '../../shared/search.ts'
import { parseQuery } from './parse-query.ts'

const zone = process.env.TZ
afterEach(() => {
  process.env.TZ = zone
})

const words = (query: string) => parseQuery(query).groups.map((group) => group.map((part) => part.text))

describe('parseQuery', () => {
  it('reads words, phrases, OR and exclusions', () => {
    const parsed = parseQuery('river "slow water" lake OR pond -sea -"salt marsh"')
    expect(parsed.groups).toEqual([
      [{ text: 'river', phrase: false }],
      [{ text: 'slow water', phrase: true }],
      [
        { text: 'lake', phrase: false },
        { text: 'pond', phrase: false }
      ]
    ])
    expect(parsed.without).toEqual([
      { text: 'sea', phrase: false },
      { text: 'salt marsh', phrase: true }
    ])
  })

  it('reads every operator', () => {
    const parsed = parseQuery(
      'tag:politics OR tag:"far away" author:Ng site:example.org lang:de is:unread has:note color:green near:5 in:title -is:starred'
    )
    expect(parsed.groups).toEqual([])
    expect(parsed.filters).toEqual([
      [
        { type: 'tag', value: 'politics' },
        { type: 'tag', value: 'far away' }
      ],
      [{ type: 'author', value: 'Ng' }],
      [{ type: 'site', value: 'example.org' }],
      [{ type: 'lang', value: 'de' }],
      [{ type: 'is', value: 'later' }],
      [{ type: 'has', value: 'note' }],
      [{ type: 'color', value: 'green' }]
    ])
    expect(parsed.withoutFilters).toEqual([{ type: 'is', value: 'starred' }])
    expect(parsed.near).toBe(5)
    expect(parsed.places).toEqual(['title'])
  })

  it.each(['UTC', 'Asia/Tokyo', 'America/Los_Angeles'])(
    'reads dates as whole days, months and years of the reader’s clock (%s)',
    (place) => {
      process.env.TZ = place
      const at = (year: number, month: number, day = 1) => new Date(year, month, day).getTime()
      const of = (query: string) => parseQuery(query).filters[0]?.[0]
      expect(of('added:>2026-01-01')).toEqual({
        type: 'added',
        from: at(2026, 0, 2),
        to: Number.MAX_SAFE_INTEGER
      })
      expect(of('added:2025')).toEqual({ type: 'added', from: at(2025, 0), to: at(2026, 0) })
      expect(of('added:<=2025-06')).toEqual({ type: 'added', from: 0, to: at(2025, 6) })
      // Eight in the morning in Tokyo is the evening before in UTC.
      const tokyo = { type: 'added', from: Date.UTC(2026, 10, 27, 15), to: Date.UTC(2026, 10, 28, 15) }
      if (place === 'Asia/Tokyo') expect(of('added:2026-11-28')).toEqual(tokyo)
      // The last of a month, and a day that is longer by an hour.
      expect(of('added:2025-12-31')).toEqual({ type: 'added', from: at(2025, 11, 31), to: at(2026, 0) })
      expect(of('added:2026-11-01')).toEqual({
        type: 'added',
        from: at(2026, 10, 1),
        to: at(2026, 10, 2)
      })
    }
  )

  it('takes what is no operator as words', () => {
    expect(words('added:yesterday is:lost color:mauve near:x in:space foo:bar')).toEqual([
      ['added:yesterday'],
      ['is:lost'],
      ['color:mauve'],
      ['near:x'],
      ['in:space'],
      ['foo:bar']
    ])
    expect(words('"never closed')).toEqual([['never closed']])
    expect(words('OR')).toEqual([])
    expect(words('a OR')).toEqual([['a']])
  })

  it('knows whether the last word may go on', () => {
    expect(parseQuery('multipol').unfinished).toBe(true)
    expect(parseQuery('multipol ').unfinished).toBe(false)
    expect(parseQuery('why?').unfinished).toBe(false)
    expect(parseQuery('word tag:x').unfinished).toBe(false)
    expect(parseQuery('"open end').unfinished).toBe(true)
    expect(parseQuery('"closed end"').unfinished).toBe(false)
  })

  it('says when it cut a query', () => {
    expect(parseQuery('x'.repeat(MAX_QUERY)).cut).toBe(false)
    expect(parseQuery('x '.repeat(MAX_QUERY)).cut).toBe(true)
  })

  it('never fails, whatever is typed', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...[
          '"',
          '-',
          'OR',
          'tag:',
          'in:',
          'near:',
          'added:>',
          ':',
          '(a+)+$',
          '__proto__',
          'constructor',
          '\ud800',
          '\u202e',
          '*',
          'is:',
          '“',
          "'; DROP TABLE"
        ]
      )
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const parsed = parseQuery(pieces.join(' '))
        for (const part of [...parsed.groups.flat(), ...parsed.without]) {
          expect(part.text.isWellFormed()).toBe(true)
          expect(part.text).toMatch(/[\p{L}\p{N}]/u)
        }
      }),
      { numRuns: 500 }
    )
  })
})
