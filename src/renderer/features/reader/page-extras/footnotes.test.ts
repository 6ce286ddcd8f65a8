import { beforeEach, expect, it } from 'vitest'
import { footnoteOf, isWayBack } from './footnotes.ts'

beforeEach(() => {
  document.body.innerHTML = `<main>
    <p data-at="0">Lamps<sup><a id="r1" href="#n1">1</a></sup> and oil<sup><a id="r2" href="#n2">[2]</a></sup>.</p>
    <ol>
      <li id="n1" data-at="20">Of brass.<sup><a id="inner" href="#n2">2</a></sup> <a id="up1" href="#r1">Back to the text</a></li>
      <li id="n2" data-at="60">As <a id="see" href="#n1">note one</a> says, whale oil. <a id="up2" href="#r2">↩</a></li>
      <li id="n3" data-at="99"><a id="odd" href="#%E0%A4%A">odd</a></li>
    </ol></main>`
})
const link = (id: string) => document.getElementById(id)!
const note = (id: string) => document.getElementById(id)!

it('finds the note a mention leads to, in the text and in another note', () => {
  expect(footnoteOf(link('r2'), 'n2')).toMatchObject({ note: note('n2'), label: '2' })
  expect(footnoteOf(link('inner'), 'n2')).toMatchObject({ note: note('n2'), label: '2' })
  expect(footnoteOf(link('up1'), 'r1')).toBeUndefined()
})

it('tells the way back from what the note says of another, and from what is written wrongly', () => {
  expect(isWayBack(link('up1'), note('n1'))).toBe(true)
  expect(isWayBack(link('up2'), note('n2'))).toBe(true)
  expect(isWayBack(link('see'), note('n2'))).toBe(false)
  expect(isWayBack(link('inner'), note('n1'))).toBe(false)
  expect(isWayBack(link('odd'), note('n3'))).toBe(false)
})
