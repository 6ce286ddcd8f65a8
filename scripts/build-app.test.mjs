import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { hashSources } from './build-app.mjs'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-sources-'))
  await mkdir(join(folder, 'src'))
  await writeFile(join(folder, 'src', 'a.ts'), 'one')
})
afterEach(() => rm(folder, { recursive: true }))

it('changes with contents and names, and not with times or tests', async () => {
  const src = join(folder, 'src')
  const before = await hashSources(src)
  await utimes(join(src, 'a.ts'), 1, 1)
  await writeFile(join(src, 'a.test.ts'), 'a test')
  expect(await hashSources(src)).toBe(before)
  await writeFile(join(src, 'a.ts'), 'two')
  const changed = await hashSources(src)
  expect(changed).not.toBe(before)
  await writeFile(join(src, 'b.ts'), '')
  expect(await hashSources(src)).not.toBe(changed)
})
