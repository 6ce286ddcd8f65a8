import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test as base, expect } from '@playwright/test'
import { removeFolder } from './remove-folder.ts'

const root = resolve(import.meta.dirname, '..')

/** Takes the place of the system's box, which nobody is there to close. */
const box = `const { dialog } = require('electron')
dialog.showErrorBox = (title, text) => console.log('BOX ' + JSON.stringify([title, text]))`

interface Program {
  folder: string
  /** Starts it, on an empty folder for its library. @returns what the box said, and how the app ended */
  start(home?: string): Promise<{ said: unknown; code: number | null; log: string }>
}

/** A test with a copy of the built app that may be broken. */
const test = base.extend<{ program: Program }>({
  program: async ({ browserName: _ }, use) => {
    const place = mkdtempSync(join(tmpdir(), 'lectern-damaged-'))
    const folder = join(place, 'program')
    mkdirSync(join(folder, 'node_modules'), { recursive: true })
    for (const part of ['main', 'preload', 'renderer'])
      cpSync(join(root, 'out', part), join(folder, 'out', part), { recursive: true })
    for (const name of ['package.json', 'resources']) symlinkSync(join(root, name), join(folder, name))
    for (const name of readdirSync(join(root, 'node_modules')))
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name))
    writeFileSync(join(place, 'box.cjs'), box)
    const start: Program['start'] = async (home = join(place, 'home')) => {
      const args = ['-r', join(place, 'box.cjs'), folder]
      const app = spawn(
        process.env.LECTERN_ELECTRON ?? join(root, '.electron/42.0.0/electron'),
        [...args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
        {
          env: { ...process.env, LANGUAGE: 'en', LECTERN_HOME: home, LECTERN_LIBRARY: join(place, 'library') }
        }
      )
      let log = ''
      for (const stream of [app.stdout, app.stderr]) stream.on('data', (bytes) => (log += String(bytes)))
      const tooLong = setTimeout(() => app.kill('SIGKILL'), 45_000)
      const [code] = await once(app, 'exit')
      clearTimeout(tooLong)
      const said = /^BOX (.*)$/m.exec(log)?.[1]
      return { said: said && JSON.parse(said), code, log }
    }
    await use({ folder, start })
    removeFolder(place)
  }
})

const damaged = ['Lectern cannot start', expect.stringContaining('Install Lectern again')]

/** What the entry loads first: all the rest of main. */
function restOfMain(out: string): string {
  const boot = readFileSync(join(out, 'main', 'index.js'), 'utf8')
  return join(out, 'main', /import\("\.\/(chunk-[^"]+\.js)"\)/.exec(boot)![1]!)
}

for (const [what, breakIt] of [
  ['a part of main’s code is gone', (out: string) => rmSync(restOfMain(out))],
  ['a part of main’s code is cut short', (out: string) => truncateSync(restOfMain(out), 5000)],
  [
    'what reads the library is gone',
    (out: string) => {
      const sqlite = join(out, '..', 'node_modules', 'better-sqlite3')
      const whole = realpathSync(sqlite)
      rmSync(sqlite)
      cpSync(whole, sqlite, { recursive: true, filter: (path) => !path.endsWith('.node') })
    }
  ],
  [
    'what reads the library is cut short',
    (out: string) => {
      const sqlite = join(out, '..', 'node_modules', 'better-sqlite3')
      const whole = realpathSync(sqlite)
      rmSync(sqlite)
      cpSync(whole, sqlite, { recursive: true })
      for (const name of readdirSync(join(sqlite, 'prebuilds')))
        truncateSync(join(sqlite, 'prebuilds', name), 1_000_000)
    }
  ],
  ['the bridge is gone', (out: string) => rmSync(join(out, 'preload', 'index.cjs'))],
  ['the page is gone', (out: string) => rmSync(join(out, 'renderer', 'index.html'))],
  [
    'a script of the page is gone',
    (out: string) => {
      const page = readFileSync(join(out, 'renderer', 'index.html'), 'utf8')
      const [, script] = /src="\.?(\/assets\/[^"]+\.js)"/.exec(page)!
      rmSync(join(out, 'renderer', script!))
    }
  ]
] as const) {
  test(`${what}: the reader is told, and it ends`, async ({ program }) => {
    breakIt(join(program.folder, 'out'))
    const { said, code, log } = await program.start()
    expect(said, log).toEqual(damaged)
    expect(code).toBe(1)
  })
}

test('it is told in the language the window had last', async ({ program }) => {
  rmSync(restOfMain(join(program.folder, 'out')))
  const home = join(program.folder, 'home')
  mkdirSync(home)
  writeFileSync(join(home, 'looks.json'), JSON.stringify({ language: 'ja', theme: 'dark' }))
  expect((await program.start(home)).said).toEqual(['Lectern を起動できません', expect.any(String)])
})
