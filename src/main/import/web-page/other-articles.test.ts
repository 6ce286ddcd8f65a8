import { expect, it } from 'vitest'
import { lineOf, parseHtml } from '../html/html-tree.ts'
import { removeOtherArticles } from './other-articles.ts'

const prose =
  'The gauge stands in a stone hut at the end of the pier, where the keeper winds its clock every morning before the boats go out to sea. '
const url = 'https://chronicle.example/sea/gauge'
const main = `<article><h1>The gauge</h1><p>${prose.repeat(3)}</p></article>`
const teaser = (name: string, head = `<h2><a href="/sea/${name}">${name}</a></h2>`) =>
  `<article>${head}<p>${name} says: ${prose}</p></article>`

/** What is left of the body. */
function left(body: string): string {
  const { root } = parseHtml(`<!doctype html><body>${body}</body>`, 'document')
  removeOtherArticles(root, url)
  return lineOf(root)
}

it('takes out a row of other articles beside the page’s own, also one without a link of its own', () => {
  const row = `<div><h3>Next</h3>${teaser('Tides')}${teaser('Winds')}${teaser('Moons', '<img src="/m.jpg">')}</div>`
  expect(left(main + row)).toBe(`The gauge${prose.repeat(3)}Next`)
})

it.each([
  [
    'answers, parts and reports of the same page',
    [1, 2, 3].map((n) => teaser(`${n}`, `<h2><a href="#part-${n}">${n}</a></h2>`))
  ],
  [
    'parts whose links name this page in full',
    [1, 2].map((n) => teaser(`${n}`, `<h2><a href="${url}#${n}">${n}</a></h2>`))
  ],
  [
    'what is told of other sites',
    [1, 2].map((n) => teaser(`${n}`, `<h2><a href="https://elsewhere.example.net/${n}">${n}</a></h2>`))
  ],
  [
    'one that says more than the page’s own',
    [teaser('Tides'), teaser('Winds').replace('</p>', `${prose.repeat(4)}</p>`)]
  ],
  ['parts of the page’s own', []]
])('leaves %s', (_, others) => {
  const inside = `<article><h1>The gauge</h1><p>${prose.repeat(3)}</p>${teaser('One')}${teaser('Two')}</article>`
  const body = others.length ? main + others.join('') : inside
  const { root } = parseHtml(`<!doctype html><body>${body}</body>`, 'document')
  expect(left(body)).toBe(lineOf(root))
})

it('takes out what is shown to who scrolls on, headed and dated as a page is', () => {
  const next = (date: string) => `<article><h1>The winds</h1>${date}<p>${prose.repeat(2)}</p></article>`
  const { root } = parseHtml(`<!doctype html><body>${main}${next('<time>3 March</time>')}</body>`, 'document')
  removeOtherArticles(root, url, 'The gauge')
  expect(lineOf(root)).toBe(`The gauge${prose.repeat(3)}`.trim())
  // Chapters have no day of their own.
  const chapters = parseHtml(`<!doctype html><body>${main}${next('')}</body>`, 'document').root
  removeOtherArticles(chapters, url, 'The gauge')
  expect(lineOf(chapters)).toContain('The winds')
})

it('leaves a page on which several have a first heading, or none', () => {
  for (const body of [main + main + teaser('Tides') + teaser('Winds'), teaser('Tides').repeat(4)]) {
    const { root } = parseHtml(`<!doctype html><body>${body}</body>`, 'document')
    expect(left(body)).toBe(lineOf(root))
  }
})
