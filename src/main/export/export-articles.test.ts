import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TextFormat } from '../../shared/exports.ts'
import type { ArticleId } from '../../shared/values.ts'
import { readLibraryExport } from '../import/library/read-library-export.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
let tides: ArticleId
let moons: ArticleId
beforeAll(async () => {
  test = testApp()
  tides = await test.add(
    '---\ntitle: "Tides & <others>: a study"\nauthor: Ada Penn\nurl: https://example.org/tides?a=1&b=2\ndate: 2020-03-04\nsite: The Shore\n---\n\nThe tide comes twice a day & goes.\n\n=1+1 is what a sheet would reckon.\n',
    'tides.md'
  )
  moons = await test.add('# Moons\n\nThere is one moon, and it pulls.\n', 'moons.md')
  const mark = (articleId: ArticleId, exact: string, more = {}) =>
    test.mark(articleId, exact, { color: 'green', ...more })
  await mark(tides, 'comes twice a day &', { note: 'Why **twice**?', tag: 'to ask' })
  await mark(tides, '=1+1 is what')
  await mark(moons, 'one moon', { note: "It costs $& or $$, and $' more." })
})
afterAll(() => test.close())

const content = async (format: TextFormat, articleId = tides) =>
  (await test.call('exports.article', { articleId, format })).content

it('tables hold every highlight, and no formula', async () => {
  const table = await content('csv')
  expect(table).toMatch(/^\ufeffhighlight,note,color,tags,title,/)
  expect(table).toContain(
    'comes twice a day &,Why **twice**?,green,to ask,Tides & <others>: a study,Ada Penn,'
  )
  expect(table).toContain("'=1+1 is what,")
})

it('what is written for Readwise is read back by what reads Readwise', async () => {
  const table = await content('readwise')
  expect(table.split('\n')[0]).toBe('\ufeffHighlight,Title,Author,URL,Note,Location,Date')
  expect(table).toContain(
    'comes twice a day &,Tides & <others>: a study,Ada Penn,https://example.org/tides?a=1&b=2,".to_ask\nWhy **twice**?"'
  )
})

it.each([
  ['ris', 'refs.ris'],
  ['bibtex', 'refs.bib'],
  ['csljson', 'refs.json']
] as const)('%s comes back through our own import with its facts', async (format, name) => {
  const text = await content(format)
  const { entries, unreadable } = readLibraryExport(new TextEncoder().encode(text), name)!
  expect(unreadable).toEqual([])
  expect(entries).toMatchObject([{ title: 'Tides & <others>: a study', byline: 'Ada Penn' }])
  expect(entries[0]!.url || text).toContain('https://example.org/tides?a=1')
  expect(text).toContain('2020')
})

it('a page draws what is marked, runs nothing and fetches nothing', async () => {
  const page = await content('html')
  expect(page).toContain('<title>Tides &amp; &lt;others&gt;: a study</title>')
  expect(page).toContain('<mark class="drawn" data-color="green">comes twice a day ')
  expect(page).toContain('Why <strong>twice</strong>?')
  expect(page).toContain('#to ask')
  expect(page).toContain("default-src 'none'; img-src data:")
  expect(page).not.toMatch(/<script|src="http|asset:\/\//)
})

it('a dollar in a note is a dollar on the page', async () => {
  const page = await content('html', moons)
  expect(page).toContain('It costs $&amp; or $$, and $’ more.'.replace('’', "'"))
  expect(page.match(/<\/article>/g)).toHaveLength(1)
})

it('the reader’s own template is used, shown before, and told when it is broken', async () => {
  const template =
    '---\ntitle: {{#yaml}}{{title}}{{/yaml}}\n---\n{{#highlights}}\n{{quote}} ({{color}}){{#note}} — {{note}}{{/note}}\n{{/highlights}}'
  const shown = await test.call('exports.preview', { template, articleId: tides })
  expect(shown).toEqual({
    title: 'Tides & <others>: a study',
    content:
      '---\ntitle: "Tides & <others>: a study"\n---\n> comes twice a day \\& (green) — Why **twice**?\n> \\=1+1 is what (green)\n',
    problem: ''
  })
  expect(await test.call('exports.preview', { template: '{{#highlights}}', articleId: tides })).toMatchObject(
    {
      content: '',
      problem: expect.stringMatching(/template/)
    }
  )
  await test.call('settings.set', { markdownTemplate: template })
  expect(await content('markdown')).toBe(shown.content)
  await test.call('settings.set', { markdownTemplate: '' })
})

it('several articles go into one table, or each into a file that takes nobody’s place', async () => {
  const ids = await test.call('exports.annotated', {})
  expect(new Set(ids)).toEqual(new Set([tides, moons]))
  const file = join(test.folder, 'all.csv')
  test.saveTo(file)
  await test.call('exports.saveArticles', { articleIds: ids, format: 'csv' })
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  expect(lines).toHaveLength(4)
  expect(lines.filter((line) => line.includes('highlight,note'))).toHaveLength(1)

  const folder = join(test.folder, 'out')
  mkdirSync(folder)
  test.saveTo(folder)
  for (const round of [1, 2]) {
    expect(await test.call('exports.saveArticles', { articleIds: ids, format: 'markdown' })).toEqual({
      path: folder,
      files: 2,
      isWhole: true
    })
    expect(readdirSync(folder)).toHaveLength(round * 2)
  }
})
