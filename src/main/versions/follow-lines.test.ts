import { expect, it } from 'vitest'
import { followLines } from './follow-lines.ts'

it('follows words with their lines, past what says the same before them', () => {
  const old = 'Waves and salt.\nsalt.\nEbb.'
  const now = 'Fog.\nWaves and salt.\nLamps on salt.\nsalt.\nQuay.\nEbb.'
  const spans = [old.indexOf('salt.'), old.indexOf('\nsalt.') + 1, old.indexOf('Ebb')].map((start) => ({
    start,
    end: start + 4
  }))
  const places = followLines(old, now, spans).map((one) => one?.span)
  expect(places.map((span) => span && now.slice(span.start, span.end))).toEqual(['salt', 'salt', 'Ebb.'])
  expect(places[0]!.start).toBe(now.indexOf('salt'))
  expect(places[1]!.start).toBe(now.indexOf('\nsalt.') + 1)
})

it('gives no place to a line that is gone, nor across lines that were parted', () => {
  const gone = followLines('a\nb\nc', 'a\nc', [
    { start: 2, end: 3 },
    { start: 4, end: 5 }
  ])
  expect(gone).toMatchObject([undefined, { span: { start: 2, end: 3 } }])
  expect(followLines('a\nb', 'a\nx\nb', [{ start: 0, end: 3 }])).toEqual([undefined])
})
