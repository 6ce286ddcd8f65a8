import { expect, it } from 'vitest'
import { wordsOf } from './note-mentions.ts'
import { TextMap } from './text-map.ts'

const text = 'It stood high1, they said[2, 3]\n\nOn 5 m2.\n\n* A note'

it('gives the words of a selection without the signs of notes that stick to them, paragraphs apart', () => {
  document.body.innerHTML = `<main><section data-start="0" data-end="${text.length}"><p data-at="0">It stood high<a class="jump" href="#n"><sup>1</sup></a>, they said<sup>[<a class="jump" href="#m">2</a>, <a class="jump" href="#o">3</a>]</sup></p><p data-at="33">On 5 m<sup>2</sup>.</p><p data-at="43"><a class="jump" href="#b">*</a> A note</p></section>\n</main>`
  const map = new TextMap(document)
  const all = { start: 0, end: text.length }
  expect(map.textOf(all)).toBe(text)
  expect(wordsOf(map, all)).toBe('It stood high, they said\n\nOn 5 m2.\n\n* A note')
  // From within a sign, up to one, and one alone.
  expect(wordsOf(map, { start: 27, end: 41 }).trim()).toBe('On 5 m2.')
  expect(wordsOf(map, { start: 9, end: 14 })).toBe('high')
  expect(wordsOf(map, { start: 13, end: 14 })).toBe('1')
})

it('keeps ordinals and powers that a link says, as tables of contents do', () => {
  const text = 'Le XIXe siècle, 106\n\nso oncea'
  document.body.innerHTML = `<main><section data-start="0" data-end="${text.length}"><p data-at="0"><a class="jump" href="#x">Le XIX<sup>e</sup> siècle, 10<sup>6</sup></a></p><p data-at="21">so once<a class="jump" href="#n"><sup>a</sup></a></p></section>\n</main>`
  const map = new TextMap(document)
  expect(map.textOf({ start: 0, end: text.length })).toBe(text)
  expect(wordsOf(map, { start: 0, end: text.length })).toBe('Le XIXe siècle, 106\n\nso once')
})
