import { expect, it } from 'vitest'
import { importBytes } from '../importers.ts'

const sentence = 'The ferry leaves at seven and comes back when the tide allows, which nobody can say. '

function remarksOn(words: number, stated: object | undefined, head = ''): string[] {
  const json = stated && JSON.stringify({ '@type': 'NewsArticle', headline: 'Ferries', ...stated })
  const paragraphs = `<p>${sentence.repeat(2)}</p>`.repeat(Math.ceil(words / 32))
  return importBytes({
    bytes: Buffer.from(
      `<!doctype html><html><head><title>Ferries</title>${head}${json ? `<script type="application/ld+json">${json}</script>` : ''}</head><body><article><h1>Ferries</h1>${paragraphs}</article></body></html>`
    ),
    fileName: 'x.html'
  }).warnings.map(({ key }) => key)
}

const teaser = ['imports.warnings.teaser']
const locked = '<meta property="article:content_tier" content="locked">'

it.each<[string, number, object | undefined, string, string[]]>([
  ['a short text of a page that is not free', 96, { isAccessibleForFree: false }, '', teaser],
  ['the same, stated as a word', 96, { isAccessibleForFree: 'False' }, '', teaser],
  ['the same, stated by its tier', 96, undefined, locked, teaser],
  ['a short text of a page that is free', 96, { isAccessibleForFree: true }, '', []],
  ['a short text of a page that says nothing', 96, undefined, '', []],
  ['a long text of a page that is not free', 640, { isAccessibleForFree: false }, '', []],
  ['far less than the page says', 320, { isAccessibleForFree: false, wordCount: 1400 }, '', teaser],
  [
    'a short text that is as long as the page says',
    96,
    { isAccessibleForFree: false, wordCount: 100 },
    '',
    []
  ]
])('a remark on the rest behind a wall: %s', (_, words, stated, head, expected) => {
  expect(remarksOn(words, stated, head)).toEqual(expected)
})
