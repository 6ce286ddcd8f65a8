import { expect, it } from 'vitest'
import { completeQuery } from './complete-query.ts'

const tags = ['history', 'Art history', 'far away', 'exam'].map((tag) => ({ tag }))
const offered = (query: string) => completeQuery(query, tags).map(({ query: whole }) => whole)

it.each([
  [
    'room tag:',
    ['room tag:"history" ', 'room tag:"Art history" ', 'room tag:"far away" ', 'room tag:"exam" ']
  ],
  ['tag:HIST', ['tag:"history" ', 'tag:"Art history" ']],
  ['-tag:"far', ['-tag:"far away" ']],
  ['room is:', ['is:unread', 'is:reading', 'is:finished', 'is:starred'].map((sign) => `room ${sign} `)],
  ['is:f', ['is:finished ']],
  ['-in:n', ['-in:notes ', '-in:notebooks ']],
  ['IN:t', ['in:title ']],
  ['color:p', ['color:pink ', 'color:purple ']],
  ['has:', ['has:note ', 'has:highlight ']]
])('%s can be ended', (query, whole) => {
  expect(offered(query)).toEqual(whole)
})

it.each([
  '',
  'room',
  'tag',
  'tag:history',
  'tag:"far away"',
  'tag:exam ',
  'is:unread',
  'color:pink room',
  'tag:nowhere',
  'near:',
  'https://example.org',
  '"is:'
])('nothing is offered where there is nothing to end: %s', (query) => {
  expect(offered(query)).toEqual([])
})

it('says in words what a sign stands for', () => {
  expect(completeQuery('is:u', tags)).toMatchObject([{ id: 'is:unread', label: 'Later' }])
  expect(completeQuery('tag:far', tags)).toMatchObject([{ id: 'tag:"far away"', label: 'far away' }])
})
