import { defineConfig } from '@playwright/test'

// Run with `npm run e2e`, which builds the app, starts a virtual display where that is possible, and names
// the Electron to start in LECTERN_ELECTRON.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'out/e2e',
  // Each test starts a whole app.
  workers: 2,
  // A test that passes at the second try has found something.
  retries: 0,
  timeout: 60_000,
  // Two apps start at once on machines that others use too.
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list'
})
