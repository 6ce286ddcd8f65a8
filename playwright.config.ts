import { defineConfig } from '@playwright/test'

// Run with `npm run e2e`, which builds the app, starts a virtual display where that is possible, and names
// the Electron to start in LECTERN_ELECTRON.
/** How many times slower the app is than usual: `npm run torture -- network` runs it under a trace. */
const slower = Number(process.env.LECTERN_TESTS_SLOWER ?? 1)

/** One for each worker: apps side by side share neither the focus nor the clipboard. */
const displays = process.env.LECTERN_DISPLAYS?.split(' ') ?? []
const own = displays[Number(process.env.TEST_PARALLEL_INDEX)]
// Empty where the system has no virtual displays.
if (own) process.env.DISPLAY = own

const workers = displays.length || 3

/** Specs that mostly wait: until a window is taken for stuck, until an app has ended by itself. */
const waiting = ['**/comes-back.spec.ts', '**/damaged-program.spec.ts']

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'out/e2e',
  // Each test starts a whole app.
  workers,
  // What waits takes the processor from nobody: it has a worker of its own beside those of the stories.
  projects: [
    { name: 'waiting', testMatch: waiting, workers: 1 },
    { name: 'stories', testMatch: '**/*.spec.ts', testIgnore: waiting, workers: Math.max(1, workers - 1) }
  ],
  // A machine that others use too can starve one start of the app. A test that needs its second try is
  // named at the end of `npm test`, since it may have found something.
  retries: 1,
  timeout: 120_000 * slower,
  // Several apps start at once on machines that others use too.
  expect: { timeout: 20_000 * slower },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list'
})
