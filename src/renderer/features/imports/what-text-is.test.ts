import { expect, it } from 'vitest'
import { whatTextIs } from './what-text-is.ts'

it.each([
  ['https://example.org/a', 'address'],
  ['file:///home/ada/Sea%20notes.html', 'file'],
  ['file:///home/ada/a.html\nfile:///home/ada/b.html\n', 'file'],
  ['/home/ada/Sea notes.pdf', 'file'],
  ['~/notes.txt', 'file'],
  ['C:\\Users\\Ada\\notes.docx', 'file'],
  ['\\\\server\\share\\notes.docx', 'file'],
  ['tide', 'word'],
  ['  well-known\n', 'word'],
  ['mailto:ada@example.org', 'word'],
  ['潮汐', 'word'],
  ['潮汐是由月球引起的', 'text'],
  ['The tide.', 'text'],
  ['tide\ntable', 'text'],
  ['/ or a slash, and words.', 'text'],
  ['and/or', 'word'],
  ['a'.repeat(5000), 'text'],
  ['', 'text']
])('%j is a kind of its own', (text, kind) => expect(whatTextIs(text)).toBe(kind))
