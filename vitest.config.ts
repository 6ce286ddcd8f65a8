import { availableParallelism } from 'node:os'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// Run with `npm run unit`: Vitest then runs on Electron's own Node, the one the app runs on, and so do the
// processes it forks.
export default defineConfig({
  test: {
    // Other things run on this machine too; a slow minute must not look like a bug. One that takes more of the
    // processor than most says no limit of its own for that, only one that would wait longer.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 20_000 } },
    pool: 'forks',
    // One more than there are cores: some wait, for a share that does not answer or for a process to end. Vitest
    // leaves a core to others by default, on a small machine half of it.
    maxWorkers: availableParallelism() + 1,
    projects: [
      {
        extends: true,
        test: {
          name: 'main',
          // Electron's Node strips the types itself and keeps what it has compiled; Vite would do all of it
          // anew for every file of tests.
          experimental: { viteModuleRunner: false },
          // Errors find their words in the catalogue, as in the app.
          setupFiles: ['scripts/keep-compiled.mjs', 'src/main/translate.ts'],
          environment: 'node',
          include: ['src/{main,shared,preload}/**/*.test.ts', 'scripts/**/*.test.mjs']
        }
      },
      {
        extends: true,
        plugins: [react()],
        test: {
          name: 'renderer',
          setupFiles: [
            'scripts/keep-compiled.mjs',
            'src/renderer/lib/messages.ts',
            'src/renderer/testing/patience.ts'
          ],
          environment: 'jsdom',
          // Testing Library takes down what a test rendered by itself only where afterEach is global.
          globals: true,
          include: ['src/renderer/**/*.test.{ts,tsx}']
        }
      }
    ]
  }
})
