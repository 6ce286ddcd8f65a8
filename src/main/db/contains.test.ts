import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { contains } from './contains.ts'

const db = new Database(':memory:')
db.exec('CREATE TABLE texts (one TEXT, two TEXT)')
const found = (words: string, one: string, two = '') => {
  db.exec('DELETE FROM texts')
  db.prepare('INSERT INTO texts VALUES (?, ?)').run(one, two)
  const { where, pattern } = contains(['one', 'two'], words)
  return db.prepare(`SELECT count(*) FROM texts WHERE ${where}`).pluck().get({ contains: pattern }) === 1
}

describe('contains', () => {
  it.each([
    ['harbour', 'The Harbour lay quiet'],
    ['HARBOUR', 'The harbour lay quiet'],
    ['гавань зимой', 'Гавань зимой и письмо'],
    ['ГАВАНЬ', 'Зимняя гавань'],
    ['über-mensch', 'der Über-Mensch'],
    ['straße', 'Die Straße'],
    ['λόγος', 'Ο Λόγος'],
    ['港口', '冬天的港口'],
    ['ميناء', 'في مدينة الميناء'],
    ['100 %', 'It is 100 % sure'],
    ['a_b', 'a_b'],
    ['\\', 'a\\b'],
    ['été [1]*?', 'un Été [1]*? encore'],
    ['  harbour ', 'harbour']
  ])('finds %s in %s', (words, text) => {
    expect(found(words, text)).toBe(true)
    expect(found(words, '', text)).toBe(true)
  })

  it.each([
    ['harbour', 'The harbor'],
    ['a_b', 'aXb'],
    ['100 %', '100 x'],
    ['é*é', 'é and é'],
    ['é?', 'éa'],
    ['гавань', 'гавани']
  ])('does not find %s in %s', (words, text) => {
    expect(found(words, text)).toBe(false)
  })
})
