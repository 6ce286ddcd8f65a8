import { electronPath } from './electron-path.mjs'
import { at } from './paths.mjs'
import { prepare } from './prepare.mjs'
import { runShown } from './run-command.mjs'
import { windowArgs } from './run-on-electron.mjs'
import { main } from './say.mjs'

// npm run dev: the app with hot reload; main and preload are rebuilt and restarted when they change.
await main(async () => {
  await prepare()
  const sandbox = windowArgs().length > 0 ? ['--noSandbox'] : []
  const args = [at('node_modules/electron-vite/bin/electron-vite.js'), '--watch', ...sandbox]
  return runShown(process.execPath, [...args, ...process.argv.slice(2)], {
    env: { ...process.env, ELECTRON_EXEC_PATH: electronPath() }
  })
})
