import { cpSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test'
import { LibraryPage } from './pages/library.ts'
import { removeFolder } from './remove-folder.ts'

const root = resolve(import.meta.dirname, '..')

/** Lectern, running in real Electron on a folder of its own. */
export interface RunningApp {
  electron: ElectronApplication
  page: Page
  /** Holds the library (`library`) and the device's files (`home`); survives a restart. */
  folder: string
  /** Lines the window or main wrote as errors; a clean story has none. */
  complaints: string[]
  /** Ends politely and starts again on the same folder; `early` acts before main is there. */
  restart(how?: { early: boolean }): Promise<void>
  /** Ends at once, as a power cut would. */
  kill(): Promise<void>
  close(): Promise<void>
}

/** Starts the app as it was built. `args` are added to the command line (files to open). */
export async function startApp(
  options: { folder?: string; args?: string[]; env?: Record<string, string> } = {}
): Promise<RunningApp> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'lectern-e2e-'))
  const app = { folder, complaints: [] as string[] } as unknown as RunningApp
  const launch = async (early = false) => {
    app.electron = await _electron.launch({
      executablePath: process.env.LECTERN_ELECTRON ?? join(root, '.electron/42.0.0/electron'),
      cwd: root,
      args: [root, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...(options.args ?? [])],
      env: {
        ...(process.env as Record<string, string>),
        // The tests read English, also on a machine that does not.
        LANGUAGE: 'en',
        LECTERN_HOME: join(folder, 'home'),
        LECTERN_LIBRARY: join(folder, 'library'),
        ...options.env
      }
    })
    app.page = await app.electron.firstWindow()
    app.page.on('pageerror', (error) => app.complaints.push(error.message))
    app.page.on('console', (message) => {
      // Chromium reports that an article's own scripts were blocked; that is the wall standing.
      if (message.type() === 'error' && !message.text().startsWith('Blocked script execution')) {
        app.complaints.push(message.text())
      }
    })
    await app.page.waitForLoadState('domcontentloaded')
    if (early) return
    await app.page.locator('#root > *').first().waitFor({ state: 'attached' })
    // What was drawn may be of the last time, and main still be loading its code.
    await app.page.evaluate(() => window.lectern.firstScreen.then(() => undefined))
  }
  app.restart = async (how) => {
    await app.electron.close()
    await launch(how?.early)
  }
  app.kill = async () => {
    const gone = new Promise((done) => app.electron.process().once('exit', done))
    app.electron.process().kill('SIGKILL')
    await gone
  }
  app.close = async () => {
    await app.electron.close().catch(() => {})
    removeFolder(folder)
  }
  await launch()
  return app
}

/**
 * A test with an app of its own, on a library that holds the first start's own articles and nothing else. That start
 * is done once for all tests of a worker, and its folder copied for each: the app of a test starts as it does on every
 * day but the first ones. The first one itself has its tests, which call `startApp`.
 */
export const test = base.extend<{ app: RunningApp }, { begun: string }>({
  begun: [
    async ({ browserName: _ }, use) => {
      const app = await startApp()
      await new LibraryPage(app.page).isSettled()
      // What Chromium has made of the window's scripts is used from the third start on.
      for (let start = 1; start < 3; start++) await app.restart()
      await app.electron.close()
      await use(app.folder)
      removeFolder(app.folder)
    },
    { scope: 'worker' }
  ],
  app: async ({ begun }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'lectern-e2e-'))
    cpSync(begun, folder, { recursive: true, preserveTimestamps: true })
    const app = await startApp({ folder })
    await new LibraryPage(app.page).isSettled()
    await use(app)
    await app.close()
  }
})
export { expect } from '@playwright/test'
