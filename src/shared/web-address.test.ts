import { expect, it } from 'vitest'
import { isAddress, isLikeAddress, typedAddress } from './web-address.ts'

it.each([
  ['https://example.org/a', 'https://example.org/a'],
  ['  http://example.org ', 'http://example.org/'],
  ['example.org/a?b=c', 'https://example.org/a?b=c'],
  ['www.example.org', 'https://www.example.org/'],
  ['example.org:8443/a', 'https://example.org:8443/a'],
  ['пример.рф/статья', 'https://xn--e1afmkfd.xn--p1ai/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F']
])('%s is an address', (typed, address) => expect(typedAddress(typed)).toBe(address))

it.each([
  '',
  'two words.org',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'mailto:a@example.org',
  'a@example.org',
  'word',
  '3.5',
  'ftp://example.org',
  `https://e.org/${'a'.repeat(9000)}`
])('%s is none', (typed) => expect(typedAddress(typed)).toBe(''))

it('a pasted text is an address only when it says so itself', () => {
  expect(isAddress('https://example.org/a\n')).toBe(true)
  expect(isAddress('example.org')).toBe(false)
  expect(isAddress('https://example.org and more words')).toBe(false)
})

it('a host with a path is worth a question, words and paths of files are not', () => {
  for (const text of ['https://example.org', ' www.example.org\n', 'example.org/a/page?b=c'])
    expect(isLikeAddress(text), text).toBe(true)
  for (const text of [
    'example.org',
    'and/or.else',
    '/home/ada/notes.txt',
    'file:///a.example/b',
    'www. what?',
    'a.org/b c'
  ])
    expect(isLikeAddress(text), text).toBe(false)
})
