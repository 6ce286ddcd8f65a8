import { serialize } from 'parse5'
import { expect, it } from 'vitest'
import { lineOf, parseHtml } from '../html/html-tree.ts'
import { importBytes } from '../importers.ts'
import { shallowBoxes } from './shallow-boxes.ts'

function shallow(html: string): string {
  const { root } = parseHtml(html, 'fragment')
  shallowBoxes(root)
  return serialize(root)
}

it('leaves boxes as they are down to the hundredth level', () => {
  const page = `${'<div>'.repeat(99)}<section><p>One.</p></section>${'</div>'.repeat(99)}`
  expect(shallow(page)).toBe(page)
})

it('sets what is deeper side by side, in its order and under its own names', () => {
  const page = `${'<div>'.repeat(100)}a<div class="x" id="n">b<section><p>c</p><ul><li>d</li></ul></section>e</div><p>f</p>${'</div>'.repeat(100)}`
  expect(shallow(page)).toBe(
    `${'<div>'.repeat(100)}<div>a</div><div class="x" id="n">b</div><section><p>c</p><ul><li>d</li></ul></section><div class="x">e</div><div><p>f</p></div>${'</div>'.repeat(100)}`
  )
})

it('sets lists in lists side by side as well', () => {
  const around = (inside: string) => `${'<div>'.repeat(100)}${inside}${'</div>'.repeat(100)}`
  expect(shallow(around('<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul>d</li></ul>'))).toBe(
    around('<li>a</li><li>b<ul><li>c</li></ul></li><li>d</li>')
  )
})

it('loses no word of a page that is nothing but boxes in boxes', () => {
  const words = Array.from({ length: 400 }, (_, n) => `word${n} `)
  const page = words.map((word) => `<div>${word}`).join('') + words.map((word) => `${word}</div>`).join('')
  expect(lineOf(parseHtml(shallow(page), 'fragment').root)).toBe([...words, ...words].join('').trim())
})

// Each box was weighed by reading all of the text in it, once more for every piece that is in it.
it('a long text below very many boxes is not read once for each of them', () => {
  const boxes = `${'<div>Here.'.repeat(400)}${'<h2>Ferries</h2><p>They leave at seven.</p>'.repeat(2000)}`
  const { blocks } = importBytes({
    bytes: Buffer.from(`<!doctype html><title>Ferries</title><h1>Ferries</h1>${boxes}`),
    fileName: 'x.html'
  })
  expect(blocks.filter(({ type }) => type === 'heading')).toHaveLength(2000)
})
