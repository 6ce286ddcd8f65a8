import { expect, it } from 'vitest'
import { TextMap } from '../page/text-map.ts'
import { unspokenIn, withLinesJoined, withoutUnspoken } from './unspoken.ts'

const text = 'It was written down.12 And *so.\n\nlet a = 1\n\nE = mc\n\nThe 2nd of May.'

it('passes over mentions of notes, listings and formulas, and keeps every other letter where it is', () => {
  document.body.innerHTML = `<main><section data-start="0" data-end="${text.length}"><p data-at="0">It was written down.<sup><a class="jump" href="#n">12</a></sup> And <a class="jump" href="#m"><sup>*</sup></a>so.</p><pre><code data-at="33">let a = 1</code></pre><div class="math" data-at="44">E = mc</div><p data-at="52">The 2<sup>nd</sup> of May.</p></section>\n</main>`
  const map = new TextMap(document)
  const unspoken = unspokenIn(map, { start: 0, end: text.length })
  expect(unspoken.map(({ start, end }) => text.slice(start, end))).toEqual(['12', '*', 'let a = 1', 'E = mc'])
  const spoken = withoutUnspoken(text, 0, unspoken)
  expect(spoken).toHaveLength(text.length)
  expect(spoken.replace(/\s+/g, ' ')).toBe('It was written down. And so. The 2nd of May.')
  // A piece of the text that begins in the middle of what is passed over.
  expect(withoutUnspoken(text.slice(21), 21, unspokenIn(map, { start: 21, end: text.length }))).toBe(
    spoken.slice(21)
  )
})

it('tells the lines of a verse from paragraphs', () => {
  const verse = 'One\ntwo\n\nAn item\nAnother'
  document.body.innerHTML = `<main><section data-start="0" data-end="${verse.length}"><p data-at="0">One<br>two</p><ul><li data-at="9">An item</li><li data-at="17">Another</li></ul></section>\n</main>`
  const map = new TextMap(document)
  expect(withLinesJoined(verse, 0, map)).toBe('One\u2028two\n\nAn item\nAnother')
  expect(withLinesJoined(verse.slice(2, 12), 2, map)).toBe('e\u2028two\n\nAn ')
})
