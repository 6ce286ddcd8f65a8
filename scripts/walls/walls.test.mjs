import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { at } from '../paths.mjs'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lectern-walls-'))
  const config = JSON.parse(await readFile(at('biome.json'), 'utf8'))
  // The copy stands outside git and beside no node_modules; its walls are the real ones.
  const { $schema: _, vcs: __, ...rest } = config
  await writeFile(join(folder, 'biome.json'), JSON.stringify(rest))
  await cp(at('scripts', 'walls', 'bridge.grit'), join(folder, 'scripts', 'walls', 'bridge.grit'))
})
afterAll(() => rm(folder, { recursive: true }))

/** What Biome says of a file with this text at this path, with one more beside it or alone. */
async function lint(path, text, beside = []) {
  for (const [name, content] of [[path, text], ...beside]) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  const biome = at('node_modules', '@biomejs', 'biome', 'bin', 'biome')
  const { stdout, stderr, status } = spawnSync(process.execPath, [biome, 'lint', path], {
    cwd: folder,
    encoding: 'utf8'
  })
  await rm(join(folder, 'src'), { recursive: true })
  return { said: stdout + stderr, ok: status === 0 }
}

const importing = (source) => `import { x } from '${source}'\nexport const y = x\n`

describe('the inner walls', () => {
  it.each([
    [
      'src/renderer/features/reader/Reader.ts',
      importing('../highlights/paint.ts'),
      'Features do not import each other'
    ],
    [
      'src/renderer/features/reader/deep/a.ts',
      importing('../../highlights/paint.ts'),
      'Features do not import each other'
    ],
    [
      'src/renderer/features/reader/Reader.ts',
      "export const y = window.lectern.invoke('a', {})\n",
      'src/renderer/lib'
    ],
    ['src/main/articles/handlers.ts', importing('flexsearch'), 'Only src/main/search'],
    ['src/main/import/importers.ts', importing('../articles/repository.ts'), 'Importers turn bytes'],
    ['src/main/import/importers.ts', importing('flexsearch'), 'Only src/main/search'],
    ['src/main/import/clean/allow.ts', importing('../../db/open-library.ts'), 'Importers turn bytes']
  ])('%s is stopped', async (path, text, sentence) => {
    const { said, ok } = await lint(path, text)
    expect(said).toContain(sentence)
    expect(ok).toBe(false)
  })

  it.each([
    ['src/renderer/features/reader/Reader.ts', importing('../../lib/invoke.ts')],
    ['src/renderer/features/reader/Reader.ts', importing('./deep/a.ts')],
    ['src/renderer/features/reader/deep/a.ts', importing('../Reader.ts')],
    ['src/renderer/app/App.ts', importing('../features/reader/Reader.ts')],
    ['src/renderer/lib/invoke.ts', "export const y = window.lectern.invoke('a', {})\n"],
    ['src/main/search/search-index.ts', importing('flexsearch')],
    ['src/main/import/importers.ts', importing('../../shared/blocks.ts')],
    ['src/main/import/clean/allow.ts', importing('../importers.ts')]
  ])('%s may', async (path, text) => {
    expect(await lint(path, text)).toMatchObject({ ok: true })
  })

  it('two files that import each other are stopped, also where only types are', async () => {
    const { said, ok } = await lint(
      'src/main/reading/read-ahead.ts',
      "import type { y } from './page-body.ts'\nexport type x = y | 1\n",
      [['src/main/reading/page-body.ts', "import type { x } from './read-ahead.ts'\nexport type y = x\n"]]
    )
    expect(said).toContain('part of a cycle')
    expect(ok).toBe(false)
  })
})
