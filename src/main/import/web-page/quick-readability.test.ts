import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { QuickReadability } from './quick-readability.ts'

type Measure = (this: Readability, node: unknown, names: readonly string[]) => unknown

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6']
const TEXTISH = ['SPAN', 'LI', 'TD', 'BLOCKQUOTE', 'DL', 'DIV', 'IMG', 'OL', 'P', 'PRE', 'TABLE', 'UL']

/** The same numbers in every run (a generator of Lehmer's, as in the C++ standard's minstd_rand). */
function randomly(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

function markup(seed: number): string {
  const next = randomly(seed)
  const names = ['div', 'span', 'p', 'b', 'ul', 'li', 'h2', 'H3', 'pre', 'section', 'td']
  const words = [
    'a',
    'word',
    ' ',
    '  ',
    '\n\t',
    ' one ',
    'two\u00a0\u00a0',
    '',
    '  three',
    '\u3000',
    '<!-- no -->',
    '<br>'
  ]
  let html = ''
  const open: string[] = []
  for (let piece = 0; piece < 120; piece += 1) {
    if (next(3) === 0) {
      const name = names[next(names.length)] as string
      open.push(name)
      html += `<${name}>`
    } else if (next(4) === 0 && open.length) html += `</${open.pop()}>`
    else html += words[next(words.length)]
  }
  return html
}

/** What the library itself says, and what is said here. */
function both(method: string, html: string, names: readonly string[]): [unknown[], unknown[]] {
  const { document } = parseHTML(`<html><body>${html}</body></html>`)
  // As Readability does where it makes one element of another.
  for (const one of [...document.body.querySelectorAll('section')]) {
    const made = document.createElement('DIV')
    while (one.firstChild) made.appendChild(one.firstChild)
    one.replaceWith(made)
  }
  const elements = [document.body, ...document.body.querySelectorAll('*')]
  const [theirs, ours] = [Readability, QuickReadability].map((kind) => {
    const measure = kind.prototype[method as 'parse'] as unknown as Measure
    const reader = new kind(document)
    return elements.map((element) => measure.call(reader, element, names))
  })
  return [theirs ?? [], ours ?? []]
}

describe('the measures are those of Readability', () => {
  const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1)

  it.each([
    ['headings', HEADINGS],
    ['pieces of text', TEXTISH]
  ])('how much of a text stands in %s', (_, names) => {
    let counted = 0
    for (const seed of seeds) {
      const [theirs, ours] = both('_getTextDensity', markup(seed), names)
      expect(ours).toEqual(theirs)
      counted += theirs.filter((share) => Number(share) > 0).length
    }
    expect(counted).toBeGreaterThan(200)
  })

  it('elements of several names, in their order', () => {
    for (const seed of seeds) {
      const [theirs, ours] = both('_getAllNodesWithTag', markup(seed), ['p', 'LI', 'h3', 'div'])
      expect(ours.map((found) => [...(found as Iterable<unknown>)])).toEqual(
        theirs.map((found) => [...(found as Iterable<unknown>)])
      )
    }
  })
})
