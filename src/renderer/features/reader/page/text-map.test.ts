import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { TextMap } from './text-map.ts'

/** A page in the stored format, with its canonical text. */
interface Sample {
  html: string
  text: string
}

const standfirst = 'Stand first.'
const sourceLine = 'Source: here'

/** Builds a page whose sections hold the given leaves. `gap` is what stands before the leaf in the text. */
function page(
  sections: {
    open: string
    leaves: { html: string; text: string; gap: string; wrap: [string, string] }[]
    close: string
  }[]
): Sample {
  let text = standfirst
  let body = ''
  let first = true
  for (const section of sections) {
    const startsAt = text.length + 2
    let inner = section.open
    for (const leaf of section.leaves) {
      text += first ? '\n\n' : leaf.gap
      first = false
      inner += `${leaf.wrap[0].replace('@', String(text.length))}${leaf.html}${leaf.wrap[1]}`
      text += leaf.text
    }
    body += `<section data-start="${startsAt}" data-end="${text.length}">${inner}${section.close}</section>\n`
  }
  text += '\n\n'
  const end = `<footer class="colophon" data-start="${text.length}" data-end="${text.length + sourceLine.length}"><p data-at="${text.length}">${sourceLine}</p></footer>`
  text += sourceLine
  return {
    html: `<!doctype html><html><body><header class="masthead" data-start="0" data-end="${standfirst.length}"><h1>Title</h1><p data-at="0">${standfirst}</p></header><main>${body}</main>${end}</body></html>`,
    text
  }
}

const p = (html: string, text: string, gap = '\n\n') => ({
  html,
  text,
  gap,
  wrap: ['<p data-at="@">', '</p>'] as [string, string]
})

const sample = page([
  {
    open: '',
    leaves: [
      p('Hello <em>wide <strong>blue</strong></em> world', 'Hello wide blue world'),
      p('line one<br>line two', 'line one\nline two'),
      p('<ruby>漢字<rt>かんじ</rt></ruby>です', '漢字です')
    ],
    close: '<figure><img alt="x" src=""></figure>'
  },
  {
    open: '<ul>',
    leaves: [
      { ...p('First', 'First'), wrap: ['<li data-at="@">', '</li>'] },
      {
        ...p('Second <a href="https://x.test/">link</a>', 'Second link', '\n'),
        wrap: ['<li data-at="@">', '</li>']
      }
    ],
    close: '</ul>'
  },
  {
    open: '<table><tr>',
    leaves: [
      { ...p('a', 'a'), wrap: ['<td data-at="@">', '</td>'] },
      { ...p('b', 'b', '\t'), wrap: ['<td data-at="@">', '</td></tr><tr>'] },
      { ...p('c', 'c', '\n'), wrap: ['<td data-at="@">', '</td>'] }
    ],
    close: '</tr></table>'
  }
])

function mapOf({ html }: Sample): { map: TextMap; document: Document } {
  const frame = document.createElement('iframe')
  document.body.append(frame)
  const inside = frame.contentDocument!
  inside.open()
  inside.write(html)
  inside.close()
  return { map: new TextMap(inside), document: inside }
}

const at = (text: string, words: string, from = 0) => {
  const start = text.indexOf(words, from)
  return { start, end: start + words.length }
}

describe('TextMap', () => {
  it('reads the whole canonical text back from the page', () => {
    const { map } = mapOf(sample)
    expect(map.textOf({ start: 0, end: sample.text.length })).toBe(sample.text)
  })

  it('finds words across inline elements and gives back their offsets', () => {
    const { map } = mapOf(sample)
    const span = at(sample.text, 'wide blue wor')
    const range = map.rangeOf(span)!
    expect(range.toString()).toBe('wide blue wor')
    expect(map.spanOf(range)).toEqual(span)
  })

  it('goes both ways for every span', () => {
    const { map } = mapOf(sample)
    const length = sample.text.length
    fc.assert(
      fc.property(fc.nat(length), fc.nat(length), (a, b) => {
        const span = { start: Math.min(a, b), end: Math.max(a, b) }
        // An edge between blocks belongs to the words beside it.
        const inner = sample.text.slice(span.start, span.end)
        const start = span.start + (inner.match(/^[\n\t]*/)?.[0].length ?? 0)
        const end = span.end - (inner.match(/[\n\t]*$/)?.[0].length ?? 0)
        fc.pre(start < end)
        expect(map.spanOf(map.rangeOf({ start, end })!)).toEqual({ start, end })
        expect(map.textOf({ start, end })).toBe(sample.text.slice(start, end))
        expect(map.shows({ start, end }, sample.text.slice(start, end))).toBe(true)
      }),
      { numRuns: 400 }
    )
  })

  it('does not count ruby readings, and takes a point in one as its place in the base text', () => {
    const { map, document } = mapOf(sample)
    const reading = document.querySelector('rt')!.firstChild!
    expect(map.offsetOf({ node: reading, offset: 2 }, 'after')).toBe(sample.text.indexOf('です'))
  })

  it('takes points between leaves as the words beside them', () => {
    const { map, document } = mapOf(sample)
    const list = document.querySelector('ul')!
    expect(map.offsetOf({ node: list, offset: 1 }, 'after')).toBe(sample.text.indexOf('Second'))
    expect(map.offsetOf({ node: list, offset: 1 }, 'before')).toBe(at(sample.text, 'First').end)
    const figure = document.querySelector('figure')!
    expect(map.offsetOf({ node: figure, offset: 0 }, 'after')).toBe(sample.text.indexOf('First'))
    expect(map.offsetOf({ node: figure, offset: 0 }, 'before')).toBe(at(sample.text, 'です').end)
    const title = document.querySelector('h1')!.firstChild!
    expect(map.offsetOf({ node: title, offset: 2 }, 'after')).toBe(0)
    expect(map.offsetOf({ node: title, offset: 2 }, 'before')).toBeUndefined()
  })

  it('covers the whole article when everything is selected', () => {
    const { map, document } = mapOf(sample)
    const range = document.createRange()
    range.selectNodeContents(document.body)
    expect(map.spanOf(range)).toEqual({ start: 0, end: sample.text.length })
  })

  it('looks past regions without text', () => {
    const bare = sample.html
      .replace(/<p data-at="0">.*?<\/p>/, '')
      .replace(/<p data-at="\d+">Source: here<\/p>/, '')
      .replace('</body>', '<div class="end"><p>The end</p></div></body>')
    const { map, document } = mapOf({ html: bare, text: sample.text })
    const title = document.querySelector('h1')!.firstChild!
    const end = document.querySelector('.end p')!.firstChild!
    expect(map.offsetOf({ node: title, offset: 0 }, 'after')).toBe(sample.text.indexOf('Hello'))
    const lastWord = sample.text.lastIndexOf('\n\nSource')
    expect(map.offsetOf({ node: end, offset: 3 }, 'before')).toBe(lastWord)
    expect(map.offsetOf({ node: end, offset: 3 }, 'after')).toBeUndefined()
  })

  it('says no when the page shows other words than stored', () => {
    const { map } = mapOf(sample)
    const span = at(sample.text, 'Hello wide')
    expect(map.shows(span, 'Hello wild')).toBe(false)
    expect(map.shows(span, 'Hello wide ')).toBe(false)
    expect(map.shows({ start: span.start + 1, end: span.end + 1 }, 'Hello wide')).toBe(false)
    // Words where the page has a gap between blocks.
    const gap = sample.text.indexOf('\n\nline')
    expect(map.shows({ start: gap - 1, end: gap + 3 }, 'd, l')).toBe(false)
    expect(map.shows({ start: gap - 1, end: gap + 3 }, 'd\n\nl')).toBe(true)
  })

  it('walks leaves in both directions over sections', () => {
    const { map } = mapOf(sample)
    const seen: number[] = []
    for (let leaf = map.nextLeaf(undefined); leaf; leaf = map.nextLeaf(leaf)) seen.push(leaf.start)
    const back: number[] = []
    for (let leaf = map.previousLeaf(undefined); leaf; leaf = map.previousLeaf(leaf)) back.push(leaf.start)
    expect(seen).toHaveLength(10)
    expect(back.reverse()).toEqual(seen)
  })

  it('goes through a paragraph once, however many of its words are looked up', () => {
    const words = Array.from({ length: 200 }, (_, n) => `word${n}`)
    const long = page([
      {
        open: '',
        leaves: [
          p(words.map((word) => `<b><i>${word}</i></b> `).join(''), words.map((word) => `${word} `).join(''))
        ],
        close: ''
      }
    ])
    const { map, document: inside } = mapOf(long)
    const found = words.map((word) => at(long.text, `${word} `))
    map.rangeOf(found[0]!)
    const walks = vi.spyOn(inside, 'createTreeWalker')
    expect(found.map((span) => map.rangeOf(span)!.toString())).toEqual(words.map((word) => `${word} `))
    expect(walks).not.toHaveBeenCalled()
  })

  it('knows nothing of what has not arrived', () => {
    const { map } = mapOf(sample)
    expect(map.rangeOf({ start: 0, end: sample.text.length + 1 })).toBeUndefined()
  })
})
