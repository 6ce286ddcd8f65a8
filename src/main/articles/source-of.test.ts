import { expect, it } from 'vitest'
import { sourceOf } from './source-of.ts'

it.each([
  ['Harbour Chronicle', 'https://www.example.org/a', 'Harbour Chronicle'],
  ['', 'https://www.example.org:8443/a?b', 'example.org'],
  ['', 'https://news.example.org/', 'news.example.org'],
  ['', 'https://xn--e1afmkfd.xn--p1ai/', 'пример.рф'],
  ['', 'file:///home/a.html', ''],
  ['', 'not an address', ''],
  ['', '', '']
])('%s at %s comes from %s', (site, url, source) => expect(sourceOf(site, url)).toBe(source))
