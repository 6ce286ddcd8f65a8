import { describe, expect, it } from 'vitest'
import { pageOfAddress } from './page-of-address.ts'

describe('pageOfAddress', () => {
  it.each([
    ['https://example.org/crossing?page=2', 'https://example.org/crossing', 2],
    ['https://example.org/crossing?id=7&page=3', 'https://example.org/crossing?id=7', 3],
    ['https://example.org/crossing/page/2/', 'https://example.org/crossing/', 2],
    ['https://example.org/crossing/2', 'https://example.org/crossing', 2],
    ['https://example.org/crossing-2.html', 'https://example.org/crossing.html', 2],
    ['https://example.org/crossing/seite-4', 'https://example.org/crossing', 4]
  ])('%s is a page of the same article', (address, first, number) => {
    expect(pageOfAddress(address)).toEqual({ article: pageOfAddress(first)!.article, number })
    expect(pageOfAddress(first)!.number).toBe(1)
  })

  it.each(['https://example.org/2026', 'https://example.org/crossing?p=48213', 'https://example.org/'])(
    '%s says nothing of pages',
    (address) => expect(pageOfAddress(address)!.number).toBe(1)
  )

  it('is nothing without an address', () => expect(pageOfAddress('')).toBeUndefined())
})
