import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SheetKind } from '../../shared/study-sheet.ts'
import { inTime } from '../../shared/time-order.ts'
import { analyzeArticle } from './analyze-article.ts'

const analyze = (text: string, published = '', language = 'en') =>
  analyzeArticle({ text, language, published })
const labels = (text: string, kind: SheetKind, published = '') =>
  analyze(text, published)
    .filter((one) => one.kind === kind)
    .map((one) => one.label)
const speakers = (text: string) =>
  analyze(text)
    .filter((one) => one.kind === 'quotation')
    .map((one) => [one.label.split(' ').slice(0, 2).join(' '), one.detail])

describe('names', () => {
  it('joins a surname, a title and a full name, and keeps every place', () => {
    const text =
      'Foreign Minister Elena Markova arrived in Vienna. Markova met President Tomas Hale, and Hale smiled.'
    const people = analyze(text).filter((one) => one.kind === 'person')
    expect(people.map((one) => [one.label, one.places.length])).toEqual([
      ['Elena Markova', 2],
      ['Tomas Hale', 2]
    ])
    for (const { places } of people) {
      for (const { start, end } of places)
        expect(text.slice(start, end)).toMatch(/^(?:Elena )?Markova$|^(?:Tomas )?Hale$/)
    }
    expect(labels(text, 'place')).toEqual(['Vienna'])
  })

  it('knows a surname that comes first, as where families are named first', () => {
    const text = 'Chinese President Xi Jinping left. Xi spoke for an hour, and Xi was brief.'
    const [person] = analyze(text).filter((one) => one.kind === 'person')
    expect(person).toMatchObject({ label: 'Xi Jinping' })
    expect(person?.places).toHaveLength(3)
  })

  it('joins an acronym with the long form the text gives', () => {
    const text = 'The Coastal Survey Institute (CSI) hired divers. The CSI paid them badly.'
    expect(analyze(text).filter((one) => one.kind === 'organisation')).toMatchObject([
      { label: 'Coastal Survey Institute', places: [{}, {}, {}] }
    ])
  })

  it('takes neither adjectives, days, wars nor first words of sentences for names', () => {
    const text =
      'Glaciers melt on Monday. The French army fought in the Crimean War in March. Nobody knows. Although Swiss clocks ran, Time passed.'
    expect(labels(text, 'person')).toEqual([])
    expect(labels(text, 'place')).toEqual([])
  })
})

describe('quotations', () => {
  it.each([
    ['after it', '“We waited,” said Anna Petrova.', [['We waited,', 'Anna Petrova']]],
    ['before it', 'Anna Petrova said: “We waited long.”', [['We waited', 'Anna Petrova']]],
    [
      'interrupted',
      '“We waited,” Anna Petrova said, “and we left.”',
      [
        ['We waited,', 'Anna Petrova'],
        ['and we', 'Anna Petrova']
      ]
    ],
    ['told somebody', '“We waited,” Anna Petrova told Peter Marsh.', [['We waited,', 'Anna Petrova']]],
    [
      'according to',
      'The talks were “a long wait”, according to Anna Petrova.',
      [['a long', 'Anna Petrova']]
    ],
    [
      'a pronoun',
      'Anna Petrova met Peter Marsh in Vienna. “We waited,” she said.',
      [['We waited,', 'Anna Petrova']]
    ],
    [
      'an aside',
      '“We waited,” Anna Petrova, a fellow at Chatham House, said on Friday.',
      [['We waited,', 'Anna Petrova']]
    ],
    ['straight marks', '"We waited," said Anna Petrova.', [['We waited,', 'Anna Petrova']]],
    ['nobody named', 'A note said nothing else. “We waited long.”', [['We waited', '']]]
  ])('%s', (_name, text, expected) => {
    expect(speakers(text)).toEqual(expected)
  })

  it('goes on into the next paragraph with the same speaker', () => {
    expect(speakers('“We waited,” said Anna Petrova.\n“Then we left the hall without a word.”')).toEqual([
      ['We waited,', 'Anna Petrova'],
      ['Then we', 'Anna Petrova']
    ])
  })
})

describe('dates', () => {
  const dates = (text: string, published: string) =>
    analyze(text, published)
      .filter((one) => one.kind === 'date')
      .map((one) => [one.label, one.from, one.to])

  it('are read as they stand', () => {
    expect(
      dates(
        'It began on 3 May 1901, ended in the 1920s, and in the sixteenth century nobody saw it in 44 BC.',
        ''
      )
    ).toEqual([
      ['3 May 1901', '1901-05-03', '1901-05-03'],
      ['the 1920s', '1920', '1929'],
      ['the sixteenth century', '1501', '1600'],
      ['44 BC', '-0043', '-0043']
    ])
  })

  it('counted from today are resolved only against a known day of publication', () => {
    const text =
      'They met on Wednesday. Last year they did not, and on 24 February last year they fought. They will meet on Sunday.'
    expect(dates(text, '').map(([, from]) => from)).toEqual(['', '', '', ''])
    expect(dates(text, '2023').map(([, from]) => from)).toEqual(['', '', '', ''])
    expect(dates(text, '2023-02-24').map(([, from]) => from)).toEqual([
      '2023-02-22',
      '2022',
      '2022-02-24',
      '2023-02-26'
    ])
  })

  it('stand in the order of time, the unknown last', () => {
    const found = analyze(
      'It closed in 1950, opened in 1901-03-04 terms on Monday, and was planned in 1 BC and 44 BC.'
    )
    const items = found
      .filter((one) => one.kind === 'date')
      .map((one) => ({ ...one, verdict: 'found' as const, definition: '' }))
    expect(inTime(items).map((one) => one.label)).toEqual(['44 BC', '1 BC', '1901-03-04', '1950', 'Monday'])
  })
})

it('finds figures with what they count, and no years or dates', () => {
  const found = labels(
    'In 1999 some 340 families paid £12 million, about 40 per cent more, for 17 districts on 3 May 2001.',
    'figure'
  )
  expect(found).toEqual(['some 340 families', '£12 million', 'about 40 per cent', '17 districts'])
})

it('finds rare words once, and neither common ones, their endings nor names', () => {
  const found = analyze(
    'The gneiss shone. Underlining his interests, Quillfeather walked to the gneiss and its thiourea.'
  )
  expect(found.filter((one) => one.kind === 'word')).toMatchObject([
    { label: 'gneiss', places: [{}, {}] },
    { label: 'thiourea' }
  ])
})

it('lists in another language what needs no knowledge of it', () => {
  const found = analyze('Anna Petrowa sagte 1999: „Wir haben lange gewartet.“ Dann ging sie.', '', 'de')
  expect(found.map((one) => [one.kind, one.label, one.detail])).toEqual([
    ['date', '1999', ''],
    ['quotation', 'Wir haben lange gewartet.', '']
  ])
})

it('takes time in proportion to the text', () => {
  const paragraph =
    'Anna Petrova met Peter Marsh in Vienna on 3 May 1901. “We waited for 40 days,” she told Marsh.\n'
  const time = (copies: number) => {
    const started = performance.now()
    analyze(paragraph.repeat(copies))
    return performance.now() - started
  }
  time(100)
  // Sixteen times the text; the square of it would be 256. Generous, since other work runs beside.
  expect(time(3200) / Math.max(5, time(200))).toBeLessThan(120)
})

it('survives anything, and places are always in the text', () => {
  for (const text of [
    '',
    '“',
    '"“‘',
    '\n\n',
    'A'.repeat(5000),
    '“'.repeat(3000),
    'said “ “ said ” ” A. B. C. (D) (',
    '\ud83d\ude00 “\ud83d\ude00” said \ud83d\ude00',
    '1 2 3 4 5 '.repeat(500)
  ]) {
    for (const { places } of analyze(text)) {
      for (const { start, end } of places) {
        expect(start).toBeLessThan(end)
        expect(end).toBeLessThanOrEqual(text.length)
      }
    }
  }
})

const seed = resolve(import.meta.dirname, '../../../../shared/data/seed-article/article.txt')
it.skipIf(!existsSync(seed))('finds in the seed article who, where, which bodies, and who said what', () => {
  const text = readFileSync(seed, 'utf8').replaceAll(/\n+/g, '\n')
  const of = (kind: SheetKind) => labels(text, kind)
  expect(of('person')).toEqual(
    expect.arrayContaining([
      'Wang Yi',
      'Vladimir Putin',
      'Xi Jinping',
      'Sergey Lavrov',
      'Yu Jie',
      'Antonio Guterres',
      'Vassily Nebenzya'
    ])
  )
  expect(of('place')).toEqual(expect.arrayContaining(['Moscow', 'Kremlin', 'Ukraine', 'Taiwan', 'Xinjiang']))
  expect(of('organisation')).toEqual(expect.arrayContaining(['UN General Assembly', 'NATO', 'Chatham House']))
  const said = analyze(text).filter((one) => one.kind === 'quotation')
  const speakerOf = (words: string) => said.find((one) => one.label.startsWith(words))?.detail
  expect(speakerOf('in this context')).toBe('Vladimir Putin')
  expect(speakerOf('multipolarity')).toBe('Wang Yi')
  expect(speakerOf('Chinese-Russian relations')).toBe('Wang Yi')
  expect(speakerOf('Our ties have')).toBe('Sergey Lavrov')
  expect(speakerOf('Isolation from')).toBe('Yu Jie')
  expect(speakerOf('President Xi and')).toBe('Yu Jie')
  expect(speakerOf('All members shall')).toBe('Antonio Guterres')
  expect(speakerOf('no other option')).toBe('Vassily Nebenzya')
  expect(speakerOf('the safety and')).toBe('Vassily Nebenzya')
})
