import { expect, it } from 'vitest'
import { buildBody, cleanHtml } from '../body/build-body.ts'
import { cell, docx, p, style, w, words, xmlns } from '../fixtures/saved-formats.ts'
import { importFile } from '../importers.ts'
import { formulasAsRuns } from './docx-formulas.ts'

const named = (...names: string[]) =>
  `<?xml version="1.0"?><w:styles ${xmlns}>${names.map((name) => style(name.replaceAll(' ', ''), name)).join('')}</w:styles>`

async function read(body: string, ...styles: string[]) {
  const files = { 'word/document.xml': w(body), 'word/styles.xml': named(...styles) }
  const article = await importFile({ bytes: docx(files), fileName: 'report.docx' })
  return { article, html: cleanHtml(buildBody(article.blocks).html) }
}

const picture =
  '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="A boat"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="r5"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'
const table = `<w:tbl><w:tr>${cell('North')}${cell('7')}</w:tr><w:tr>${cell('South')}${cell('8')}</w:tr></w:tbl>`

it('captions stand with the picture above them, and with the table they belong to', async () => {
  const { html } = await read(
    p(words) +
      picture +
      p('The boat', 'caption') +
      p('Ports', 'caption') +
      table +
      p(words) +
      table +
      p('Ports again', 'caption') +
      p('A caption of nothing', 'caption'),
    'caption'
  )
  expect(html).toMatch(/<figure><img [^>]*><figcaption><span class="caption">The boat<\/span>/)
  expect(html).toContain('<table><caption>Ports</caption>')
  expect(html).toContain('<table><caption>Ports again</caption>')
  expect(html).toContain('<p>A caption of nothing</p>')
})

it('what fields show is read as words: numbers of figures, names that are referred to', async () => {
  const field =
    '<w:p><w:r><w:t xml:space="preserve">Figure </w:t></w:r><w:fldSimple w:instr=" SEQ Figure "><w:r><w:t>7</w:t></w:r></w:fldSimple><w:r><w:t>: the boat</w:t></w:r></w:p>'
  expect((await read(field)).html).toContain('<p>Figure 7: the boat</p>')
})

it('programs keep their lines, quotations and definitions are told as such, and the subtitle is the standfirst', async () => {
  const { article, html } = await read(
    p('The ferry report', 'Title') +
      p('What nobody can say', 'Subtitle') +
      p('def tide():', 'SourceCode') +
      p('    return 7', 'SourceCode') +
      p('We are late.', 'BlockText') +
      p('Ferry', 'DefinitionTerm') +
      p('A boat that comes back.', 'Definition') +
      p(words),
    'Title',
    'Subtitle',
    'Source Code',
    'Block Text',
    'Definition Term',
    'Definition'
  )
  expect(article).toMatchObject({ title: 'The ferry report', standfirst: 'What nobody can say' })
  expect(html).toContain('<pre><code>def tide():\n    return 7</code></pre>')
  expect(html).toContain('<blockquote><p>We are late.</p></blockquote>')
  expect(html).toContain('<dl><dt>Ferry</dt><dd>A boat that comes back.</dd></dl>')
  expect(html).not.toContain('What nobody can say')
})

it('several writers are told as a list', async () => {
  const core =
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Ada Penn; Bo Ink</dc:creator></cp:coreProperties>'
  const article = await importFile({ bytes: docx({ 'docProps/core.xml': core }), fileName: 'a.docx' })
  expect(article.byline).toBe('Ada Penn, Bo Ink')
})

const m = (body: string) => `<m:oMath xmlns:m="x">${body}</m:oMath>`
const r = (text: string) => `<m:r><m:t>${text}</m:t></m:r>`

it('formulas come as TeX, in the line or between paragraphs', async () => {
  const half = m(`<m:f><m:num>${r('a')}</m:num><m:den>${r('b')}</m:den></m:f>`)
  const { html } = await read(
    `<w:p><w:r><w:t xml:space="preserve">${words}Its height is </w:t></w:r>${half}<w:r><w:t>.</w:t></w:r></w:p>` +
      `<w:p><m:oMathPara xmlns:m="x"><m:oMathParaPr><m:jc m:val="center"/></m:oMathParaPr>${m(r('x&lt;y'))}</m:oMathPara></w:p>`
  )
  expect(html).toContain('Its height is <code>\\frac{a}{b}</code>.')
  expect(html).toContain('<div class="math">x&lt;y</div>')
})

it.each([
  [`<m:sSup><m:e>${r('x')}</m:e><m:sup>${r('2')}</m:sup></m:sSup>`, 'x^2'],
  [
    `<m:sSubSup><m:e>${r('xy')}</m:e><m:sub>${r('i')}</m:sub><m:sup>${r('10')}</m:sup></m:sSubSup>`,
    '{xy}_i^{10}'
  ],
  [`<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>${r('x')}</m:e></m:rad>`, '\\sqrt{x}'],
  [`<m:rad><m:deg>${r('3')}</m:deg><m:e>${r('x')}</m:e></m:rad>`, '\\sqrt[3]{x}'],
  [
    `<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>${r('i=1')}</m:sub><m:sup>${r('n')}</m:sup><m:e>${r('i')}</m:e></m:nary>`,
    '\\sum_{i=1}^n i'
  ],
  [`<m:nary><m:sub/><m:sup/><m:e>${r('f')}</m:e></m:nary>`, '\\int f'],
  [`<m:d><m:e>${r('a')}</m:e><m:e>${r('b')}</m:e></m:d>`, '\\left(a|b\\right)'],
  [
    `<m:d><m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr><m:e>${r('a')}</m:e></m:d>`,
    '\\left\\{a\\right.'
  ],
  [`<m:func><m:fName>${r('sin')}</m:fName><m:e>${r('x')}</m:e></m:func>`, '\\sin x'],
  [
    `<m:func><m:fName><m:limLow><m:e>${r('lim')}</m:e><m:lim>${r('n→∞')}</m:lim></m:limLow></m:fName><m:e>${r('a')}</m:e></m:func>`,
    '\\lim_{n→∞} a'
  ],
  [`<m:acc><m:accPr><m:chr m:val="\u20d7"/></m:accPr><m:e>${r('v')}</m:e></m:acc>`, '\\vec{v}'],
  [`<m:bar><m:barPr><m:pos m:val="top"/></m:barPr><m:e>${r('z')}</m:e></m:bar>`, '\\overline{z}'],
  [
    `<m:m><m:mr><m:e>${r('1')}</m:e><m:e>${r('0')}</m:e></m:mr><m:mr><m:e>${r('0')}</m:e><m:e>${r('1')}</m:e></m:mr></m:m>`,
    '\\begin{matrix}1 & 0 \\\\ 0 & 1\\end{matrix}'
  ],
  [
    `<m:f><m:fPr><m:type m:val="lin"/></m:fPr><m:num>${r('a')}</m:num><m:den>${r('b+c')}</m:den></m:f>`,
    'a/{b+c}'
  ],
  ['<m:r><m:rPr><m:nor/></m:rPr><m:t>if 5% </m:t></m:r>', '\\text{if 5% }'],
  [`${r('50%')}<m:box><m:e>${r('{x}')}</m:e></m:box>`, '50\\%\\{x\\}']
])('%s is %s', (markup, tex) => {
  const said = formulasAsRuns(m(markup))
  expect(/<w:t[^>]*>(.*)<\/w:t>/.exec(said)?.[1]?.replaceAll('&amp;', '&')).toBe(tex.trim())
})
