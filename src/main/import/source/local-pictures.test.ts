import { Buffer } from 'node:buffer'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { importFile } from '../importers.ts'
import { expandPaths } from './expand-paths.ts'
import { localPictures } from './local-pictures.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC',
  'base64'
)
const folder = mkdtempSync(join(tmpdir(), 'lectern-beside-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const write = (name: string, content: string | Uint8Array) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}
const read = async (path: string, text: string) =>
  await importFile({ bytes: new TextEncoder().encode(text), fileName: path, resource: localPictures(path) })
const words =
  'The ferry leaves at seven and comes back when the tide allows, which nobody can say beforehand. '

it('a page saved complete comes with the pictures of its folder, and the folder brings no pages of its own', async () => {
  const html = `<!doctype html><!-- saved from url=(0027)https://example.org/ferries --><html lang="en"><title>Ferries</title><article><h1>Ferries</h1><p>${words.repeat(4)}</p><img src="./Ferries%20today_files/boat.png" alt="A boat"><p>${words.repeat(4)}</p></article></html>`
  const path = write('Ferries today.html', html)
  write('Ferries today_files/boat.png', png)
  write('Ferries today_files/frame.html', '<p>An advertisement.</p>')
  write('Notes_on_ferries/a.html', '<p>Something else.</p>')
  const article = await read(path, html)
  expect(article).toMatchObject({ title: 'Ferries', url: 'https://example.org/ferries' })
  expect(article.assets).toHaveLength(1)
  const { files } = await expandPaths([folder])
  expect(files.map((file) => file.slice(folder.length + 1))).toEqual([
    'Ferries today.html',
    'Notes_on_ferries/a.html'
  ])
})

it('a clipped note comes with what it states and the attachments of its vault', async () => {
  mkdirSync(join(folder, 'vault', '.obsidian'), { recursive: true })
  write('vault/Attachments/one.png', png)
  write('vault/Clippings/img/two two.png', Buffer.concat([png, Buffer.from([0])]))
  const text = `---\ntitle: "Ferries"\nsource: "https://example.org/ferries"\nauthor:\n  - "[[Ada Penn]]"\npublished: 2026-03-04\ncreated: 2026-11-26\ndescription: "About ferries"\ntags:\n  - "clippings"\n---\n${words}\n\n![[one.png|300]]\n\n![two](img/two%20two.png)\n\n${words}\n`
  const article = await read(write('vault/Clippings/Ferries.md', text), text)
  expect(article).toMatchObject({
    title: 'Ferries',
    url: 'https://example.org/ferries',
    byline: 'Ada Penn',
    published: '2026-03-04',
    standfirst: 'About ferries',
    tags: ['clippings']
  })
  expect(article.assets).toHaveLength(2)
})

it('reads nothing outside, nothing hidden, nothing through a link, and nothing that is no picture', async () => {
  const secret = write('secret.png', png)
  write('inner/.hidden/a.png', png)
  write('inner/text.png', 'no picture at all')
  write('inner/fine.png', png)
  mkdirSync(join(folder, 'inner'), { recursive: true })
  symlinkSync(secret, join(folder, 'inner', 'link.png'))
  symlinkSync(folder, join(folder, 'inner', 'up'))
  const path = join(folder, 'inner', 'a.html')
  const look = localPictures(path)
  for (const reference of [
    '../secret.png',
    '..%2fsecret.png',
    'up/secret.png',
    'link.png',
    '.hidden/a.png',
    secret,
    `file://${secret}`,
    '\\\\server\\share\\a.png',
    'C:/a.png',
    '//host/a.png',
    '.',
    '',
    'a\0.png'
  ]) {
    expect(look(reference), reference).toBeUndefined()
  }
  expect(look('fine.png?x=1#y')).toEqual(png)
  const article = await read(
    path,
    `<p>${words}</p><img src="text.png" alt="x"><img src="../secret.png" alt="y">`
  )
  expect(article.assets).toEqual([])
})
