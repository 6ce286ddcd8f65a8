import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { expandPaths } from './expand-paths.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lectern-expand-')))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('lists known files of a folder, follows a chosen link and none inside', async () => {
  const at = (...names: string[]) => join(folder, ...names)
  mkdirSync(at('sub', '.hidden'), { recursive: true })
  for (const name of ['b.md', 'a.TXT', 'c.png', 'sub/d.html', 'sub/.hidden/e.md'])
    writeFileSync(at(name), 'x')
  symlinkSync(at('b.md'), at('link.md'))
  symlinkSync(folder, at('sub', 'loop'))
  expect(await expandPaths([folder, at('c.png'), at('link.md'), at('gone.txt')])).toEqual({
    files: [at('a.TXT'), at('b.md'), at('sub', 'd.html'), at('c.png'), at('b.md'), at('gone.txt')],
    leftOut: undefined,
    silent: []
  })
})
