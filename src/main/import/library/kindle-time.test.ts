import { expect, it } from 'vitest'
import { kindleTime } from './kindle-time.ts'

it.each([
  ['Added on Monday, March 3, 2014 12:03:05 PM', '2014-03-03T12:03:05.000Z'],
  ['Added on Monday, March 3, 2014, 12:03 AM', '2014-03-03T00:03:00.000Z'],
  ['Added on Monday, 3 March 2014 22:03:05', '2014-03-03T22:03:05.000Z'],
  ['Hinzugefügt am Montag, 3. März 2014 um 22:03:05 Uhr', '2014-03-03T22:03:05.000Z'],
  ['Ajouté le samedi 1er août 2015 08:03:05', '2015-08-01T08:03:05.000Z'],
  ['Añadido el lunes, 3 de marzo de 2014 12:03:05', '2014-03-03T12:03:05.000Z'],
  ['Aggiunto in data lunedì 3 marzo 2014 12:03:05', '2014-03-03T12:03:05.000Z'],
  ['Adicionado: segunda-feira, 3 de março de 2014 12:03:05', '2014-03-03T12:03:05.000Z'],
  ['Toegevoegd op maandag 3 maart 2014 12:03:05', '2014-03-03T12:03:05.000Z'],
  ['Добавлено: понедельник, 3 марта 2014 г. в 12:03:05', '2014-03-03T12:03:05.000Z'],
  ['作成日: 2014年3月3日月曜日 12:03:05', '2014-03-03T12:03:05.000Z'],
  ['添加于 2014年3月3日星期一 下午6:03:05', '2014-03-03T18:03:05.000Z'],
  ['추가됨: 2014년 3월 3일 월요일 오후 6:03:05', '2014-03-03T18:03:05.000Z'],
  ['Dodano: poniedziałek, 3 marca 2014 12:03:05', '2014-03-03T12:03:05.000Z'],
  ['Lades till måndag 3 mars 2014 12:03:05', '2014-03-03T12:03:05.000Z'],
  ['新增於 2014年3月3日 星期一 下午6:03:05', '2014-03-03T18:03:05.000Z'],
  ['添加于 2014年3月3日星期一 上午12:03:05', '2014-03-03T00:03:05.000Z']
])('reads “%s”', (stated, time) => {
  expect(new Date(kindleTime(`- Position 170-172 | ${stated}`)!).toISOString()).toBe(time)
})

it.each(['Added on 03/04/2014', 'Lisätty 3. maaliskuuta 2014', '', 'Added'])(
  'guesses nothing from “%s”',
  (stated) => {
    expect(kindleTime(`- Location 170-172 | ${stated}`)).toBeNull()
  }
)
