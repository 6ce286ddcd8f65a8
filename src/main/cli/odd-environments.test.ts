import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'lectern-odd-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const cli = fileURLToPath(new URL('./cli.ts', import.meta.url))

// Turkish has another capital for i, Egyptian Arabic other digits, C no letters beyond ASCII.
it.each([
  ['tr_TR', { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }],
  ['ar_EG', { LC_ALL: 'ar_EG.UTF-8', LANG: 'ar_EG.UTF-8' }],
  ['C', { LC_ALL: 'C', LANG: 'C' }],
  ['nohome', { HOME: undefined, USERPROFILE: undefined }]
])('the library works where the environment is %s', (name, env) => {
  const run = (...args: string[]) => {
    const { status, stdout } = spawnSync(
      process.execPath,
      [cli, ...args, '--json', '--library', join(folder, name)],
      {
        cwd: folder,
        env: {
          ...process.env,
          ELECTRON_RUN_AS_NODE: '1',
          NODE_OPTIONS: '',
          XDG_CONFIG_HOME: join(folder, 'config'),
          LECTERN_HOME: undefined,
          ...env
        }
      }
    )
    return {
      status,
      values: stdout
        .toString()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    }
  }
  writeFileSync(
    join(folder, 'istanbul.txt'),
    'INCIDENT in Istanbul\n\nIt was 3 o’clock; nobody minded. Größe.\n'
  )
  expect(run('import', 'istanbul.txt')).toMatchObject({ status: 0, values: [{ status: 'added' }] })
  expect(run('search', 'incident').values[0].length).toBe(1)
  expect(run('verify')).toMatchObject({ status: 0 })
  expect(run('backup').status).toBe(0)
})
