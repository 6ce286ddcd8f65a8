import { expect, it } from 'vitest'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { importBytes } from '../importers.ts'

const words =
  'The keeper climbed down every morning to wind the clock of the gauge, before the boats went out to sea, and nobody asked him why. '
const read = (body: string, title = 'The gauge') => {
  const page = `<!doctype html><html lang="en"><head><title>${title}</title></head><body><main><article>${body}</article></main></body></html>`
  const article = importBytes({ bytes: Buffer.from(page), fileName: 'a.html' })
  return { article, html: cleanHtml(buildBody(article.blocks).html) }
}
const text = `<p>${words.repeat(3)}</p>`

it('signs that link to a heading are no words of it, nor of the title', () => {
  const { article, html } = read(
    `<h1>The gauge<a class="headerlink" href="#gauge" title="Link to this heading">¶</a></h1>${text}<h2 id="float"><a id="old-float" class="anchor" href="#float">#</a>The float <a href="page.html#float">🔗</a></h2>${text}<h2>See <a href="#float">the float</a></h2>${text}<p>Back to <a href="#old-float">it</a>, at § 4.</p>`,
    'The gauge — gauges 2.1 documentation'
  )
  expect(article.title).toBe('The gauge')
  expect(html).toMatch(/<h2>(?:<a class="anchor" id="[^"]+"><\/a>)+The float<\/h2>/)
  expect(html).toMatch(/<h2>See <a class="jump"[^>]*>the float<\/a><\/h2>/)
  const [, to] = /Back to <a class="jump" href="#([^"]+)"/.exec(html)!
  expect(html).toContain(`id="${to}"`)
  expect(html).toContain('§ 4')
})

it.each([
  ['[<a href="/edit">edit</a>]', true],
  [
    '<span>[</span><a href="/bearbeiten">Bearbeiten</a> | <a href="/q">Quelltext bearbeiten</a><span>]</span>',
    true
  ],
  ['A word of its own', false]
])('a heading comes out of a box that only holds what edits it: %s', (beside, isFreed) => {
  const { html } = read(
    `<h1>The gauge</h1>${text}<div class="mw-heading mw-heading2"><h2>Causes</h2><span class="x">${beside}</span></div>${text}`
  )
  expect(html).toContain('<h2>Causes</h2>')
  expect(html.includes('[')).toBe(false)
  if (!isFreed) expect(html).toContain('A word of its own')
})

it('parts of the first level keep those of the second below them', () => {
  const { article } = read(
    `<h1>The gauge</h1>${text}<h1>The float</h1>${text}<h2>Brass</h2>${text}<h1>The drum</h1>${text}`
  )
  expect(buildBody(article.blocks).outline.map(({ level, text }) => [level, text])).toEqual([
    [2, 'The float'],
    [3, 'Brass'],
    [2, 'The drum']
  ])
})

it('takes the name after one word off the title, and no word before a name', () => {
  expect(read(`<h1>Tide</h1>${text}`, 'Tide – Wikipedia').article.title).toBe('Tide')
  expect(read(`<h1>潮汐</h1>${text}`, '潮汐 - Wikipedia').article.title).toBe('潮汐')
  // The site's name stands first, as a heading of its own.
  expect(read(`<h1>Chronicle</h1><h1>Tides</h1>${text}`, 'Chronicle – Tides').article.title).not.toBe(
    'Chronicle'
  )
})

it('leaves out what is not printed, and the name of a section above the title', () => {
  const { html } = read(
    `<p class="kicker"><a href="/sea">Sea</a></p><h1>The gauge</h1><div class="noprint">From the free gauge book</div>${text}${text}`
  )
  expect(html).not.toMatch(/Sea|free gauge book/)
})
