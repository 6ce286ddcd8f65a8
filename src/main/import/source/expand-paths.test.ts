import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, expect, it } from 'vitest'
import { isLibraryFile } from '../library/library-file.ts'
import { expandPaths } from './expand-paths.ts'
import { shareOf, silentPlaces } from './silent-places.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lectern-expand-')))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('lists known files of a folder, follows a chosen link and none inside', async () => {
  const at = (...names: string[]) => join(folder, ...names)
  mkdirSync(at('sub', '.hidden'), { recursive: true })
  for (const name of ['b.md', 'a.TXT', 'c.png', 'sub/d.html', 'sub/.hidden/e.md', '._b.md'])
    writeFileSync(at(name), 'x')
  symlinkSync(at('b.md'), at('link.md'))
  symlinkSync(folder, at('sub', 'loop'))
  expect(await expandPaths([folder, at('c.png'), at('link.md'), at('gone.txt')])).toEqual({
    files: [at('a.TXT'), at('b.md'), at('sub', 'd.html'), at('c.png'), at('b.md'), at('gone.txt')],
    leftOut: undefined,
    silent: []
  })
})

it('lists other apps’ libraries in a folder, and no other table', async () => {
  mkdirSync(folder, { recursive: true })
  const at = (...names: string[]) => join(folder, ...names)
  writeFileSync(
    at('pocket.csv'),
    'title,url,time_added,tags,status\nTides,https://example.org/t,1700000000,,unread\n'
  )
  writeFileSync(at('money.csv'), 'day,sum\n1,2\n')
  writeFileSync(at('data.json'), '{"a":1}')
  writeFileSync(at('refs.ris'), 'TY  - JOUR\nTI  - Tides\nUR  - https://example.org/t\nER  - \n')
  writeFileSync(at('omnivore.zip'), zipSync({ 'metadata_0_to_1.json': strToU8('[]') }))
  writeFileSync(at('photos.zip'), zipSync({ 'a.png': strToU8('x') }))
  const { files } = await expandPaths([folder], { isLibrary: isLibraryFile })
  expect(files).toEqual([at('omnivore.zip'), at('pocket.csv'), at('refs.ris')])
})

it('knows what lies on one share by its name alone', () => {
  const mounts = [
    '/dev/sda1 / ext4 rw 0 0',
    'server:/b /mnt/books nfs4 rw 0 0',
    'x /mnt/books/old fuse.sshfs rw 0 0',
    '//nas/my\\040texts /mnt/my\\040texts cifs rw 0 0'
  ].join('\n')
  const on = (path: string) => shareOf(path, mounts, 'linux')
  expect(on('/home/ada/texts')).toBeUndefined()
  expect(on('/mnt/bookshelf')).toBeUndefined()
  expect(on('/mnt/books')).toBe('/mnt/books')
  expect(on('/mnt/books/a/b/c')).toBe('/mnt/books')
  expect(on('/mnt/books/old/c')).toBe('/mnt/books/old')
  expect(on('/mnt/my texts/a')).toBe('/mnt/my texts')
  expect(shareOf('/Volumes/nas/a/b', '', 'darwin')).toBe('/Volumes/nas')
  expect(shareOf('/Users/ada', '', 'darwin')).toBeUndefined()
})

it('asks no other folder of a share once one is silent, and goes on beside it', async () => {
  const at = (...names: string[]) => join(folder, ...names)
  for (const name of ['a', 'share/deep/er', 'share/z', 'y']) {
    mkdirSync(at(name), { recursive: true })
    writeFileSync(at(name, 'text.md'), 'x')
  }
  writeFileSync(at('share', 'deep', 'first.md'), 'x')
  const share = at('share')
  const silent = silentPlaces((path) => (path === share || path.startsWith(`${share}/`) ? share : undefined))
  // Falls silent when it is asked for this one.
  const asked: string[] = []
  const falling = {
    ...silent,
    has(path: string) {
      asked.push(path)
      if (path === at('share', 'deep', 'er')) silent.add(path)
      return silent.has(path)
    }
  }
  expect(await expandPaths([folder], { silent: falling })).toEqual({
    files: [at('a', 'text.md'), at('share', 'deep', 'first.md'), at('y', 'text.md')],
    leftOut: undefined,
    silent: [at('share', 'deep', 'er'), at('share', 'z')]
  })
  expect(asked).toContain(at('share', 'z'))
})
