import { expect, it } from 'vitest'
import { isOneText } from './is-one-text.ts'

const text = (title: string, some: { url?: string; fileName?: string } = {}) => ({
  title,
  url: '',
  fileName: 'x.txt',
  ...some
})

it.each([
  ['the same title', text('The Tides'), text('the tides!')],
  ['a title with the name of the site', text('The Tides'), text('The Tides | Harbour News')],
  [
    'another title at one address',
    text('Tides', { url: 'https://www.example.org/a/' }),
    text('Ebb', { url: 'http://example.org/a?utm_source=x' })
  ],
  ['titles that are names of files', text('notes', { fileName: 'notes.txt' }), text('Stated')]
])('is one: %s', (_, one, two) => {
  expect([isOneText(one, two), isOneText(two, one)]).toEqual([true, true])
})

it.each([
  ['two days', text('Monday'), text('Tuesday')],
  [
    'two rows of another app',
    text('Monday', { fileName: 'Monday' }),
    text('Tuesday', { fileName: 'Tuesday' })
  ],
  ['two numbers', text('Minutes of the council, part 1'), text('Minutes of the council, part 2')],
  ['two pages', text('A', { url: 'https://example.org/a' }), text('B', { url: 'https://example.org/b' })]
])('is two: %s', (_, one, two) => {
  expect([isOneText(one, two), isOneText(two, one)]).toEqual([false, false])
})
