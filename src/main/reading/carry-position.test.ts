import { expect, it } from 'vitest'
import { testApp } from '../testing/test-app.ts'
import { sameLine } from './carry-position.ts'

const lines = Array.from(
  { length: 60 },
  (_, at) => `Line ${at} tells of tide number ${at * 7} and of its boats.`
)
const text = lines.join('\n\n')
const at = (line: number, where = text) => where.indexOf(lines[line]!)

it('finds the line in a text from which some was taken out, or to which some was added', () => {
  const shorter = text.replace(`${lines[3]}\n\n`, '')
  expect(sameLine(text, shorter, at(30))).toBe(at(30, shorter))
  expect(sameLine(shorter, text, at(30, shorter))).toBe(at(30))
  // One that is gone itself: the next that is not.
  const without = text.replace(`${lines[30]}\n\n`, '')
  const found = sameLine(text, without, at(30))!
  expect(found).toBeGreaterThanOrEqual(at(31, without))
  expect(found).toBeLessThan(at(33, without))
})

it('takes the nearest of several, and none where nothing is alike', () => {
  const song = `${text}\n\n${'The same line again and again. '.repeat(40)}`
  const place = song.length - 300
  expect(sameLine(song, song, place)).toBe(place)
  expect(sameLine(text, 'Another text altogether.', at(30))).toBeUndefined()
  expect(sameLine('', text, 10)).toBeUndefined()
})

it('does not take a few words that stand far away for the line', () => {
  const phrase = 'in the meantime, they were told, '
  const before = `${'a '.repeat(20_000)}${phrase}${'b '.repeat(20_000)}`
  const now = `${phrase}${'c '.repeat(40_000)}`
  expect(sameLine(before, now, 40_000)).toBeUndefined()
  expect(sameLine(before, `${'c '.repeat(19_900)}${now}`, 40_000)).toBe(39_800)
})

it('reading goes on at the same line after a correction, and after it is taken back', async () => {
  const test = testApp()
  try {
    const { results } = await test.call('imports.paste', {
      batchId: crypto.randomUUID(),
      text: `A title\n\n${text}`
    })
    const articleId = results[0]!.articleId!
    const open = () => test.call('reading.open', { articleId })
    const lineOf = async ({ version, position }: Awaited<ReturnType<typeof open>>) => {
      expect(position?.versionId).toBe(version.id)
      const start = position!.offset
      return (
        await test.call('reading.text', { versionId: version.id, start, end: start + lines[30]!.length })
      ).text
    }
    const { version } = await open()
    const { text: whole } = await test.call('reading.text', {
      versionId: version.id,
      start: 0,
      end: version.textLength
    })
    await test.call('reading.savePosition', {
      articleId,
      versionId: version.id,
      offset: at(30, whole),
      progress: 0.5
    })
    const { versionId, pieces } = await test.call('corrections.open', { articleId })
    const kept = pieces.filter((piece) => piece.kept && piece.text !== lines[3]).map(({ index }) => index)
    await test.call('corrections.save', { articleId, versionId, kept })
    const corrected = await open()
    expect(corrected.version.id).not.toBe(version.id)
    expect(await lineOf(corrected)).toBe(lines[30])
    await test.call('history.undo', {})
    const back = await open()
    expect(back.version.id).toBe(version.id)
    expect(await lineOf(back)).toBe(lines[30])
  } finally {
    test.close()
  }
})
