import { beforeEach, expect, it } from 'vitest'
import { mastheadWords } from './masthead-words.ts'

beforeEach(() => {
  document.body.innerHTML =
    '<header><h1 class="title">The long wall</h1><p class="standfirst" data-at="0">Of stones.</p>' +
    '<p class="credits"><span>Ada Penn</span> · <span>The Shore</span></p></header>' +
    '<main><section><p data-at="12">It was long.</p></section></main>'
  document.getSelection()!.removeAllRanges()
})

const select = (from: Node, at: number, to: Node, until: number) =>
  document.getSelection()!.setBaseAndExtent(from, at, to, until)
const textOf = (selector: string) => document.querySelector(selector)!.firstChild!

it('gives of the masthead what is selected and no part of the text', () => {
  select(textOf('.title'), 4, textOf('main p'), 6)
  expect(mastheadWords(document)).toEqual({ title: 'long wall', credits: 'Ada Penn · The Shore' })
  select(textOf('.standfirst'), 0, textOf('main p'), 6)
  expect(mastheadWords(document)).toEqual({ title: '', credits: 'Ada Penn · The Shore' })
  select(document.querySelector('.credits')!.lastElementChild!.firstChild!, 4, textOf('main p'), 2)
  expect(mastheadWords(document)).toEqual({ title: '', credits: 'Shore' })
  select(textOf('main p'), 0, textOf('main p'), 6)
  expect(mastheadWords(document)).toEqual({ title: '', credits: '' })
  document.getSelection()!.selectAllChildren(document.body)
  expect(mastheadWords(document)).toEqual({ title: 'The long wall', credits: 'Ada Penn · The Shore' })
})

it('gives all of it where everything is selected without the page', () => {
  expect(mastheadWords(document)).toEqual({ title: 'The long wall', credits: 'Ada Penn · The Shore' })
  document.querySelector('.credits')!.remove()
  expect(mastheadWords(document)).toEqual({ title: 'The long wall', credits: '' })
})
