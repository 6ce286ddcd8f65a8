import { test as base, expect, startApp } from './app.ts'

// macOS keeps an app without windows: there only the end that was asked for ends it.
base('quitting ends the app, also where closing its window does not', async () => {
  const app = await startApp()
  try {
    const main = app.electron.process()
    await app.electron.evaluate(({ app: lectern }) => {
      Object.defineProperty(process, 'platform', { value: 'darwin' })
      setImmediate(() => lectern.quit())
    })
    await expect.poll(() => main.exitCode).toBe(0)
  } finally {
    await app.close()
  }
})
