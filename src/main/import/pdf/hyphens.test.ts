import { describe, expect, it } from 'vitest'
import { LineJoiner } from './hyphens.ts'
import { pageNames } from './page-labels.ts'

describe('joining lines', () => {
  const joiner = new LineJoiner()
  joiner.learn('they call it a well-known matter of co-operation between neighbours of ours')
  it.each([
    ['inter-', 'national', 'international'],
    ['a well-', 'known man', 'a well-known man'],
    ['by self-', 'made rules', 'by self-made rules'],
    ['of co-', 'operation', 'of co-operation'],
    ['neigh-', 'bours', 'neighbours'],
    ['the Anglo-', 'Saxon', 'the Anglo-Saxon'],
    ['1990-', '1995', '1990-1995'],
    ['state-of-the-', 'art', 'state-of-the-art'],
    ['soft\u00ad', 'ware', 'software'],
    ['a word', 'and another', 'a word and another'],
    ['he said —', 'well', 'he said — well'],
    ['said—', 'well', 'said—well'],
    ['漢字', 'かな', '漢字かな'],
    ['漢字', 'and', '漢字 and'],
    ['at https://a.example/harbour-', 'walls', 'at https://a.example/harbour-walls'],
    ['doi:10.1000/harb.', '2024.17', 'doi:10.1000/harb.2024.17'],
    ['at www.a.example.', 'The next', 'at www.a.example. The next'],
    ['(https://a.example/)', 'and', '(https://a.example/) and']
  ])('%s | %s', (end, next, whole) => {
    expect(joiner.join(end, next) + next).toBe(whole)
  })
})

it('joins a line of very many addresses', () => {
  expect(new LineJoiner().join(`${'https://'.repeat(100_000)}a`, 'b')).toMatch(/a $/)
})

describe('names of pages', () => {
  it('are the stated ones, the printed ones where they count, or their places', () => {
    expect(pageNames(3, ['i', '', '1'], new Map())).toEqual(['i', '2', '1'])
    expect(
      pageNames(
        4,
        null,
        new Map([
          [1, '12'],
          [2, '13'],
          [3, '14']
        ])
      )
    ).toEqual(['11', '12', '13', '14'])
    expect(
      pageNames(
        4,
        null,
        new Map([
          [0, 'vi'],
          [2, '1'],
          [3, '2']
        ])
      )
    ).toEqual(['vi', '[2]', '1', '2'])
    expect(pageNames(3, null, new Map([[1, '1984']]))).toEqual(['1', '2', '3'])
  })
})
