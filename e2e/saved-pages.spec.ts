import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { writePng } from '../src/main/import/pdf/write-png.ts'
import { expect, test } from './app.ts'
import { LibraryPage } from './pages/library.ts'
import { ReaderPage } from './pages/reader.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64'
)
const words =
  'The ferry leaves at seven and comes back when the tide allows, which nobody can say beforehand. '
const page = (title: string, picture: string) =>
  `<!doctype html><html lang="en"><title>${title}</title><article><h1>${title}</h1><p>${words.repeat(4)}</p><figure><img src="${picture}" alt="A boat"></figure><p>${title}: ${words.repeat(4)}</p></article></html>`

test('pages saved in other programs come in with their pictures, and so does a Word document', async ({
  app
}) => {
  const { page: window } = app
  const inbox = join(app.folder, 'inbox')
  mkdirSync(join(inbox, 'Complete_files'), { recursive: true })
  const files: Record<string, string | Uint8Array> = {
    'Complete.html': page('Saved complete', 'Complete_files/boat.png'),
    'Complete_files/boat.png': png,
    'page.mhtml': [
      'Snapshot-Content-Location: https://example.org/one',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary="b"',
      '',
      '--b',
      'Content-Type: text/html; charset=utf-8',
      'Content-Location: https://example.org/one',
      '',
      page('Saved in one file', 'boat.png'),
      '--b',
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      'Content-Location: https://example.org/boat.png',
      '',
      png.toString('base64'),
      '--b--',
      ''
    ].join('\r\n'),
    'report.docx': zipSync({
      '[Content_Types].xml': strToU8(
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
      ),
      '_rels/.rels': strToU8(
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
      ),
      'word/document.xml': strToU8(
        `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>The words of the report. ${words}</w:t></w:r></w:p></w:body></w:document>`
      )
    }),
    'scroll.rtf': '{\\rtf1 Words}'
  }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(inbox, name), content)
  const library = new LibraryPage(window)
  await library.isSettled()
  const chosen = ['Complete.html', 'page.mhtml', 'report.docx', 'scroll.rtf'].map((name) => join(inbox, name))
  await library.import(app.electron, chosen)
  await window.getByRole('button', { name: 'Why' }).click()
  await expect(
    window.getByText('“scroll.rtf” is an RTF document, which Lectern does not read.', { exact: false })
  ).toBeVisible()
  await window.keyboard.press('Escape')
  await expect(library.title('report')).toBeVisible()
  const reader = new ReaderPage(window)
  for (const title of ['Saved in one file', 'Saved complete']) {
    await library.open(title)
    await reader.isShowing(title)
    const picture = reader.article.locator('img')
    await expect.poll(() => picture.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBe(10)
    await window.keyboard.press('Escape')
  }
  expect(app.complaints).toEqual([])
})

test('a picture in a box of facts is shown as large as it is, in the table that the box becomes', async ({
  app
}) => {
  const data = new Uint8Array(260 * 300 * 3).fill(120)
  const picture = writePng({ width: 260, height: 300, kind: 'rgb', data }).bytes
  const fact = (label: string, value: string) => `<div><h3>${label}</h3><div>${value}</div></div>`
  const box = `<aside><figure><img src="data:image/png;base64,${picture.toString('base64')}" alt="The keeper"></figure>${fact('Born', '1870')}${fact('Home', 'The harbour')}${fact('Kin', 'Ben')}</aside>`
  const file = join(app.folder, 'keeper.html')
  writeFileSync(file, page('The keeper', 'none.png').replace('</h1>', `</h1>${box}`))
  const library = new LibraryPage(app.page)
  await library.isSettled()
  await library.read(app.electron, file, 'The keeper')
  const { article } = new ReaderPage(app.page)
  await expect(article.getByRole('row', { name: 'Born 1870' })).toBeVisible()
  const shown = article.locator('td img')
  await expect(shown).toHaveJSProperty('naturalHeight', 300)
  expect((await shown.boundingBox())?.height).toBe(300)
  expect(app.complaints).toEqual([])
})
