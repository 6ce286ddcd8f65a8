import { expect, it } from 'vitest'
import { articleLink, parseDeepLink } from './deep-link.ts'

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

const articleId = '01890000-0000-7000-8000-00000000000a'
const highlightId = '01890000-0000-7000-8000-00000000000b'

it('leads to what an export, a note or a notebook links to', () => {
  const article = { kind: 'article', id: articleId }
  const highlight = { kind: 'highlight', id: highlightId }
  expect(parseDeepLink(articleLink(articleId))).toEqual({ verb: 'show', targets: [article] })
  // The highlight may be gone, and the article still there.
  expect(parseDeepLink(articleLink(articleId, highlightId))).toEqual({
    verb: 'show',
    targets: [highlight, article]
  })
  expect(parseDeepLink(`lectern:highlight/${highlightId}`)).toEqual({ verb: 'show', targets: [highlight] })
  expect(parseDeepLink(`lectern:notebook/${articleId}`)).toEqual({
    verb: 'show',
    targets: [{ kind: 'notebook', id: articleId }]
  })
})

it.each([
  'lectern:article/',
  'lectern:article/1',
  `lectern://article/${articleId}/..`,
  `lectern:article/${articleId}?and=more`,
  `lectern://purge/${articleId}`,
  `lectern:card/${articleId}`,
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
