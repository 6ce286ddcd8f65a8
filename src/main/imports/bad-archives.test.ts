import { execFileSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImportResult } from '../../shared/imports.ts'
import { type LiarsEntry, liarsZip } from '../testing/liars-zip.ts'
import { rowsHash } from '../testing/rows-hash.ts'
import { type TestApp, testApp } from '../testing/test-app.ts'

let test: TestApp
let folder: string
beforeAll(async () => {
  test = testApp()
  folder = mkdtempSync(join(tmpdir(), 'lectern-bad-'))
  await test.add('A first article\n\nWith a paragraph that must stay as it is.')
})
afterAll(async () => {
  await test.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Names of all files under a folder, but for the journal files SQLite makes and removes as it works. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/-(?:wal|shm|journal)$|backups/.test(name))
    .sort()
const libraryHash = () => rowsHash(test.app.context.db)
const at = (name: string) => join(folder, name)
const write = (name: string, bytes: string | Uint8Array) => writeFileSync(at(name), bytes)
async function bringIn(...names: string[]): Promise<ImportResult[]> {
  const paths = names.map(at)
  return (await test.call('imports.files', { batchId: crypto.randomUUID(), paths })).results
}
async function refused(name: string, sentence: RegExp): Promise<void> {
  const before = libraryHash()
  const [result] = await bringIn(name)
  expect(result).toMatchObject({ status: 'failed', articleId: null })
  expect(result!.message).toContain(name)
  expect(result!.message).toMatch(sentence)
  expect(libraryHash()).toBe(before)
  expect(test.bugs).toEqual([])
}
const textOf = async (result: ImportResult | undefined) => {
  return (await test.read(result!.articleId!)).text
}

const words = 'The ferry leaves at seven and comes back when the tide allows. '
const chapter = (title: string) => `<html><body><h1>${title}</h1><p>${words.repeat(3)}</p></body></html>`
const container = '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>'
const opf = (items: string[], head = '') =>
  `${head}<package version="3.0"><metadata xmlns:dc="x"><dc:title>The Salt Road</dc:title><dc:language>en</dc:language></metadata><manifest>${items.map((name, index) => `<item id="i${index}" href="${name}" media-type="application/xhtml+xml"/>`).join('')}</manifest><spine>${items.map((_, index) => `<itemref idref="i${index}"/>`).join('')}</spine></package>`
const book = (more: LiarsEntry[] = [], items = ['one.xhtml']): LiarsEntry[] => [
  { name: 'mimetype', data: strToU8('application/epub+zip') },
  { name: 'META-INF/container.xml', data: strToU8(container) },
  { name: 'b.opf', data: strToU8(opf(items)) },
  { name: 'one.xhtml', data: strToU8(chapter('Setting out')) },
  ...more
]

describe('archives', () => {
  it('1: what expands to too much is not unpacked', async () => {
    write(
      'bomb.epub',
      liarsZip(book([{ name: 'two.xhtml', data: new Uint8Array(60_000_000) }], ['one.xhtml', 'two.xhtml']))
    )
    await refused('bomb.epub', /unpacks to more than 200 times its size/)
  })

  it('2: nor what states less than it holds', async () => {
    write(
      'liar.epub',
      liarsZip(
        book([{ name: 'two.xhtml', data: new Uint8Array(2_000_000), size: 10 }], ['one.xhtml', 'two.xhtml'])
      )
    )
    await refused('liar.epub', /holds more than it says/)
  })

  it('3: an archive inside is not opened', async () => {
    write(
      'nested.epub',
      liarsZip(
        book([
          { name: 'inner.zip', data: liarsZip(book()) },
          { name: 'inner.html', data: liarsZip(book()) }
        ])
      )
    )
    const [result] = await bringIn('nested.epub')
    expect(result).toMatchObject({ status: 'added', title: 'The Salt Road' })
  })

  it('4 and 6: names that lead out, and links, are as if they were not there', async () => {
    const names = ['../../out.xhtml', '/abs.xhtml', 'C:\\c.xhtml', 'a/../../b.xhtml', '..\\win.xhtml']
    const evil = names.map((name) => ({ name, data: strToU8(chapter('Evil')) }))
    write(
      'astray.epub',
      liarsZip(
        book(
          [...evil, { name: 'link.xhtml', data: strToU8('/etc/passwd'), mode: 0o120777 }],
          ['one.xhtml', '../../out.xhtml', '/abs.xhtml', 'link.xhtml', 'a/../../b.xhtml']
        )
      )
    )
    const [result] = await bringIn('astray.epub')
    expect(await textOf(result)).not.toMatch(/Evil|passwd|root:/)
  })

  it('5: of many files with one name the first counts, and a hundred thousand files are no harm', async () => {
    const twice = [{ name: 'one.xhtml', data: strToU8(chapter('A second one')) }]
    const many = Array.from({ length: 100_000 }, (_, index) => ({
      name: `x/${index}.txt`,
      data: new Uint8Array()
    }))
    write('many.epub', liarsZip([...book(twice), ...many]))
    const [result] = await bringIn('many.epub')
    expect(await textOf(result)).toContain('Setting out')
    expect(await textOf(result)).not.toContain('A second one')
  })

  it('7: what is locked says so', async () => {
    write(
      'password.epub',
      liarsZip(book().map((entry) => ({ ...entry, flags: entry.name === 'one.xhtml' ? 1 : 0 })))
    )
    await refused('password.epub', /locked with a password/)
    write('shop.epub', liarsZip(book([{ name: 'META-INF/rights.xml', data: strToU8('<rights/>') }])))
    await refused('shop.epub', /DRM/)
  })

  it('8: a book without its parts says what it is, one with missing chapters gives what it has', async () => {
    write('bare.epub', zipSync({ mimetype: strToU8('application/epub+zip') }))
    await refused('bare.epub', /damaged book/)
    const gaps = book(
      [{ name: 'two.xhtml', data: strToU8(chapter('What is left')) }],
      ['two.xhtml', 'missing.xhtml', 'two.xhtml']
    )
    write('gaps.epub', liarsZip(gaps))
    const [result] = await bringIn('gaps.epub')
    expect(result).toMatchObject({ status: 'added' })
    expect(result!.message).toMatch(/missing/i)
  })

  it('15 and 16: entities neither multiply nor open files', async () => {
    const laughs = `<!DOCTYPE package [<!ENTITY a "${'ha'.repeat(50)}">${Array.from({ length: 9 }, (_, n) => `<!ENTITY ${'bcdefghij'[n]} "${`&${'abcdefghi'[n]};`.repeat(10)}">`).join('')}<!ENTITY x SYSTEM "file:///etc/passwd">]>`
    const entries = book().map((entry) =>
      entry.name === 'b.opf'
        ? { ...entry, data: strToU8(opf(['one.xhtml'], laughs).replace('The Salt Road', '&j;&x; Salt')) }
        : entry.name === 'one.xhtml'
          ? { ...entry, data: strToU8(`${laughs}${chapter('Entities')}`.replace('<p>', '<p>&j;&x;')) }
          : entry
    )
    write('laughs.epub', liarsZip(entries))
    const [result] = await bringIn('laughs.epub')
    if (result!.status === 'added') expect(await textOf(result)).not.toMatch(/hahaha.{5000}|root:/s)
    else expect(result!.message).toContain('laughs.epub')
  })

  it('9: every cut of a book, a page and a text imports or says why not, and is never blank', async () => {
    const whole = Buffer.from(liarsZip(book()))
    const page = Buffer.from(
      `<!doctype html><title>Cut</title><article><h1>Cut</h1><p>${words.repeat(6)}</p></article>`
    )
    const names: string[] = []
    // At each 2 % the importers are asked by themselves (epub.test.ts, html.test.ts, saved-formats.test.ts).
    for (let part = 5; part < 50; part += 5) {
      for (const [kind, bytes] of [
        ['epub', whole],
        ['html', page]
      ] as const) {
        const name = `cut-${part}.${kind}`
        write(name, bytes.subarray(0, Math.floor((bytes.length * part) / 50)))
        names.push(name)
      }
    }
    for (const result of await bringIn(...names)) {
      if (result.status === 'failed') expect(result.message).toContain('cut-')
      else expect((await textOf(result)).trim()).not.toBe('')
    }
    expect(test.bugs).toEqual([])
  })
})

describe.skipIf(process.platform === 'win32')('files', () => {
  it('10: a file beyond the limit is refused before it is read', async () => {
    execFileSync('truncate', ['-s', '700M', at('huge.txt')])
    await refused('huge.txt', /700 MB/)
    rmSync(at('huge.txt'))
  })

  it('43: a link is followed when it was chosen, never inside a folder', async () => {
    mkdirSync(at('links'))
    write('target.txt', 'The target\n\nWords of the target, which lies outside of the folder of links.\n')
    symlinkSync(at('target.txt'), at('links/to-file.txt'))
    symlinkSync('/etc', at('links/to-folder'))
    symlinkSync(at('links'), at('links/round'))
    linkSync(at('target.txt'), at('links/hard.txt'))
    const results = await bringIn('links')
    expect(results.map(({ file }) => file)).toEqual([at('links/hard.txt')])
    expect((await bringIn('links/to-file.txt'))[0]).toMatchObject({ status: 'already-here' })
  })

  it('44: pipes, devices and folders with a text’s name are no files', async () => {
    execFileSync('mkfifo', [at('pipe.mhtml')])
    await refused('pipe.mhtml', /pipe or a device/)
    mkdirSync(at('folder.docx'))
    const before = libraryHash()
    expect(await bringIn('folder.docx')).toEqual([])
    expect(libraryHash()).toBe(before)
  })

  it('45: a file that vanishes in the middle of a batch stops nothing', async () => {
    write('a1.txt', 'One before\n\nWords of the one before the file that vanishes.')
    write('a3.txt', 'One after\n\nWords of the one after the file that vanishes.')
    const results = await bringIn('a1.txt', 'a2.txt', 'a3.txt')
    expect(results.map(({ status }) => status)).toEqual(['added', 'failed', 'added'])
    expect(results[1]!.message).toMatch(/no longer there/)
  })

  it('47: strange names are only shown', async () => {
    const names = [
      '-rf.txt',
      'line\nbreak.txt',
      `${'n'.repeat(251)}.txt`,
      '👩‍👩‍👧 family.txt',
      'dot.txt.',
      '__proto__',
      'con.txt'
    ]
    for (const [index, name] of names.entries())
      write(
        name,
        `Strange ${index}\n\nThe words of strange file number ${index}, which are quite ordinary.\n`
      )
    const around = filesIn(test.folder)
    const results = await bringIn(...names)
    expect(results.map(({ status }) => status)).toEqual(names.map(() => 'added'))
    // Each is found by its own words and says its name as it is; no file was made anywhere but the library's own.
    for (const [index, { articleId }] of results.entries()) {
      expect((await test.call('articles.get', { articleId: articleId! })).title).toBe(`Strange ${index}`)
      const kept = test.app.context.db
        .prepare(
          'SELECT file_name FROM sources s JOIN articles a ON a.current_version_id = s.version_id WHERE a.id = ?'
        )
        .pluck()
        .get(articleId)
      expect(kept).toBe(names[index])
    }
    expect(filesIn(test.folder)).toEqual(around)
    // A thousand good files with a bad one at both ends and in the middle: each is answered for, in order.
    const many = Array.from({ length: 1000 }, (_, n) => `of-many-${n}.txt`)
    for (const [n, name] of many.entries())
      write(
        name,
        n % 499 === 0
          ? ''
          : `Of many ${n}\n\nFile number ${n} of very many, with words of its own: ${n * 7919}.\n`
      )
    const all = await bringIn(...many)
    expect(all.map(({ status }) => status)).toEqual(many.map((_, n) => (n % 499 === 0 ? 'failed' : 'added')))
    expect(
      all.filter(({ status }) => status === 'failed').every(({ message }) => /empty/.test(message ?? ''))
    ).toBe(true)
    write('picture.docx', Buffer.from('89504e470d0a1a0a0000000d', 'hex'))
    await refused('picture.docx', /image \(PNG\)/)
  })

  it('48: an empty clipboard, and one with nothing but pictures', async () => {
    const before = libraryHash()
    for (const paste of [
      { text: '' },
      { text: ' \n ', html: ' ' },
      { text: '', html: '<img src="data:image/png;base64,AAAA">' },
      { text: '', html: '<a href="https://example.org/"><img src="https://example.org/x.png"></a>' },
      { text: '', html: '<script>alert(1)</script>' }
    ]) {
      const { results } = await test.call('imports.paste', { batchId: crypto.randomUUID(), ...paste })
      expect(results[0], JSON.stringify(paste)).toMatchObject({ status: 'failed' })
      expect(results[0]!.message).toMatch(paste.html?.includes('.png') ? /no article/ : /no text/)
    }
    expect(libraryHash()).toBe(before)
    expect(test.bugs).toEqual([])
  })
})
