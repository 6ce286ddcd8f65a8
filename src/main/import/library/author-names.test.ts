import { expect, it } from 'vitest'
import { authorKey, readableAuthors } from './author-names.ts'

it.each([
  ['Lind, Mara', 'Mara Lind'],
  ['Lind, Mara Ellen', 'Mara Ellen Lind'],
  ['van der Lind, Mara Ellen', 'Mara Ellen van der Lind'],
  ['Lind Arden, Mara', 'Mara Lind Arden'],
  ['Lind, Mara;Penn, Ada', 'Mara Lind, Ada Penn'],
  ['Lind, Otto, Jr.', 'Otto Lind, Jr.'],
  ['Harbour Press, Inc.', 'Harbour Press, Inc.'],
  ['Mara Lind', 'Mara Lind'],
  ['Mara Ellen Lind, Ada Penn', 'Mara Ellen Lind, Ada Penn'],
  ['Lind, Penn, Arden, Ink', 'Lind, Penn, Arden, Ink'],
  ['王小明', '王小明'],
  ['', '']
])('%s is %s', (stated, readable) => {
  expect(readableAuthors(stated)).toBe(readable)
  expect(authorKey(readable)).toBe(authorKey(stated))
})
