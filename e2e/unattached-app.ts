import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { removeFolder } from './remove-folder.ts'

const root = resolve(import.meta.dirname, '..')

export interface UnattachedApp {
  folder: string
  /** Runs a program in main, in which `electron` is Electron; what it gives comes back as JSON. */
  inMain<T>(program: string): Promise<T>
  close(): Promise<void>
}

/** Loaded into main before the app: runs what comes line by line and says what came of it. */
const listener = `
const electron = require('electron')
const Program = (async () => {}).constructor
require('node:readline').createInterface({ input: process.stdin }).on('line', async (line) => {
  const { id, program } = JSON.parse(line)
  const said = await new Program('electron', program)(electron).then((value) => ({ value }), (error) => ({ error: String(error) }))
  process.stdout.write('\\nanswer ' + JSON.stringify({ id, ...said }) + '\\n')
})`

/**
 * Lectern without anything that looks into its window: Chromium does not tell of a window that hangs while a
 * debugger holds it, as Playwright does.
 */
export async function startUnattached(): Promise<UnattachedApp> {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-e2e-'))
  const loaded = join(folder, 'listener.cjs')
  writeFileSync(loaded, listener)
  const child = spawn(
    process.env.LECTERN_ELECTRON ?? join(root, '.electron/42.0.0/electron'),
    ['-r', loaded, root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    {
      cwd: root,
      env: {
        ...process.env,
        LANGUAGE: 'en',
        LECTERN_HOME: join(folder, 'home'),
        LECTERN_LIBRARY: join(folder, 'library')
      },
      stdio: ['pipe', 'pipe', 'ignore']
    }
  )
  const waiting = new Map<number, (said: { value?: unknown; error?: string }) => void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (!line.startsWith('answer ')) return
    const { id, ...said } = JSON.parse(line.slice('answer '.length)) as { id: number }
    waiting.get(id)?.(said)
    waiting.delete(id)
  })
  let last = 0
  return {
    folder,
    inMain: <T>(program: string) =>
      new Promise<T>((done, fail) => {
        const id = ++last
        waiting.set(id, ({ value, error }) =>
          error === undefined ? done(value as T) : fail(new Error(error))
        )
        child.stdin.write(`${JSON.stringify({ id, program })}\n`)
      }),
    async close() {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGKILL')
      await gone
      removeFolder(folder)
    }
  }
}
