import { expect, it } from 'vitest'
import { partOfTitle, titleOfWhole } from './part-of-title.ts'

it.each([
  ['The crossing (Part 2 of 3)', { whole: 'the crossing', number: 2, count: 3 }],
  ['The crossing – part 1 of 2', { whole: 'the crossing', number: 1, count: 2 }],
  ['Die Überfahrt, Teil 3 von 3', { whole: 'die überfahrt', number: 3, count: 3 }],
  ['The crossing, Part 2/5', { whole: 'the crossing', number: 2, count: 5 }],
  ['横断（1/2）', { whole: '横断', number: 1, count: 2 }],
  ['The crossing', undefined],
  ['The crossing, part 2', undefined],
  ['Events of 9/11', undefined],
  ['News of 24/7', undefined],
  ['12 of 13', undefined]
])('%s', (title, part) => {
  expect(partOfTitle(title)).toEqual(part)
})

it.each([
  [['The Crossing (Part 1 of 2)', 'The crossing (Part 2 of 2)'], 'The Crossing'],
  // The second was joined to the first before.
  [['The Crossing – part 1/3', 'The Crossing – part 3/3'], 'The Crossing'],
  // One is still to come, and is known by the title.
  [['The Crossing (Part 1 of 3)', 'The Crossing (Part 2 of 3)'], 'The Crossing (Part 1 of 3)'],
  [['The Crossing (Part 2 of 3)', 'The Crossing (Part 3 of 3)'], 'The Crossing (Part 2 of 3)'],
  [['The Crossing (Part 1 of 2)', 'Coming home (Part 2 of 2)'], 'The Crossing (Part 1 of 2)'],
  [['The Crossing', 'Coming home'], 'The Crossing']
])('%j joined is %s', (titles, whole) => {
  expect(titleOfWhole(titles)).toBe(whole)
})
