import { strToU8 } from 'fflate'
import { describe, expect, it } from 'vitest'
import { blockText } from '../../import/article/block-text.ts'
import { buildBody } from '../../import/body/build-body.ts'
import { violationsIn } from '../../import/fixtures/allowed-html.ts'
import { book, chapters, container, opf } from '../../import/fixtures/epub.ts'
import { importFile } from '../../import/importers.ts'
import { imageFromDataUrl } from '../../import/pictures/image-bytes.ts'
import { checkArticle } from './check-article.ts'

const words = 'The keeper of the light wrote down every ship that passed. '
const page = (body: string, head = '<title>The light</title>') =>
  strToU8(
    `<!doctype html><html><head>${head}</head><body><article><p>${words.repeat(6)}</p>${body}<p>${words.repeat(6)}</p></article></body></html>`
  )
async function read(bytes: Uint8Array, fileName = 'page.html') {
  const article = await importFile({ bytes, fileName })
  const body = buildBody(article.blocks)
  expect(violationsIn(body.html)).toEqual([])
  return { ...article, ...body, words: article.blocks.map(blockText).join('\n') }
}

// Rows of the bad-input plan that have no other test (docs/security-checks.md).
describe('pages made to break readers', () => {
  it.each([
    ['20,000 tables in links in tables', '<table><a href="https://example.org/">'.repeat(20_000)],
    [
      'an SVG that uses itself ten million times',
      `<svg>${Array.from({ length: 7 }, (_, n) => `<g id="u${n + 1}">${`<use href="#u${n}"/>`.repeat(10)}</g>`).join('')}<text id="u0">x</text></svg>`
    ],
    [
      'names of the page’s own parts',
      '<form id="api"><input name="getElementById"></form><img name="lectern" id="body"><a id="__proto__" name="constructor">x</a>'
    ],
    ['a thousand layers of style', '<p style="filter:blur(9px);position:fixed;inset:0">x</p>'.repeat(3000)]
  ])('%s', async (_what, body) => {
    const found = await read(page(body))
    expect(found.words).toContain('every ship that passed')
    expect(found.html).not.toMatch(/<(?:svg|form|input|use)|style=|id="(?!a-|p-)/)
  })

  it('a billion laughs in every XML of a book', async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "haha">${Array.from({ length: 9 }, (_, n) => `<!ENTITY ${'abcdefghij'[n + 1]} "${`&${'abcdefghij'[n]};`.repeat(10)}">`).join('')}<!ENTITY f SYSTEM "file:///etc/passwd">]>`
    const within = (xml: string) => xml.replace(/(<\?xml[^>]*\?>\s*)/, `$1${laughs}`)
    const bytes = book({
      'META-INF/container.xml': within(container),
      'OPS/book.opf': within(opf('3.0')).replace('The Salt Road', 'Salt &j; &f;'),
      ...Object.fromEntries(
        Object.entries(chapters).map(([name, text]) => [
          name,
          within(text).replace('<body>', '<body><p>&j; &f;</p>')
        ])
      )
    })
    await checkArticle({ bytes, fileName: 'book.epub' })
    const { words: text } = await read(bytes, 'book.epub').catch((error: Error) => ({ words: error.message }))
    expect(text.length).toBeLessThan(10_000)
    expect(text).not.toMatch(/root:|hahahaha/)
  })

  it('a picture of sixty megabytes in an address', () => {
    const found = imageFromDataUrl(`data:image/png;base64,${'A'.repeat(80_000_000)}`)
    expect(found).toEqual({ refused: { key: 'imports.warnings.largePicture', values: { limit: 50 } } })
  })

  it('a title that turns its end around', async () => {
    const { title } = await read(page('', '<title>invoice \u202Etxt.exe\u202C</title>'))
    expect(title).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
  })

  it('fifty marks on every letter', async () => {
    const zalgo = `z${'\u0335\u0321'.repeat(25)}`.repeat(20_000)
    const found = await read(page(`<p>${zalgo}</p>`))
    expect(found.text.isWellFormed()).toBe(true)
    // Nothing is lost: every letter and every mark is there, and so are the words around it.
    const count = (one: string) => found.text.split(one).length - 1
    expect([count('z'), count('\u0335'), count('\u0321')]).toEqual([20_000, 500_000, 500_000])
    expect(found.words).toContain('every ship that passed')
    expect(found.html.length).toBeLessThan(3 * zalgo.length)
    await checkArticle({ bytes: page(`<p>${zalgo}</p>`), fileName: 'zalgo.html' })
  })

  it('a title of a megabyte', async () => {
    const { title } = await read(page('', `<title>${'title '.repeat(180_000)}</title>`))
    expect(title.length).toBeLessThanOrEqual(1000)
  })

  it('words every object has, as tags and titles', async () => {
    const text =
      '---\ntitle: constructor\ntags: [__proto__, toString, hasOwnProperty]\n---\n\nSome words that make a text of this file.\n'
    const { title, tags } = await importFile({ bytes: strToU8(text), fileName: 'proto.md' })
    expect(title).toBe('constructor')
    expect([...tags].sort()).toEqual(['__proto__', 'hasOwnProperty', 'toString'])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
