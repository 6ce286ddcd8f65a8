import fc from 'fast-check'
import { expect, it } from 'vitest'
import { wordDifferences } from './word-differences.ts'

it('names the words that were replaced', () => {
  expect(wordDifferences('the lighthouse keeper came home', 'the harbour master came home')).toEqual([
    { kind: 'same', text: 'the ' },
    { kind: 'removed', text: 'lighthouse keeper ' },
    { kind: 'added', text: 'harbour master ' },
    { kind: 'same', text: 'came home' }
  ])
})

it('says the new text with what is the same and added, whatever the two are', () => {
  const texts = fc.array(fc.constantFrom('a', 'b', 'sea', 'ship', '海', '。', ' ', '😀'), { maxLength: 30 })
  fc.assert(
    fc.property(texts, texts, (one, two) => {
      const [before, now] = [one.join(' ').trim(), two.join(' ').trim()]
      const pieces = wordDifferences(before, now)
      const said = pieces.filter(({ kind }) => kind !== 'removed').map(({ text }) => text)
      expect(said.join('')).toBe(now)
      const words = (text: string) => text.replace(/\s/gu, '').length
      const gone = pieces.filter(({ kind }) => kind !== 'added').map(({ text }) => text)
      expect(words(gone.join(''))).toBe(words(before))
    })
  )
})
