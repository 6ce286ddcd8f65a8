import { expect, it } from 'vitest'
import { parseDeepLink } from './deep-link.ts'

const page = 'https://example.org/a?b=c&d=é#e'

it.each(['lectern:add?url=', 'lectern://add?url=', 'lectern://add/?url=', 'LECTERN:add?url='])(
  '%s… offers an address',
  (start) => {
    expect(parseDeepLink(start + encodeURIComponent(page))).toEqual({
      verb: 'add',
      address: 'https://example.org/a?b=c&d=%C3%A9#e'
    })
  }
)

it.each([
  'lectern:',
  'lectern:delete?url=https%3A%2F%2Fexample.org',
  'lectern:add',
  'lectern:add?url=',
  'lectern:add?file=%2Fetc%2Fpasswd',
  'lectern:add?url=file%3A%2F%2F%2Fetc%2Fpasswd',
  'lectern:add?url=..%2F..%2Fetc%2Fpasswd',
  'lectern:add?url=javascript%3Aalert(1)',
  'lectern:add?url=https%3A%2F%2Fexample.org%00',
  'lectern:add?url=https%3A%2F%2Fexample.org%0d%0a--inspect',
  'lectern:add?url=https%3A%2F%2Fexample.org%5c%5c',
  'lectern:add?url=%E0%A4%A',
  'lectern:add?url=https%3A%2F%2Fexample.org&yes=1',
  'lectern:add?url=https%3A%2F%2Fexample.org" --load-extension=x',
  'lectern:add?url=--inspect',
  `lectern:add?url=https%3A%2F%2Fexample.org%2F${'a'.repeat(2_000_000)}`,
  'https://example.org',
  '--inspect'
])('%.60s is nothing', (link) => expect(parseDeepLink(link)).toBeUndefined())
